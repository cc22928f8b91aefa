"""Who has a case open: told to colleagues, never for long, and written seldom."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import Cast

from iskan.apps.cases.models import Case, CasePresence
from iskan.apps.cases.operations.presence import LAPSES_AFTER, WRITTEN_EVERY, clear_lapsed, mark_open
from iskan.apps.cases.tasks import clear_presence
from iskan.foundation import clock

Filed = Callable[..., Case]


def page(cast: Cast, role: str, case: Case) -> str:
    answer = cast.client(role).get(f"/en/staff/cases/{case.reference}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_colleague_who_has_it_open_is_named_and_oneself_is_not(cast: Cast, filed: Filed) -> None:
    case = filed()
    assert "has had this open" not in page(cast, "reviewer", case)
    assert "has had this open" not in page(cast, "reviewer", case)
    assert "Official r.isa" in page(cast, "second_reviewer", case).partition("has had this open")[0][-200:]


def test_who_only_reads_is_told_and_not_told_of(cast: Cast, filed: Filed) -> None:
    case = filed()
    page(cast, "auditor", case)
    assert not CasePresence.objects.exists()
    page(cast, "reviewer", case)
    assert "has had this open" in page(cast, "auditor", case)


def test_the_page_that_stays_open_says_so_and_hears_who_came(cast: Cast, filed: Filed) -> None:
    case, reviewer = filed(), cast.client("reviewer")
    page(cast, "second_reviewer", case)
    answer = reviewer.post(f"/en/staff/cases/{case.reference}/open/")
    assert answer.status_code == 200
    assert "has had this open" in answer.content.decode()
    assert CasePresence.objects.filter(case=case, official=cast.reviewer).exists()
    assert cast.client("auditor").post(f"/en/staff/cases/{case.reference}/open/").status_code == 200
    assert not CasePresence.objects.filter(official=cast.auditor).exists()


def test_it_lapses_and_begins_anew(cast: Cast, filed: Filed) -> None:
    case, at = filed(), clock.now()
    mark_open(scope=cast.scope("reviewer"), case=case, at=at)
    later = at + LAPSES_AFTER + timedelta(seconds=1)
    assert mark_open(scope=cast.scope("second_reviewer"), case=case, at=later) == ()
    mark_open(scope=cast.scope("reviewer"), case=case, at=later)
    assert CasePresence.objects.get(official=cast.reviewer).since == later


@pytest.mark.parametrize(("after", "seen"), [(WRITTEN_EVERY / 2, 0), (WRITTEN_EVERY * 2, 1)])
def test_however_often_it_is_loaded_a_row_is_written_once_a_minute(
    cast: Cast, filed: Filed, after: timedelta, seen: int
) -> None:
    case, at = filed(), clock.now()
    mark_open(scope=cast.scope("reviewer"), case=case, at=at)
    with CaptureQueriesContext(connection) as read:
        mark_open(scope=cast.scope("reviewer"), case=case, at=at + after)
    kept = CasePresence.objects.get()
    assert (len(read), kept.since, kept.seen_at) == (1, at, at + after * seen)


def test_what_has_lapsed_is_cleared(cast: Cast, filed: Filed) -> None:
    case, at = filed(), clock.now()
    mark_open(scope=cast.scope("reviewer"), case=case, at=at - 2 * LAPSES_AFTER)
    mark_open(scope=cast.scope("second_reviewer"), case=case, at=at)
    assert clear_lapsed(at=at) == 1
    clear_presence(timestamp=0)
    assert CasePresence.objects.get().official == cast.second_reviewer
