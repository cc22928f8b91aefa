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
from iskan.policy.finance_programmes import APPLIED_FOR, FINANCE_PROGRAMMES
from iskan.policy.finance_questions import QUESTIONS

_TITLE = Text(ar="حساب قيمة التمويل", en="Finance calculator")
_STEP = Step(code="calculator", title=_TITLE, questions=QUESTIONS)
APPLY = "apply-"
_NOT_ASKED = {"action", "csrfmiddlewaretoken"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationSheet:
    """What was posted, as read; ``wanted`` is missing where nothing was posted yet or an answer must be mended."""

    words: Posted
    reading: PageReading
    wanted: FinanceWanted | None
    for_paper: bool
    applied_for: str


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
        applied_for=_applied_for(posted.get("action", ())),
    )


def _applied_for(actions: Sequence[str]) -> str:
    """Return the programme a button names that is to be applied for, if one was pressed."""
    named = (action.removeprefix(APPLY) for action in actions if action.startswith(APPLY))
    return next((code for code in named if code in APPLIED_FOR), "")


def estimates(wanted: FinanceWanted, figures: FigureBook, today: date) -> tuple[FinanceEstimate, ...]:
    """Return what every programme makes of a wish, those with a plan first, in their declared order."""
    found = [estimate(programme, wanted, figures, today) for programme in FINANCE_PROGRAMMES]
    return tuple(sorted(found, key=lambda one: (one.plan is None, bool(one.barriers))))
