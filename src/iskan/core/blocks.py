"""Which governorate a numbered block lies in, as a register with its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iskan.core.dated import LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPlace:
    """A block and where it lies: the governorate's code, the area as its source writes it, the electoral area.

    ``seen_twice`` says whether more than one source names it.
    """

    block: str
    governorate: str
    area: str = ""
    constituency: str = ""
    seen_twice: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BlockRegister:
    """The blocks that are known, by their number."""

    code: str
    basis: LegalBasis
    places: Mapping[str, BlockPlace]

    def governorate(self, block: str) -> str:
        """Return the code of the governorate a block lies in; empty where the block is not known."""
        place = self.places.get(block)
        return place.governorate if place else ""


def numbers_in(spans: str) -> Iterable[str]:
    """Yield the numbers of spans such as ``301-302 304``."""
    for span in spans.split():
        first, _dash, last = span.partition("-")
        yield from map(str, range(int(first), int(last or first) + 1))
