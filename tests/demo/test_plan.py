"""Cases drawn by chance: the same for the same seed, possible in time, in the country's proportions."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from iskan.demo.people import Candidate
from iskan.demo.plan import BAHRAIN, CONTACT, HOUSING, OPEN_DAYS, Planned, Planner, Staff
from iskan.foundation.references import read_reference

AT = datetime(2026, 10, 14, 7, 30, tzinfo=UTC)
STAFF = Staff(reviewers=(1, 2), approvers=(3,))
STEPS = (
    "created_at",
    "filed_at",
    "checked_at",
    "reviewed_at",
    "requested_at",
    "answered_at",
    "recommended_at",
    "closed_at",
)


def candidate(born: date = date(1988, 4, 2)) -> Candidate:
    return Candidate("880400101", "أحمد", "Ahmed", born, 1, "BH-15", (), ())


def planned(count: int = 6000, *, seed: int = 7, people: int = 3000, born: date = date(1988, 4, 2)) -> list[Planned]:
    planner = Planner(seed=seed, at=AT, staff=STAFF, first_id=100)
    return list(planner.cases([candidate(born)] * people, count))


@pytest.fixture(scope="module")
def cases() -> list[Planned]:
    return planned()


def test_same_seed_plans_the_same() -> None:
    assert planned(300) == planned(300)
    assert planned(300) != planned(300, seed=8)


def test_ids_follow_each_other_and_references_are_distinct(cases: list[Planned]) -> None:
    assert [case.case_id for case in cases] == list(range(100, 6100))
    assert len({case.reference for case in cases}) == len(cases)
    assert all(read_reference(case.reference) == case.reference for case in cases[:200])


def test_steps_follow_each_other_and_lie_in_the_past(cases: list[Planned]) -> None:
    for case in cases:
        times = [time for step in STEPS if (time := getattr(case, step)) is not None]
        assert times == sorted(times)
        assert times[-1] <= AT


def test_open_cases_are_of_late_and_closed_ones_closed(cases: list[Planned]) -> None:
    for case in cases:
        if case.stage in OPEN_DAYS:
            assert case.filed_at is not None
            assert AT - case.filed_at <= timedelta(days=OPEN_DAYS[case.stage])
        assert (case.closed_at is None) == (case.stage in {*OPEN_DAYS, "draft"})


def test_only_one_draft_or_main_application_each(cases: list[Planned]) -> None:
    drafts = Counter(case.candidate for case in cases if case.stage == "draft")
    approved = Counter(case.candidate for case in cases if case.stage == "approved")
    assert set(drafts.values()) == set(approved.values()) == {1}


def test_list_and_programmes_keep_the_countrys_proportions(cases: list[Planned]) -> None:
    waiting = [case for case in cases if case.list_status == "waiting"]
    share = Counter(case.programme for case in waiting)
    assert share["unit"] / len(waiting) > 0.88
    assert set(share) == {"unit", "plot", "ownership_flat"}
    there = Counter(case.governorate for case in waiting)
    assert there.most_common(1)[0][0] == "BH-17"


def test_every_stage_and_alarm_occurs(cases: list[Planned]) -> None:
    stages = {case.stage for case in cases}
    assert stages == {"approved", "rejected", "withdrawn", "draft", "completed", *OPEN_DAYS}
    assert {case.alarm for case in cases if case.stage in OPEN_DAYS} == {0, 50, 80, 100}


def test_served_households_are_those_whose_turn_has_come() -> None:
    cases = planned(born=date(1978, 1, 1))
    first = [case for case in cases if case.list_status and case.filed_at and case.filed_at.year <= 2003]
    assert first
    assert sum(case.list_status == "left" for case in first) / len(first) > 0.9


def test_who_is_too_old_for_an_application_asks_for_something_else() -> None:
    assert HOUSING not in {case.service for case in planned(50, born=date(1944, 1, 1))}


def test_nobody_applies_too_young_or_too_old() -> None:
    for case in planned(400, people=400, born=date(1980, 6, 1)):
        if case.service == HOUSING and case.filed_at and case.stage not in OPEN_DAYS:
            assert 2002 <= case.filed_at.astimezone(BAHRAIN).year <= 2030


def test_contact_updates_are_the_commonest_of_the_rest(cases: list[Planned]) -> None:
    rest = Counter(case.service for case in cases if case.service != HOUSING)
    assert rest.most_common(1)[0][0] == CONTACT
