"""Confirming, as a second official, what another took down at the counter in somebody's name."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.agreements.operations import propose_act
from iskan.apps.agreements.queries import open_act
from iskan.apps.cases import rules
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.moves import TookAnswer, check_impartial, go_on, locked_case
from iskan.apps.cases.queries.scoped import case_for, service_of
from iskan.apps.cases.witnessing import awaits_second, unwitnessed
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy.acts import CONFIRM_COUNTER


class NothingToConfirm(Refusal):
    """Nothing an official took down in the case waits for a second one."""

    text = Text(
        ar="لا يوجد في هذه المعاملة ما ينتظر اعتمادًا بعد تسجيله في الفرع.",
        en="Nothing in this case was taken down at a branch and waits to be confirmed.",
    )
    status = HTTPStatus.CONFLICT


def ask_second_official(*, scope: Scope, case: Case, at: datetime) -> None:
    """Propose, as whoever took something down, that a second official confirm it, where the service asks for one."""
    service = service_of(case)
    if not scope.is_official or not awaits_second(service):
        return
    if unwitnessed(case, service) and open_act(CONFIRM_COUNTER, case.reference) is None:
        propose_act(scope=scope, act=CONFIRM_COUNTER, subject=case.reference, terms={}, reason="", at=at)


def require_unwitnessed(*, scope: Scope, reference: str) -> None:
    """Pass where something in a case the viewer sees waits to be confirmed.

    Raises:
        OutOfScope, NothingToConfirm.
    """
    case = case_for(scope, reference)
    service = service_of(case)
    if case.closed_at is not None or not awaits_second(service) or unwitnessed(case, service) is None:
        raise NothingToConfirm


@transaction.atomic
def confirm_counter(*, scope: Scope, reference: str, at: datetime) -> None:
    """Let the system go on with what was taken down, as one who took down none of it; the agreement is kept already.

    Raises:
        OutOfScope, OwnHousehold, FiledByOneself, DecidedEarlier, TookAnswer.
    """
    case = locked_case(scope, reference)
    check_impartial(scope, case)
    if rules.has_taken_answer(scope, case):
        raise TookAnswer
    go_on(case=case, service=service_of(case), at=at)


@transaction.atomic
def end_unconfirmed(*, reference: str, at: datetime) -> None:
    """Let the system end a case whose taking down a second official declined; one that has ended stays as it is."""
    open_cases = Case.objects.filter(reference=reference, closed_at__isnull=True).select_related("applicant")
    case = open_cases.select_for_update(of=("self",), no_key=True).first()
    if case is not None:
        go_on(case=case, service=service_of(case), at=at)
