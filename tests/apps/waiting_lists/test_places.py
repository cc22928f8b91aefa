"""Reading a place on the list in one indexed read."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.conftest import AT, MakeCase

from iskan.apps.waiting_lists.operations import waiting_list as operations
from iskan.apps.waiting_lists.queries import waiting_list as queries
from iskan.policy.waiting_list import NEXT_STEPS

LATER = AT + timedelta(days=1)


def test_place_before_the_first_ranking(make_case: MakeCase) -> None:
    case = make_case(date(2004, 1, 1))
    operations.enter_waiting_list(case_id=case.pk, at=AT)

    place = queries.place_of(case.pk)

    assert place is not None
    assert (place.place, place.waiting, place.place_in_governorate, place.waiting_in_governorate) == (1, 1, 1, 1)
    assert (place.seniority_on, place.reached_on, place.ranked_at) == (date(2004, 1, 1), date(2004, 1, 1), AT)


def test_place_after_ranking(make_case: MakeCase) -> None:
    operations.enter_waiting_list(case_id=make_case(date(2002, 1, 1), governorate="BH-17").pk, at=AT)
    operations.enter_waiting_list(case_id=make_case(date(2003, 1, 1)).pk, at=AT)
    case = make_case(date(2004, 1, 1))
    operations.enter_waiting_list(case_id=case.pk, at=AT)
    operations.rank_lists(at=LATER)

    place = queries.place_of(case.pk)

    assert place is not None
    assert (place.place, place.waiting, place.place_in_governorate, place.waiting_in_governorate) == (3, 3, 2, 2)
    assert (place.reached_on, place.reached_in_governorate_on) == (date(2002, 1, 1), date(2003, 1, 1))
    assert place.ranked_at == LATER
    assert set(place.next_steps) == set(NEXT_STEPS)


def test_place_of_who_does_not_wait(make_case: MakeCase) -> None:
    case = make_case()
    assert queries.place_of(case.pk) is None
    operations.enter_waiting_list(case_id=case.pk, at=AT)
    operations.leave_list(case_id=case.pk, at=AT)

    assert queries.place_of(case.pk) is None


def test_place_takes_one_query(make_case: MakeCase) -> None:
    case = make_case()
    operations.enter_waiting_list(case_id=case.pk, at=AT)

    with CaptureQueriesContext(connection) as asked:
        queries.place_of(case.pk)

    assert len(asked) == 1


def test_standings_are_whole_lists_first(make_case: MakeCase) -> None:
    operations.enter_waiting_list(case_id=make_case(date(2004, 1, 1)).pk, at=AT)
    operations.rank_lists(at=LATER)

    standings = queries.list_standings()

    assert [(each.programme, each.governorate, each.waiting) for each in standings] == [
        ("unit", "", 1),
        ("unit", "BH-15", 1),
    ]
