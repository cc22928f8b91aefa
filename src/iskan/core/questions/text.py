"""Free words."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from iskan.core.counted import CHARACTER, counted
from iskan.core.personal_data import DataKind
from iskan.core.questions.base import TOO_LONG, BadAnswer, Field, SingleQuestion, Written
from iskan.core.text import Text

BAD_SCRIPT = {
    "ar": Text(ar="أدخل النص بالحروف العربية.", en="Enter in Arabic letters."),
    "en": Text(ar="أدخل النص بالحروف اللاتينية.", en="Enter in Latin letters."),
}
ONE_LINE = 200
_SCRIPTS = {
    "ar": re.compile(r"[ء-ي\u064b-\u0652\u0670\u0671ـ\s.'-]*"),
    "en": re.compile(r"[A-Za-zÀ-ž\s.'-]*"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuestion(SingleQuestion):
    """Free words; ``script`` limits the letters to one language's where a register demands it."""

    kind: ClassVar[str] = "text"
    holds: ClassVar[DataKind] = DataKind.WORDS
    written: ClassVar[Written] = Written.TYPED

    max_length: int = ONE_LINE
    multiline: bool = False
    script: Literal["ar", "en"] | None = None

    @property
    def is_long(self) -> bool:
        """Say whether more may be written than a line of a form shows."""
        return self.multiline or self.max_length > ONE_LINE

    def read(self, given: Field, today: date) -> str | None:  # noqa: ARG002 -- read like every other kind
        words = given.words()
        if len(words) > self.max_length:
            raise BadAnswer(TOO_LONG.format(limit=counted(self.max_length, CHARACTER)))
        if self.script and not _SCRIPTS[self.script].fullmatch(words):
            raise BadAnswer(BAD_SCRIPT[self.script])
        return words or None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.max_length}
