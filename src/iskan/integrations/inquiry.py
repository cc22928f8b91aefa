"""A question to a register: who asks, about whom, for which case, for what purpose, and on what legal ground."""

import time
from dataclasses import dataclass, replace
from datetime import datetime

from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why a register is asked: shown word for word to the citizen whose record was read."""

    code: str
    words: Text
    legal_ground: Text


@dataclass(frozen=True, slots=True)
class AnswerDeadline:
    """The instant, by the machine's stopwatch, after which whoever waits for an answer no longer does."""

    ends_at: float

    @classmethod
    def within(cls, seconds: float) -> "AnswerDeadline":
        """Return the deadline so many seconds from now."""
        return cls(time.monotonic() + seconds)

    @property
    def seconds_left(self) -> float:
        return max(self.ends_at - time.monotonic(), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """One lawful question about one person. ``asked_by`` is the account's id; a job of the system's has none.

    With a ``deadline`` somebody waits for the answer: it is asked once, and only as long as there is time.
    """

    subject_cpr: str
    purpose: Purpose
    case_reference: str = ""
    asked_by: int | None = None
    asked_as: str = "system"
    deadline: AnswerDeadline | None = None

    def about(self, cpr: str) -> "Inquiry":
        """Return the same question about another person of the case."""
        return replace(self, subject_cpr=cpr)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterConsent:
    """An adult's own declaration that a register may be asked about them for one purpose."""

    declared_by_cpr: str
    purpose_code: str
    declared_at: datetime
    reference: str

    def covers(self, inquiry: Inquiry) -> bool:
        """Say whether the person asked about made this declaration, for this purpose."""
        return (self.declared_by_cpr, self.purpose_code) == (inquiry.subject_cpr, inquiry.purpose.code)

    def as_question(self) -> dict[str, object]:
        """Return what a question to the register says of it."""
        return {"declaration": self.reference, "declared_at": self.declared_at.isoformat()}


class RegisterFault(Exception):
    """A register gave no record. The message names the register and never the person."""

    def __init__(self, register: str, reason: str) -> None:
        super().__init__(f"{register}: {reason}")
        self.register = register
        self.reason = reason


class RegisterUnavailable(RegisterFault):
    """The register is down, too slow, or answers what cannot be read: ask again later."""


class RegisterRefused(RegisterFault):
    """The register will not answer us this question: asking again does not help until someone acts."""


class RecordNotFound(RegisterFault):
    """The register answered, and knows nobody of that number."""


class RecordUnreadable(RegisterFault):
    """The register answered, and the one record that was wanted of it cannot be read."""


class RegisterConsentMissing(Exception):
    """A register that needs it was to be asked without the person's own declaration for this purpose."""
