"""What follows a decision on the lists, and what the lists tell other apps of a person and of a case."""

from datetime import datetime

from iskan.apps.cases.claims import tells_standing
from iskan.apps.cases.earlier import supplies_of_case
from iskan.apps.cases.operations.documents import proves_place
from iskan.apps.catalogue.standing import supplies
from iskan.apps.waiting_lists.operations import cancellations, waiting_list
from iskan.apps.waiting_lists.queries.waiting_list import (
    cancelled_on,
    card_proves_place,
    claims_standing,
    has_cancelled_application,
    waits_on_a_list,
)
from iskan.foundation.effects import effect
from iskan.policy.facts import CANCELLED_ON
from iskan.policy.standing_facts import WAITS, WAS_CANCELLED


@effect("waiting_lists.enter_waiting_list")
def enter_waiting_list(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- the registry's shape
    """Enter the list with the instant of filing as seniority."""
    waiting_list.enter_waiting_list(case_id=case_id, at=at)


@effect("waiting_lists.leave_waiting_list")
def leave_waiting_list(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- the registry's shape
    """Leave the list."""
    waiting_list.leave_list(case_id=case_id, at=at)


@effect("waiting_lists.revive_application")
def revive_application(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- the registry's shape
    """Put the cancelled application back on its list."""
    cancellations.revive_application(case_id=case_id, at=at)


@effect("waiting_lists.renew_application")
def renew_application(*, case_id: int, actor_id: int | None, at: datetime) -> None:  # noqa: ARG001 -- the registry's shape
    """Note that the household's details are up to date."""
    cancellations.renew_applications(case_id=case_id, at=at)


supplies(WAITS)(waits_on_a_list)
supplies(WAS_CANCELLED)(has_cancelled_application)
supplies_of_case(CANCELLED_ON)(cancelled_on)
proves_place(card_proves_place)
tells_standing(claims_standing)
