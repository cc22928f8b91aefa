"""Trays: what each app has waiting for an official, and how the inbox and the menu tell of it.

An app's trays stand in one module, ``trays/<app>.py``, and are found by being there. What they count is read in one
statement for all of them.
"""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from iskan.foundation.scope import Scope
from iskan.foundation.waiting import Waiting, WaitingLine, WaitingPart, waiting_counts, waiting_lines

INBOX = "inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """One kind of what waits: on which page of the menu it is worked through, and how a line of it reads.

    ``listed`` is the address of all of it.
    """

    part: WaitingPart
    position: int
    page: str
    listed: Callable[[], str]
    leads_to: Callable[[WaitingLine], str]
    words: Callable[[WaitingLine], str]


class TrayDeclaredTwice(ValueError):
    """Two trays tell of the same part."""


class TraySet:
    """All trays, in the order of their positions."""

    def __init__(self, trays: Iterable[Tray]) -> None:
        self.trays = tuple(sorted(trays, key=lambda tray: tray.position))
        codes = [tray.part.code for tray in self.trays]
        if len(codes) != len(set(codes)):
            raise TrayDeclaredTwice(", ".join(codes))

    @classmethod
    def found_in(cls, package: str, path: Iterable[str]) -> "TraySet":
        """Return the trays declared in the modules of a package."""
        modules = [importlib.import_module(f"{package}.{found.name}") for found in pkgutil.iter_modules(path)]
        return cls(value for module in modules for value in vars(module).values() if isinstance(value, Tray))

    def counted(self, scope: Scope, at: datetime) -> Mapping[str, int]:
        """Return how much waits for an official on each page of the menu, and in all."""
        ours = {tray.part: tray.page for tray in self.trays if tray.part.ours}
        pages: Counter[str] = Counter()
        for part, count in waiting_counts(scope, tuple(ours), at).items():
            pages[ours[part]] += count
            pages[INBOX] += count
        return pages

    def opened(self, scope: Scope, at: datetime, most: int) -> tuple[tuple[Tray, Waiting], ...]:
        """Return what waits in each tray an official has, the oldest first."""
        found = waiting_lines(scope, tuple(tray.part for tray in self.trays), at, most)
        return tuple((tray, found[tray.part]) for tray in self.trays if tray.part in found)
