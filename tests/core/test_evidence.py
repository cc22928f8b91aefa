"""How lately a document must have been issued, and how many pages make one."""

from datetime import date

import pytest

from iskan.core.dated import Dated, FigureBook, LegalBasis, Version
from iskan.core.evidence import Evidence, EvidenceKind, FileCount, Freshness, FreshnessUnit
from iskan.core.text import Text

WORDS = Text(ar="مستند", en="Document")
BASIS = LegalBasis(instrument=WORDS, source="S1", grade="A")
CARD = EvidenceKind(code="card", name=WORDS, help=WORDS, legal_basis=BASIS, sides=(WORDS, WORDS))
BOOK = FigureBook()


def figure(value: object) -> Dated[object]:
    return Dated(code="age", label=WORDS, versions=(Version(value=value, first_day=date(2015, 1, 1), basis=BASIS),))


@pytest.mark.parametrize(
    ("unit", "value", "filed_on", "oldest"),
    [
        (FreshnessUnit.SAME_MONTH, True, date(2026, 3, 31), date(2026, 3, 1)),
        (FreshnessUnit.SAME_MONTH, True, date(2026, 3, 1), date(2026, 3, 1)),
        (FreshnessUnit.SAME_MONTH, False, date(2026, 3, 1), None),
        (FreshnessUnit.MONTHS, 1, date(2026, 3, 31), date(2026, 2, 28)),
        (FreshnessUnit.MONTHS, 1, date(2026, 1, 15), date(2025, 12, 15)),
        (FreshnessUnit.YEARS, 1, date(2026, 3, 2), date(2025, 3, 2)),
        (FreshnessUnit.YEARS, 1, date(2028, 2, 29), date(2027, 3, 1)),
        (FreshnessUnit.DAYS, 30, date(2026, 3, 2), date(2026, 1, 31)),
        (FreshnessUnit.DAYS, None, date(2026, 3, 2), None),
    ],
)
def test_the_first_day_of_issue_accepted(
    unit: FreshnessUnit, value: object, filed_on: date, oldest: date | None
) -> None:
    evidence = Evidence(kind=CARD, fresh_within=Freshness(unit=unit, figure=figure(value)))
    assert evidence.oldest(filed_on, BOOK) == oldest


def test_without_a_figure_any_age_will_do() -> None:
    assert Evidence(kind=CARD).oldest(date(2026, 3, 2), BOOK) is None


def test_a_document_has_as_many_pages_as_its_kind_has_sides() -> None:
    assert Evidence(kind=CARD).fewest_pages == 2
    assert Evidence(kind=CARD, files=FileCount(fewest=3)).fewest_pages == 3
