"""The promise clock stands still while the citizen is awaited, in working days alone."""

from datetime import UTC, date, datetime

import pytest
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case
from tests.factories.review import answer_request, request_from_citizen, withdraw

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.queries.dossier import dossier_for

MARCH, DECEMBER = (2026, 3), (2026, 12)


def _at(month: tuple[int, int], day: int, hour: int = 9) -> datetime:
    return datetime(*month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("month", "filed", "pauses", "due"),
    [
        (MARCH, 2, [(3, 3)], date(2026, 3, 9)),
        (MARCH, 2, [(3, 3), (3, 3)], date(2026, 3, 9)),
        (MARCH, 2, [(5, 7)], date(2026, 3, 9)),
        (MARCH, 2, [(5, 8)], date(2026, 3, 10)),
        (MARCH, 2, [(3, 4), (5, 8)], date(2026, 3, 11)),
        (MARCH, 6, [(6, 7)], date(2026, 3, 12)),
        (DECEMBER, 14, [(15, 15)], date(2026, 12, 23)),
        (DECEMBER, 14, [(15, 20)], date(2026, 12, 24)),
    ],
    ids=[
        "same day", "twice the same day", "over the weekend", "to the first working day after it", "two pauses",
        "filed on a Friday", "around the National Day", "over the National Day",
    ],
)  # fmt: skip
def test_working_days_of_waiting_move_the_last_day_on(
    cast: Cast, month: tuple[int, int], filed: int, pauses: list[tuple[int, int]], due: date
) -> None:
    case = inserted_case(0, cast.requests, stage="in_review", at=_at(month, filed))
    citizen = scope_of(case.applicant, due)
    for asked, answered in pauses:
        request_from_citizen(
            scope=cast.scope("reviewer"), reference=case.reference, text="وضّح", evidence_codes=(), at=_at(month, asked)
        )
        answer_request(scope=citizen, reference=case.reference, answer="هذا", at=_at(month, answered))
    case.refresh_from_db()
    assert case.due_on == due


def test_the_day_is_bahrains(cast: Cast) -> None:
    case = inserted_case(0, cast.requests, stage="in_review", at=_at(MARCH, 2))
    late = _at(MARCH, 3, hour=22)
    request_from_citizen(scope=cast.scope("reviewer"), reference=case.reference, text="وضّح", evidence_codes=(), at=late)
    assert case.pauses.get().started_on == date(2026, 3, 4)


def test_while_the_citizen_is_awaited_the_last_day_moves_with_today(cast: Cast) -> None:
    case = inserted_case(0, cast.requests, stage="in_review", at=_at(MARCH, 2))
    request_from_citizen(
        scope=cast.scope("reviewer"), reference=case.reference, text="وضّح", evidence_codes=(), at=_at(MARCH, 3)
    )
    promise = dossier_for(cast.scope("reviewer"), case.reference, date(2026, 3, 12)).promise
    assert promise is not None
    assert (promise.due_on, promise.used, promise.alarm) == (date(2026, 3, 18), 20, 0)


def test_a_case_withdrawn_while_awaited_leaves_no_clock_standing(cast: Cast) -> None:
    case = inserted_case(0, cast.requests, stage="in_review", at=_at(MARCH, 2))
    request_from_citizen(
        scope=cast.scope("reviewer"), reference=case.reference, text="وضّح", evidence_codes=(), at=_at(MARCH, 3)
    )
    withdraw(scope=scope_of(case.applicant, date(2026, 3, 4)), reference=case.reference, reason="", at=_at(MARCH, 4))
    assert case.pauses.get().ended_on == date(2026, 3, 4)
    assert not case.requests.filter(answered_at=None).exists()
