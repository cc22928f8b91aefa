"""Settling what happened to a household: an official's written word on what it means for the application."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.cases.operations.moves import OwnHousehold
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.household_life.models import EventSettlement, HouseholdEvent
from iskan.apps.household_life.queries.events import stopped_by_life
from iskan.apps.household_life.rules import can_settle_events
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope


class EventSettled(Refusal):
    """Somebody has settled it."""

    text = Text(ar="بُتّ في هذا التغيّر من قبل.", en="This change has been settled already.")
    status = HTTPStatus.CONFLICT


class HouseholdChangeOpen(Refusal):
    """Something happened to the household that an official has yet to decide on."""

    text = Text(
        ar="طرأ على الأسرة تغيّر لم يُبتّ فيه بعد، فلا تُعتمد شهادة الترشيح قبل البت فيه.",
        en="Something has happened to the household that nobody has decided on yet. Settle it before the nomination "
        "is certified.",
    )
    status = HTTPStatus.CONFLICT


def require_settled_life(case_id: int) -> None:
    """Refuse what rests on a household in whose life something is yet to be decided.

    Raises:
        HouseholdChangeOpen.
    """
    if stopped_by_life((case_id,)):
        raise HouseholdChangeOpen


@transaction.atomic
def settle_event(*, scope: Scope, event_id: int, reason: str, at: datetime) -> EventSettlement:
    """Write down what was decided on an event, which then stops no nomination.

    Raises:
        NotForThisRole, OutOfScope, OwnHousehold, EventSettled, ReasonMissing.
    """
    if not can_settle_events(scope):
        raise NotForThisRole
    event = (
        HouseholdEvent.objects.select_for_update(of=("self",))
        .filter(pk=event_id, asks_decision=True, case__in=visible_cases(scope))
        .select_related("case")
        .first()
    )
    if event is None:
        raise OutOfScope(str(event_id))
    if is_in_own_household(scope, event.case):
        raise OwnHousehold
    if EventSettlement.objects.filter(event=event).exists():
        raise EventSettled
    if not reason.strip():
        raise ReasonMissing
    settled = EventSettlement.objects.create(event=event, by_id=scope.acting_id, at=at, reason=reason.strip())
    audit.record(
        scope=scope, action="household.settled", subject_kind="case", subject=event.case.reference, at=at,
        event=event.pk,
    )  # fmt: skip
    return settled
