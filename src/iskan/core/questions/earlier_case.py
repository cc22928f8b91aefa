"""An earlier case of the applicant's own, by its reference."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from iskan.core.personal_data import DataKind
from iskan.core.questions.base import BadAnswer, Field, SingleQuestion
from iskan.core.questions.choices import Option
from iskan.core.text import Text, latin_digits, same

NOT_FITTING = Text(
    ar="لا تُقبل هنا إلا معاملة سابقة لمقدم الطلب نفسه مما تشمله هذه الخدمة.",
    en="Only an earlier case of the applicant's own that this service covers is accepted here.",
)
LONGEST_REFERENCE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCaseQuestion(SingleQuestion):
    """One of the applicant's own cases, kept by its reference.

    A service declares it without ``options``: which cases fit hangs on who applies, so they are laid in for each.
    ``none_fits`` says what to do where there is none.
    """

    kind: ClassVar[str] = "earlier_case"
    holds: ClassVar[DataKind] = DataKind.COURSE

    none_fits: Text
    options: tuple[Option, ...] = ()

    def read(self, given: Field, today: date) -> str | None:  # noqa: ARG002 -- read like every other kind
        reference = latin_digits(given.words()).upper()
        if reference and reference not in {option.code for option in self.options}:
            raise BadAnswer(NOT_FITTING)
        return reference or None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": LONGEST_REFERENCE}

    def show(self, answer: str) -> Text:
        return next((option.label for option in self.options if option.code == answer), same(answer))
