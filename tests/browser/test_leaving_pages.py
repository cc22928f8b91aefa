"""Leaving the waiting list, page by page: what it is, what is lost, and the application that was given up."""

from collections.abc import Callable
from datetime import timedelta

from pytest_django import Settings
from tests.browser.conftest import BY_DAY, Looks, Visitor, looked_at
from tests.browser.portal import cast_of_today
from tests.factories.filed import inserted_case

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.operations.drafting import start_case
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list, leave_list
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]


@looked_at(ar=BY_DAY, en=BY_DAY)
def test_a_household_reads_what_it_gives_up(
    visitor: VisitorMaker,
    transactional_db: None,  # noqa: ARG001 -- the server reads what is committed
    settings: Settings,
    language: str,
    looks: Looks,
) -> None:
    cast = cast_of_today(settings)
    at = clock.now() - timedelta(days=4000)
    case = inserted_case(1, cast.requests, stage="approved", governorate="BH-15", at=at)
    case.applicant, case.closed_at = cast.head, at
    case.save(update_fields=["applicant", "closed_at"])
    enter_waiting_list(case_id=case.pk, at=at)
    wish = start_case(scope=scope_of(cast.head, clock.today()), service_code="leave_waiting_list", at=clock.now())
    reader = visitor(language=language, looks=looks).come_in(cast.client("head"))
    for path in ("/services/leave_waiting_list/", f"/apply/{wish.reference}/steps/leaving/"):
        reader.go(path)
        reader.check()
    leave_list(case_id=case.pk, at=clock.now())
    reader.go(f"/cases/{case.reference}/")
    reader.check()
