"""Corners of a boundary as they are read, kept and shown; what is reckoned from them is in `shape`."""

from decimal import Decimal
from typing import NamedTuple


class Corner(NamedTuple):
    """A corner in decimal degrees."""

    north: Decimal
    east: Decimal


Ring = tuple[Corner, ...]
"""The corners in their order; the last is joined to the first."""
