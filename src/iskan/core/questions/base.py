"""What every kind of question is, and the field of a posted page it reads."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from inspect import isabstract
from typing import Any, ClassVar

from iskan.core.conditions import Condition
from iskan.core.counted import CHARACTER, counted
from iskan.core.personal_data import DataKind
from iskan.core.text import Text, has_control_characters, same, tidy

Posted = Mapping[str, Sequence[str]]
Answers = dict[str, Any]

LONGEST_INPUT = 10_000
CONTROL_CHARACTERS = Text(
    ar="في النص رموز خفية لا تُقبل. يرجى حذف النص وكتابته من جديد.",
    en="The text holds hidden characters. Delete it and type it again.",
)
TOO_LONG = Text(ar="النص أطول من المسموح به ({limit}).", en="The text is longer than the {limit} allowed.")
OUT_OF_RANGE = Text(ar="يجب أن تكون القيمة بين {low} و{high}.", en="The value must be between {low} and {high}.")
NOT_OFFERED = Text(ar="اختر من القائمة.", en="Choose from the list.")


class BadAnswer(ValueError):
    """The words do not answer the question; the text says why and what would."""

    def __init__(self, text: Text, part: str = "") -> None:
        super().__init__(text.en)
        self.text = text
        self.part = part


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a posted page: its name and the words in it. Parts of a field are posted as ``name-part``."""

    posted: Posted
    name: str

    def words(self, part: str = "") -> str:
        """Return the field's words, tidied; refuse what no keyboard types and what no question needs."""
        typed = (self.posted.get(f"{self.name}-{part}" if part else self.name) or ("",))[-1]
        if has_control_characters(typed):
            raise BadAnswer(CONTROL_CHARACTERS)
        if len(typed) > LONGEST_INPUT:
            raise BadAnswer(TOO_LONG.format(limit=counted(LONGEST_INPUT, CHARACTER)))
        return tidy(typed)

    def several(self) -> list[str]:
        return [tidy(value) for value in self.posted.get(self.name, ())]


class Written(StrEnum):
    """How an answer stands among other words: as words of ours, as somebody typed them, or as a code left to right."""

    OURS = "ours"
    TYPED = "typed"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """What an answer must fulfil in the light of those before it, and what is said where it does not."""

    condition: Condition
    otherwise: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(ABC):
    """One thing asked; ``code`` is its key for ever.

    ``prefill`` names the register fact its field is filled with beforehand. Only where the answer ``restates`` it
    may the two be compared: a wish that begins with what a register knows claims nothing about it. ``rules`` compare
    the answer with others; a rule waits until all it compares are answered.

    A kind says how its answer is kept in JSON, shown and described to machines; ``kind`` names the template of its
    field, ``parts`` the inputs it is made of, where there are several, ``holds`` the kind of personal data an
    answer is.
    """

    kind: ClassVar[str]
    holds: ClassVar[DataKind]
    parts: ClassVar[tuple[str, ...]] = ()
    written: ClassVar[Written] = Written.OURS

    code: str
    label: Text
    help: Text | None = None
    required: bool = True
    shown_when: Condition | None = None
    prefill: str | None = None
    restates: bool = False
    autocomplete: str | None = None
    rules: tuple[AnswerRule, ...] = ()

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of an answer as machines send it."""

    def fits(self, sent: Any) -> bool:
        """Say whether what a machine sent has the form of an answer at all; reading judges it further."""
        return isinstance(sent, str)

    def value(self, answer: Any) -> Any:
        """Return an answer as the value it stands for, such as a day or an amount."""
        return answer

    def show(self, answer: Any) -> Text:
        """Write an answer out for people."""
        return same(str(answer))

    def words(self, name: str, answer: Any) -> dict[str, list[str]]:
        """Return an answer as the words a page would have posted for it."""
        return {name: [str(answer)]}


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleQuestion(Question):
    """One thing asked in a field of its own; a group's rows are read by `core.answers` with the answers before them."""

    @abstractmethod
    def read(self, given: Field, today: date) -> Any:
        """Return the answer as JSON keeps it, nothing where none was given; raise `BadAnswer` where it is none."""


def kinds() -> frozenset[type[Question]]:
    """Return every kind of question."""
    # A dataclass with slots leaves behind the class it was made from, which has none.
    leaves = [*SingleQuestion.__subclasses__(), *Question.__subclasses__()]
    return frozenset(kind for kind in leaves if "__slots__" in vars(kind) and not isabstract(kind))
