"""Yes or no, one of several, several of several."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from iskan.core.personal_data import DataKind
from iskan.core.questions.base import NOT_OFFERED, BadAnswer, Field, SingleQuestion
from iskan.core.text import NO, YES, Text, both, joined, same

STANDS_ALONE = Text(
    ar="لا يُختار «{option}» مع غيره. أبقِ أحد الاختيارين.",
    en="“{option}” goes with no other choice. Keep one or the other.",
)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice offered; one that stands ``alone`` goes with no other."""

    code: str
    label: Text
    help: Text | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoQuestion(SingleQuestion):
    """Yes or no, kept as true or false."""

    kind: ClassVar[str] = "yes_no"
    holds: ClassVar[DataKind] = DataKind.ANSWER

    def read(self, given: Field, today: date) -> bool | None:  # noqa: ARG002 -- read like every other kind
        words = given.words()
        if words not in {"", "yes", "no"}:
            raise BadAnswer(NOT_OFFERED)
        return {"": None, "yes": True, "no": False}[words]

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def fits(self, sent: Any) -> bool:
        return isinstance(sent, bool)

    def show(self, answer: bool) -> Text:  # noqa: FBT001 -- the answer itself
        return YES if answer else NO

    def words(self, name: str, answer: bool) -> dict[str, list[str]]:  # noqa: FBT001 -- the answer itself
        return {name: ["yes" if answer else "no"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceQuestion(SingleQuestion):
    """One of several."""

    kind: ClassVar[str] = "choice"
    holds: ClassVar[DataKind] = DataKind.ANSWER

    options: tuple[Option, ...]

    def read(self, given: Field, today: date) -> str | None:  # noqa: ARG002 -- read like every other kind
        words = given.words()
        if words and words not in {option.code for option in self.options}:
            raise BadAnswer(NOT_OFFERED)
        return words or None

    def schema(self) -> dict[str, Any]:
        return {"type": "string"} | _offered(self.options)

    def show(self, answer: str) -> Text:
        return _label(self.options, answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesQuestion(SingleQuestion):
    """Several of several, kept as a list of codes."""

    kind: ClassVar[str] = "choices"
    holds: ClassVar[DataKind] = DataKind.ANSWER

    options: tuple[Option, ...]

    def read(self, given: Field, today: date) -> list[str] | None:  # noqa: ARG002 -- read like every other kind
        chosen = [code for code in given.several() if code]
        if not set(chosen) <= {option.code for option in self.options}:
            raise BadAnswer(NOT_OFFERED)
        for option in self.options if len(set(chosen)) > 1 else ():
            if option.alone and option.code in chosen:
                raise BadAnswer(STANDS_ALONE.format(option=option.label))
        return sorted(set(chosen), key=chosen.index) or None

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string"} | _offered(self.options)}

    def fits(self, sent: Any) -> bool:
        return isinstance(sent, list) and all(isinstance(code, str) for code in sent)

    def show(self, answer: list[str]) -> Text:
        return joined([_label(self.options, code) for code in answer])

    def words(self, name: str, answer: list[str]) -> dict[str, list[str]]:
        return {name: list(answer)}


def _offered(options: tuple[Option, ...]) -> dict[str, Any]:
    return {"oneOf": [{"const": option.code, "title": both(option.label)} for option in options]}


def _label(options: tuple[Option, ...], code: str) -> Text:
    return next((option.label for option in options if option.code == code), same(code))
