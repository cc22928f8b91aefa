"""Entering the waiting list in order of seniority, leaving it, and ranking all lists at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.conftest import AT, MakeCase

from iskan.apps.cases.models import Case
from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.apps.waiting_lists.models import ListStanding, WaitingListEntry
from iskan.apps.waiting_lists.operations import waiting_list
from iskan.foundation import effects
from iskan.foundation.models import AuditEntry

LATER = AT + timedelta(days=1)


def enter(case: Case) -> WaitingListEntry:
    return waiting_list.enter_waiting_list(case_id=case.pk, at=AT)


def order(programme: str = "unit") -> list[tuple[str, int | None, int | None]]:
    entries = WaitingListEntry.objects.filter(programme=programme, status=EntryStatus.WAITING).order_by("place")
    return list(entries.values_list("reference", "place", "place_in_governorate"))


def ranking_jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name=waiting_list.RANK).count()


def test_entry_has_filing_day_as_seniority(make_case: MakeCase) -> None:
    case = make_case(date(2004, 5, 6))
    Case.objects.filter(pk=case.pk).update(filed_at=datetime(2004, 5, 6, 22, tzinfo=UTC))

    entry = enter(case)

    assert entry.seniority_on == date(2004, 5, 7)
    assert (entry.programme, entry.governorate, entry.reference) == ("unit", "BH-15", case.reference)


def test_entry_knows_its_place_at_once(make_case: MakeCase) -> None:
    enter(make_case(date(2004, 1, 1), governorate="BH-17"))
    enter(make_case(date(2008, 1, 1)))
    enter(make_case(date(2001, 1, 1), programme="plot"))

    entry = enter(make_case(date(2006, 1, 1)))

    assert (entry.place, entry.place_in_governorate) == (2, 1)


def test_entry_twice_changes_nothing(make_case: MakeCase) -> None:
    case = make_case()

    assert enter(case) == enter(case)
    assert AuditEntry.objects.filter(action="waiting_list.enter").count() == 1


@pytest.mark.parametrize(("filed_on", "programme"), [(None, "unit"), (date(2020, 1, 1), "")])
def test_entry_needs_filing_and_programme(make_case: MakeCase, filed_on: date | None, programme: str) -> None:
    with pytest.raises(waiting_list.CaseHasNoProgramme):
        enter(make_case(filed_on, programme=programme))


def test_leaving_moves_the_others_up_at_the_ranking(make_case: MakeCase) -> None:
    first, second = make_case(date(2004, 1, 1)), make_case(date(2005, 1, 1))
    enter(first)
    enter(second)

    left = waiting_list.leave_list(case_id=first.pk, at=LATER)
    waiting_list.rank_lists(at=LATER)

    assert (left.status, left.left_at, left.place) == (EntryStatus.LEFT, LATER, None)
    assert order() == [(second.reference, 1, 1)]


def test_leaving_without_waiting_is_refused(make_case: MakeCase) -> None:
    case = make_case()
    enter(case)
    waiting_list.leave_list(case_id=case.pk, at=LATER)

    with pytest.raises(waiting_list.NotOnTheList):
        waiting_list.leave_list(case_id=case.pk, at=LATER)


def test_coming_back_keeps_seniority(make_case: MakeCase) -> None:
    first, second = make_case(date(2004, 1, 1)), make_case(date(2005, 1, 1))
    enter(first)
    enter(second)
    waiting_list.leave_list(case_id=first.pk, at=LATER)

    entry = enter(first)

    assert (entry.place, entry.seniority_on, entry.left_at) == (1, date(2004, 1, 1), None)


def test_changes_queue_one_ranking(make_case: MakeCase) -> None:
    before = ranking_jobs()
    for _ in range(3):
        enter(make_case())

    assert ranking_jobs() == before + 1


def test_ranking_counts_only_what_moved(make_case: MakeCase) -> None:
    enter(make_case(date(2005, 1, 1)))
    enter(make_case(date(2004, 1, 1)))

    assert waiting_list.rank_lists(at=LATER) == 1
    assert waiting_list.rank_lists(at=LATER) == 0
    assert AuditEntry.objects.filter(action="waiting_list.rank").count() == 1


def test_ranking_tells_length_and_reach_of_each_list(make_case: MakeCase) -> None:
    enter(make_case(date(2006, 1, 1), governorate="BH-13"))
    enter(make_case(date(2004, 1, 1), governorate="BH-17"))
    enter(make_case(date(2005, 1, 1), programme="plot", governorate=""))

    waiting_list.rank_lists(at=LATER)

    rows = ListStanding.objects.order_by("programme", "governorate")
    assert list(rows.values_list("programme", "governorate", "waiting_count", "reached_on", "ranked_at")) == [
        ("plot", "", 1, date(2005, 1, 1), LATER),
        ("unit", "", 2, date(2004, 1, 1), LATER),
        ("unit", "BH-13", 1, date(2006, 1, 1), LATER),
        ("unit", "BH-17", 1, date(2004, 1, 1), LATER),
    ]


def test_ranking_tells_of_an_emptied_list(make_case: MakeCase) -> None:
    case = make_case()
    enter(case)
    waiting_list.leave_list(case_id=case.pk, at=LATER)

    waiting_list.rank_lists(at=LATER)

    assert set(ListStanding.objects.values_list("waiting_count", "reached_on")) == {(0, None)}


def test_effects_enter_and_leave(make_case: MakeCase) -> None:
    case, wish = make_case(), make_case()
    wish.about = case
    wish.save()

    effects.run("waiting_lists.enter_waiting_list", case_id=case.pk, actor_id=None, at=AT)
    assert order() == [(case.reference, 1, 1)]
    effects.run("waiting_lists.leave_waiting_list", case_id=wish.pk, actor_id=None, at=LATER)
    assert order() == []


ENTRIES = st.lists(
    st.tuples(
        st.dates(date(2002, 1, 1), date(2002, 1, 6)),
        st.sampled_from(["unit", "plot"]),
        st.sampled_from(["BH-13", "BH-15", ""]),
        st.booleans(),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(entries=ENTRIES)
def test_places_are_a_permutation_in_order_of_seniority(
    make_case: MakeCase, entries: list[tuple[date, str, str, bool]]
) -> None:
    WaitingListEntry.objects.all().delete()
    for filed_on, programme, governorate, stays in entries:
        case = make_case(filed_on, programme=programme, governorate=governorate)
        enter(case)
        if not stays:
            waiting_list.leave_list(case_id=case.pk, at=LATER)

    waiting_list.rank_lists(at=LATER)

    waiting = list(WaitingListEntry.objects.filter(status=EntryStatus.WAITING).order_by("seniority_at", "lot"))
    for programme in ("unit", "plot"):
        listed = [entry for entry in waiting if entry.programme == programme]
        assert [entry.place for entry in listed] == list(range(1, len(listed) + 1))
        for governorate in ("BH-13", "BH-15", ""):
            there = [entry.place_in_governorate for entry in listed if entry.governorate == governorate]
            assert there == list(range(1, len(there) + 1))
