"""Which sets go: never the last whole one, nor the last that was restored for a trial."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from iskan.config.backup.retention import superfluous
from iskan.config.backup.targets import StoredSet

NOW = datetime(2026, 11, 28, 22, 30, tzinfo=UTC)
KEEP = {"daily": 7, "weekly": 5, "monthly": 12}


def made(days_ago: float, *, is_whole: bool = True) -> StoredSet:
    at = NOW - timedelta(days=days_ago)
    return StoredSet(at, f"iskan-{at:%Y%m%dT%H%M%SZ}", 1, is_whole)


def left(sets: list[StoredSet], *, tried: set[str] = frozenset()) -> list[float]:  # type: ignore[assignment] # none
    gone = {kept.name for kept in superfluous(sets, KEEP, tried=tried, at=NOW)}
    return [(NOW - kept.begun_at) / timedelta(days=1) for kept in sets if kept.name not in gone]


def test_a_year_of_nights_leaves_days_weeks_and_months() -> None:
    nights = [made(day) for day in range(400)]
    # Saturday the 28th: the seven days, the Sundays of the weeks before, the last nights of the months before.
    assert left(nights) == [*range(7), 13, 20, 27, 28, 59, 89, 120, 151, 181, 212, 242, 273, 301, 332]


def test_the_last_of_a_day_is_that_days() -> None:
    assert left([made(0.1), made(0.2), made(0.3)]) == [0.1]


def test_what_was_not_finished_never_counts_and_goes_after_a_day() -> None:
    assert left([made(0.1, is_whole=False), made(1.5, is_whole=False), made(40)]) == [0.1, 40]


def test_the_last_set_a_drill_restored_stays_beside_the_newest() -> None:
    nights = [made(hours / 24) for hours in range(1, 12)]
    assert left(nights, tried={nights[4].name, nights[7].name}) == [1 / 24, 5 / 24]


@given(
    st.lists(st.tuples(st.floats(0, 2000), st.booleans()), max_size=30),
    st.fixed_dictionaries({kind: st.integers(1, 5) for kind in KEEP}),
    st.integers(0, 29),
)
def test_the_last_whole_set_is_never_removed(drawn: list[tuple[float, bool]], keep: dict[str, int], at: int) -> None:
    sets = [made(days, is_whole=whole) for days, whole in drawn]
    tried = {kept.name for kept in sets[at : at + 1] if kept.is_whole}
    gone = {kept.name for kept in superfluous(sets, keep, tried=tried, at=NOW)}
    whole = sorted(kept for kept in sets if kept.is_whole)
    assert not {kept.name for kept in whole[-1:]} & gone
    assert not tried & gone
