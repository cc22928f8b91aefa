"""Questions and steps: what a service asks, as values the wizard, the desk and the interface all read."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from iskan.core.conditions import Condition
from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked; ``code`` is its key for ever.

    ``prefill`` names the register fact its field is filled with beforehand. Only where the answer ``restates`` it
    may the two be compared: a wish that begins with what a register knows claims nothing about it.
    """

    code: str
    label: Text
    help: Text | None = None
    required: bool = True
    shown_when: Condition | None = None
    prefill: str | None = None
    restates: bool = False
    autocomplete: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuestion(Question):
    """Free words; ``script`` limits the letters to one language's where a register demands it."""

    max_length: int = 200
    multiline: bool = False
    script: Literal["ar", "en"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CprQuestion(Question):
    """A personal number: nine digits, no public check digit (domain dossier 3.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IbanQuestion(Question):
    """A Bahraini account number: BH, 22 characters, checked modulo 97."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneQuestion(Question):
    """A telephone number, kept in E.164; ``mobile`` accepts only those that receive text messages."""

    mobile: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailQuestion(Question):
    """An e-mail address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressQuestion(Question):
    """A Bahraini address: flat, building, road, block (100–1299)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateQuestion(Question):
    """A Gregorian day, shown with its Hijri one; ``not_after_today`` and ``not_before_today`` bound it."""

    earliest: date | None = None
    latest: date | None = None
    not_after_today: bool = False
    not_before_today: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyQuestion(Question):
    """An amount in dinars, kept as whole fils; the bounds are in fils."""

    minimum_fils: int = 0
    maximum_fils: int = 100_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberQuestion(Question):
    """A whole number."""

    minimum: int = 0
    maximum: int = 1_000_000
    unit: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoQuestion(Question):
    """Yes or no, kept as true or false."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice offered."""

    code: str
    label: Text
    help: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceQuestion(Question):
    """One of several."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesQuestion(Question):
    """Several of several, kept as a list of codes."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupQuestion(Question):
    """A repeated group, such as household members, kept as a list of its items' answers."""

    questions: tuple[Question, ...]
    item: Text
    minimum: int = 0
    maximum: int = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A register fact shown on a step for the citizen to confirm or object to, instead of asking for it."""

    fact: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of a service: what registers know, then what only the citizen knows."""

    code: str
    title: Text
    intro: Text | None = None
    shows: tuple[Shown, ...] = ()
    questions: tuple[Question, ...] = ()
    shown_when: Condition | None = None
