"""The seal of a case as its readers see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.accounts.queries import names_of
from iskan.apps.cases.queries.sealing import Seal
from iskan.core.text import listed
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class SealView:
    """Since when a case is sealed, and to whom."""

    since: datetime
    readers: str
    reader_ids: tuple[int, ...]


def seal_view(seal: Seal | None) -> SealView | None:
    """Return the seal of a case in words, if it has one."""
    if seal is None:
        return None
    names = names_of(frozenset(seal.readers)).values()
    return SealView(since=seal.since, readers=t(listed(names)), reader_ids=seal.readers)


def readers_to_choose(reader_ids: Sequence[int]) -> tuple[tuple[int, str], ...]:
    """Return by name the officials a case may be sealed to."""
    names = names_of(frozenset(reader_ids))
    return tuple((pk, t(names[pk])) for pk in reader_ids)
