"""Questions and steps: what a service asks, as values the wizard, the desk and the interface all read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from iskan.core.conditions import Condition, holds
from iskan.core.questions.amounts import DecimalQuestion, MoneyQuestion, NumberQuestion
from iskan.core.questions.base import AnswerRule, Question, SingleQuestion
from iskan.core.questions.choices import ChoiceQuestion, ChoicesQuestion, Option, YesNoQuestion
from iskan.core.questions.days import DateQuestion, PeriodQuestion
from iskan.core.questions.earlier_case import EarlierCaseQuestion
from iskan.core.questions.group import GroupQuestion
from iskan.core.questions.identity import CompanyQuestion, CprQuestion
from iskan.core.questions.reaching import AddressQuestion, EmailQuestion, IbanQuestion, PhoneQuestion
from iskan.core.questions.text import TextQuestion
from iskan.core.text import Text

__all__ = [
    "AddressQuestion",
    "AnswerRule",
    "ChoiceQuestion",
    "ChoicesQuestion",
    "CompanyQuestion",
    "CprQuestion",
    "DateQuestion",
    "DecimalQuestion",
    "EarlierCaseQuestion",
    "EmailQuestion",
    "GroupQuestion",
    "IbanQuestion",
    "MoneyQuestion",
    "NumberQuestion",
    "Option",
    "PeriodQuestion",
    "PhoneQuestion",
    "Question",
    "ShownFact",
    "SingleQuestion",
    "Step",
    "TextQuestion",
    "YesNoQuestion",
]


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A register fact shown on a step for the citizen to confirm or object to, instead of asking for it.

    With ``shown_when`` it is shown only where it speaks of this applicant at all.
    """

    fact: str
    label: Text
    shown_when: Condition | None = None

    def is_shown(self, known: Mapping[str, Any]) -> bool:
        """Say whether it is shown, by what registers said."""
        return self.fact in known and (self.shown_when is None or holds(self.shown_when, known))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of a service: what registers know, then what only the citizen knows."""

    code: str
    title: Text
    intro: Text | None = None
    shows: tuple[ShownFact, ...] = ()
    questions: tuple[Question, ...] = ()
    shown_when: Condition | None = None
