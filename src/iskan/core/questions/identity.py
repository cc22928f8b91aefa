"""Numbers persons and companies are known by."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from iskan.core.personal_data import DataKind
from iskan.core.questions.base import BadAnswer, Field, SingleQuestion, Written
from iskan.core.text import Text, latin_digits

BAD_CPR = Text(
    ar="يتكون الرقم الشخصي من تسعة أرقام، مثل 900101001.", en="A personal number has nine digits, such as 900101001."
)
BAD_COMPANY = Text(
    ar="رقم السجل التجاري أرقام يتبعها رقم الفرع، مثل 12345-1.",
    en="A commercial registration number is digits and the branch after them, such as 12345-1.",
)
_CPR = r"[0-9]{9}"
_COMPANY = r"(\d{1,6})(?:-(\d{1,3}))?"


@dataclass(frozen=True, slots=True, kw_only=True)
class CprQuestion(SingleQuestion):
    """A personal number: nine digits, no public check digit (domain dossier 3.1).

    ``never`` names keys of what is known, each holding numbers parted by spaces that are no answer, and what is then
    said: a member of the family is not the applicant, nor one the register has already.
    """

    kind: ClassVar[str] = "cpr"
    holds: ClassVar[DataKind] = DataKind.IDENTITY
    written: ClassVar[Written] = Written.CODE

    never: tuple[tuple[str, Text], ...] = ()

    def read(self, given: Field, today: date) -> str | None:  # noqa: ARG002 -- read like every other kind
        digits = re.sub(r"[\s-]", "", latin_digits(given.words()))
        if digits and not re.fullmatch(_CPR, digits, re.ASCII):
            raise BadAnswer(BAD_CPR)
        return digits or None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_CPR}$"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyQuestion(SingleQuestion):
    """A commercial registration number with its branch, kept as ``12345-1``; the main office is branch 1."""

    kind: ClassVar[str] = "company"
    holds: ClassVar[DataKind] = DataKind.IDENTITY
    written: ClassVar[Written] = Written.CODE

    def read(self, given: Field, today: date) -> str | None:  # noqa: ARG002 -- read like every other kind
        words = re.sub(r"\s", "", latin_digits(given.words()))
        if not words:
            return None
        found = re.fullmatch(_COMPANY, words, re.ASCII)
        if found is None or int(found[1]) == 0:
            raise BadAnswer(BAD_COMPANY)
        return f"{int(found[1])}-{int(found[2] or 1)}"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{1,6}-\d{1,3}$"}
