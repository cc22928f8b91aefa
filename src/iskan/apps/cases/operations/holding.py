"""Holding a case: nothing of it is erased while it may still be needed."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.cases import rules
from iskan.apps.cases.models import Case, ErasureHold
from iskan.apps.cases.queries.scoped import case_for
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope


class CaseHeld(Refusal):
    """Nothing of a case is erased while it is held."""

    text = Text(
        ar="محتوى هذه المعاملة محفوظ مؤقتًا بأمر من الوزارة، فلا يُحذف الآن",
        en="The ministry keeps what this case holds for the time being; nothing of it can be deleted now",
    )
    status = HTTPStatus.CONFLICT


def is_held(case: Case) -> bool:
    """Say whether a case is held; whoever erases has locked it, as whoever holds it does."""
    return case.holds.filter(lifted_at__isnull=True).exists()


def require_free(case: Case) -> None:
    """Pass, or raise `CaseHeld`."""
    if is_held(case):
        raise CaseHeld


class NotHeld(Refusal):
    """There is no hold to lift."""

    text = Text(ar="لم يُمنع محو هذه المعاملة.", en="This case is not kept from being erased.")
    status = HTTPStatus.CONFLICT


def standing_hold(case: Case) -> ErasureHold | None:
    """Return the hold a case stands under, if any."""
    return case.holds.filter(lifted_at__isnull=True).first()


@transaction.atomic
def hold_case(*, scope: Scope, reference: str, reason: str, at: datetime) -> ErasureHold:
    """Keep a case from being erased, as an official who sees it.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold, ReasonMissing.
    """
    case = case_for(scope, reference)
    if not rules.can_hold(scope):
        raise NotForThisRole
    if rules.is_in_own_household(scope, case):
        raise OwnHousehold
    return place_hold(scope=scope, reference=reference, reason=reason, at=at)


def require_held(*, scope: Scope, reference: str) -> None:
    """Pass where there is a hold to lift on a case the viewer sees.

    Raises:
        OutOfScope, NotHeld.
    """
    if not is_held(case_for(scope, reference)):
        raise NotHeld


@transaction.atomic
def place_hold(*, scope: Scope, reference: str, reason: str, at: datetime) -> ErasureHold:
    """Keep a case from being erased, for a reason; one that is held already stays so under its first reason.

    Raises:
        OutOfScope: there is no such case. ReasonMissing.
    """
    case = _locked(reference)
    if not reason.strip():
        raise ReasonMissing
    held = standing_hold(case)
    if held is None:
        held = case.holds.create(reason=reason.strip(), placed_at=at)
        audit.record(scope=scope, action="case.held", subject_kind="case", subject=reference, at=at)
    return held


@transaction.atomic
def lift_hold(*, scope: Scope, reference: str, at: datetime) -> bool:
    """Let a case be erased again when it is due, and say whether it was held.

    Raises:
        OutOfScope: there is no such case.
    """
    lifted = _locked(reference).holds.filter(lifted_at__isnull=True).update(lifted_at=at)
    if lifted:
        audit.record(scope=scope, action="case.hold_lifted", subject_kind="case", subject=reference, at=at)
    return bool(lifted)


def _locked(reference: str) -> Case:
    case = Case.objects.select_for_update(no_key=True).filter(reference=reference).first()
    if case is None:
        raise OutOfScope(reference)
    return case
