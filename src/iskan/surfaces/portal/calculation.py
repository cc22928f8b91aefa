"""The calculator's posted page: what was read from the words, and what every programme makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from iskan.core.answers import PageReading, Posted, read_step
from iskan.core.dated import FigureBook
from iskan.core.finance import FinanceEstimate, FinanceWanted, estimate
from iskan.core.forms import Step
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy.finance_programmes import FINANCE_PROGRAMMES
from iskan.policy.finance_questions import QUESTIONS

_TITLE = Text(ar="حساب قيمة التمويل", en="Finance calculator")
_STEP = Step(code="calculator", title=_TITLE, questions=QUESTIONS)
_NOT_ASKED = {"action", "csrfmiddlewaretoken"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationSheet:
    """What was posted, as read; ``wanted`` is missing where nothing was posted yet or an answer must be mended."""

    words: Posted
    reading: PageReading
    wanted: FinanceWanted | None
    for_paper: bool


def read_calculation(posted: Mapping[str, Sequence[str]], today: date) -> CalculationSheet:
    """Read a posted page; a page without answers is the calculator's beginning."""
    words: Posted = {name: said for name, said in posted.items() if name not in _NOT_ASKED}
    reading = read_step(_STEP, words, {}, today) if words else PageReading(answers={})
    answers = reading.answers
    return CalculationSheet(
        words=words,
        reading=reading,
        wanted=FinanceWanted(
            income=Money(answers["income"]),
            age=answers["age"],
            price=None if answers.get("price") is None else Money(answers["price"]),
            savings=Money(answers.get("savings") or 0),
        )
        if words and not reading.faults
        else None,
        for_paper="print" in posted.get("action", ()),
    )


def estimates(wanted: FinanceWanted, figures: FigureBook, today: date) -> tuple[FinanceEstimate, ...]:
    """Return what every programme makes of a wish, those with a plan first, in their declared order."""
    found = [estimate(programme, wanted, figures, today) for programme in FINANCE_PROGRAMMES]
    return tuple(sorted(found, key=lambda one: (one.plan is None, bool(one.barriers))))
