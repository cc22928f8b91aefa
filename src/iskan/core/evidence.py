"""Documents that prove facts: their kinds, how many files make one, and how lately it must have been issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from iskan.core.conditions import Condition, holds
from iskan.core.dated import Dated, FigureBook, LegalBasis, NotConfigured
from iskan.core.days import month_after, months_after, years_after
from iskan.core.text import Text

MOST_FILES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKind:
    """A kind of document: the same wherever a service asks for it, so that one given once may be used again.

    ``sides`` are the pages it is made of where one picture does not show all of it.
    """

    code: str
    name: Text
    help: Text
    legal_basis: LegalBasis
    sides: tuple[Text, ...] = ()


class FreshnessUnit(StrEnum):
    """In what the figure of a document's greatest age is counted."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    SAME_MONTH = "same_month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """How lately before filing a document must be issued, by a figure; SAME_MONTH asks for the month of filing."""

    unit: FreshnessUnit
    figure: Dated[Any]

    def oldest(self, filed_on: date, book: FigureBook) -> date | None:
        """Return the first day of issue still accepted; nothing where the figure is not configured or sets no limit."""
        try:
            value = book.value(self.figure, filed_on)
        except NotConfigured:
            return None
        match self.unit:
            case FreshnessUnit.DAYS:
                return filed_on - timedelta(days=value)
            case FreshnessUnit.MONTHS:
                return months_after(filed_on, -value)
            case FreshnessUnit.YEARS:
                return years_after(filed_on, -value)
            case _:
                return month_after(filed_on, 0) if value else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCount:
    """How many files make a document; a page of a file counts towards the fewest, as a side of a card does."""

    fewest: int = 1
    most: int = MOST_FILES


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document a service asks for when its condition holds over answers and register facts.

    An ``optional`` one may be left out. Where ``fresh_within`` is set the citizen states the day of issue, for no file
    carries one, and the official who accepts the document confirms it.
    """

    kind: EvidenceKind
    required_when: Condition | None = None
    optional: bool = False
    files: FileCount = FileCount()
    fresh_within: Freshness | None = None

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def name(self) -> Text:
        return self.kind.name

    @property
    def help(self) -> Text:
        return self.kind.help

    @property
    def legal_basis(self) -> LegalBasis:
        return self.kind.legal_basis

    @property
    def fewest_pages(self) -> int:
        """How many pages it takes at least: as many as its kind has sides."""
        return max(self.files.fewest, len(self.kind.sides))

    def oldest(self, filed_on: date, book: FigureBook) -> date | None:
        """Return the first day of issue accepted for a case filed on a day; nothing where no limit is known."""
        return self.fresh_within.oldest(filed_on, book) if self.fresh_within else None

    def is_called_for(self, context: Mapping[str, Any]) -> bool:
        """Say whether answers and facts call for it."""
        return holds(self.required_when, context)
