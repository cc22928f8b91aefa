"""Which sets are kept: the last of so many days, weeks and months, and always the last whole and the last tried one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from iskan.config.backup.targets import StoredSet

# A set without a manifest may still be under way for as long.
UNFINISHED_FOR: Final = timedelta(days=1)
_PERIODS: Final[dict[str, Callable[[datetime], object]]] = {
    "daily": lambda at: at.date(),
    "weekly": lambda at: at.isocalendar()[:2],
    "monthly": lambda at: (at.year, at.month),
}


def superfluous(
    sets: Sequence[StoredSet], keep: Mapping[str, int], *, tried: Collection[str], at: datetime
) -> list[StoredSet]:
    """Return the sets that may go, the oldest first.

    ``tried`` names the sets a drill restored: the last of them stays, since one that was merely made may not be good.
    """
    whole = sorted(kept for kept in sets if kept.is_whole)
    wanted = {kept.name for kind, count in keep.items() for kept in _last_of_each(whole, _PERIODS[kind], count)}
    wanted |= {kept.name for kept in whole[-1:]} | {kept.name for kept in [k for k in whole if k.name in tried][-1:]}
    return [kept for kept in sorted(sets) if kept.name not in wanted and (kept.is_whole or _is_abandoned(kept, at))]


def _last_of_each(whole: Sequence[StoredSet], period: Callable[[datetime], object], count: int) -> list[StoredSet]:
    last = {period(kept.begun_at): kept for kept in whole}
    return list(last.values())[-count:]


def _is_abandoned(kept: StoredSet, at: datetime) -> bool:
    return at - kept.begun_at > UNFINISHED_FOR
