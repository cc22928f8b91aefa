"""Branches of the ministry: where each stands, when it is open, what is done there; what nobody stated is empty."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from iskan.core.dated import LegalBasis
from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """A point on the map; ``is_area`` where it marks the neighbourhood and not the door."""

    latitude: Decimal
    longitude: Decimal
    is_area: bool = False

    @property
    def words(self) -> str:
        """The point as it is typed into a map: its latitude, then its longitude."""
        return f"{self.latitude.normalize():f}, {self.longitude.normalize():f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One place where the ministry receives people.

    ``version`` counts how often two officials have stated it; one that is shipped has none. ``services`` has one
    service a line. One that ``is_closed`` is shown to nobody outside the ministry.
    """

    code: str
    name: Text
    governorate: str
    basis: LegalBasis
    building: str = ""
    road: str = ""
    block: str = ""
    area: Text | None = None
    hours: Text | None = None
    telephone: str = ""
    services: Text | None = None
    entrance: Text | None = None
    directions: Text | None = None
    place: MapPoint | None = None
    is_closed: bool = False
    version: int = 0


def standing(branches: Iterable[Branch]) -> tuple[Branch, ...]:
    """Return the newest version of each branch, in the order in which they first appear."""
    newest: dict[str, Branch] = {}
    for branch in branches:
        newest[branch.code] = max(newest.get(branch.code, branch), branch, key=lambda one: one.version)
    return tuple(newest.values())
