"""What follows a decision on the lists, and what the lists tell other apps of a person and of a case."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.cases.claims import tells_standing
from iskan.apps.cases.earlier import supplies_of_case
from iskan.apps.cases.operations.documents import proves_place
from iskan.apps.catalogue.standing import supplies
from iskan.apps.catalogue.touching import FigureChange, Touched, touched_by_figure
from iskan.apps.waiting_lists.operations import cancellations, leaving, transferring, waiting_list
from iskan.apps.waiting_lists.operations.data_updates import count_reminders
from iskan.apps.waiting_lists.queries.data_updates import updates_due
from iskan.apps.waiting_lists.queries.leaving import place_on_list, waiting_since
from iskan.apps.waiting_lists.queries.waiting_list import (
    cancelled_on,
    card_proves_place,
    claims_standing,
    has_cancelled_application,
    waits_on_a_list,
)
from iskan.core.text import Text
from iskan.foundation.effects import effect
from iskan.foundation.scope import Scope
from iskan.policy.data_update import interval_on
from iskan.policy.facts import CANCELLED_ON
from iskan.policy.parameters.entitlements import DATA_UPDATE_MONTHS, DATA_UPDATE_REMINDER_DAYS
from iskan.policy.standing_facts import PLACE_ON_LIST, WAITING_SINCE, WAITS, WAS_CANCELLED

LATE_NOW = Text(ar="الأسر المتأخرة في تأكيد بياناتها حاليًا", en="Households late in confirming their details now")
LATE_THEN = Text(
    ar="الأسر المتأخرة في تأكيد بياناتها بعد التغيير", en="Households late in confirming their details after it"
)
REMINDED = Text(ar="رسائل التذكير التي تُرسل فور سريان القيمة", en="Reminders sent as soon as it holds")


@effect("waiting_lists.enter_waiting_list")
def enter_waiting_list(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- the registry's shape
    """Enter the list with the instant of filing as seniority."""
    waiting_list.enter_waiting_list(case_id=case_id, at=at)


@effect("waiting_lists.leave_waiting_list")
def leave_waiting_list(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- the registry's shape
    """Take off its list the application the case is about."""
    leaving.give_up_waiting(case_id=case_id, at=at)


@effect("waiting_lists.revive_application")
def revive_application(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- the registry's shape
    """Put the cancelled application back on its list."""
    cancellations.revive_application(case_id=case_id, at=at)


@effect("waiting_lists.transfer_application")
def transfer_application(*, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Pass the application the case is about to its new holder or category."""
    transferring.transfer_application(case_id=case_id, scope=Scope(user_id=actor_id), at=at)


@effect("waiting_lists.transfer_to_heir")
def transfer_to_heir(*, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Pass the application of whoever died to the heir."""
    transferring.transfer_to_heir(case_id=case_id, scope=Scope(user_id=actor_id), at=at)


@effect("waiting_lists.change_service")
def change_service(*, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Move the application the case is about to the list of another programme."""
    transferring.change_service(case_id=case_id, scope=Scope(user_id=actor_id), at=at)


@effect("waiting_lists.renew_application")
def renew_application(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- the registry's shape
    """Note that the household's details are up to date."""
    cancellations.renew_applications(case_id=case_id, at=at)


supplies(WAITS)(waits_on_a_list)
supplies(WAS_CANCELLED)(has_cancelled_application)
supplies_of_case(CANCELLED_ON)(cancelled_on)
supplies_of_case(WAITING_SINCE)(waiting_since)
supplies_of_case(PLACE_ON_LIST)(place_on_list)
proves_place(card_proves_place)
tells_standing(claims_standing)


@touched_by_figure.told_by
def households_by_figure(change: FigureChange) -> Sequence[Touched]:
    """Tell how many waiting households would be late with their details, and how many would be reminded at once."""
    if change.figure not in (DATA_UPDATE_MONTHS, DATA_UPDATE_REMINDER_DAYS):
        return ()
    before, after = (updates_due(change.begins, book) for book in (change.before, change.after))
    interval = interval_on(change.after, change.begins)
    reminded = count_reminders(interval, change.begins) if interval else 0
    counts = ((LATE_NOW, before.late), (LATE_THEN, after.late), (REMINDED, reminded))
    return tuple((label, f"{count:,}") for label, count in counts)
