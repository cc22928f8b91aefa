"""A body that has not answered in time is work of whoever holds the case."""

from datetime import timedelta

import pytest
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.referrals import sent_case

from iskan.apps.cases.models import Case
from iskan.apps.partners.models import Referral
from iskan.apps.partners.queries.waiting import LATE_BODIES
from iskan.foundation.waiting import waiting_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- its rows
    return make_cast()


@pytest.fixture
def late(cast: Cast) -> Referral:
    """Return what a bank should have answered the day before."""
    referral = sent_case(cast)
    Case.objects.filter(pk=referral.case_id).update(department=cast.requests, assignee=cast.reviewer)
    Referral.objects.filter(pk=referral.pk).update(due_on=AT.date() - timedelta(days=1))
    return referral


def waits(cast: Cast, role: str) -> list[tuple[str, str]]:
    found = waiting_lines(cast.scope(role), (LATE_BODIES,), AT, 5)
    return [(line.reference, line.what) for waiting in found.values() for line in waiting.lines]


def test_it_waits_for_whoever_holds_the_case_alone(cast: Cast, late: Referral) -> None:
    assert waits(cast, "reviewer") == [(late.case.reference, "nbb")]
    assert [waits(cast, role) for role in ("supervisor", "approver", "outsider", "head", "auditor")] == [[]] * 5


def test_what_nobody_holds_waits_for_those_who_hand_cases_out(cast: Cast, late: Referral) -> None:
    Case.objects.filter(pk=late.case_id).update(assignee=None)
    assert waits(cast, "supervisor") == [(late.case.reference, "nbb")]
    assert waits(cast, "reviewer") == []


@pytest.mark.parametrize("changed", [{"due_on": AT.date()}, {"due_on": None}, {"ended_at": AT}])
def test_what_is_not_late_or_awaited_no_more_waits_for_nobody(
    cast: Cast, late: Referral, changed: dict[str, object]
) -> None:
    Referral.objects.filter(pk=late.pk).update(**changed)
    assert waits(cast, "reviewer") == []
