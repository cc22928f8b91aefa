"""What personal data is held and processed: of which kind, why, on what ground, for whom to see, how long."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from iskan.core.dated import LegalBasis
from iskan.core.text import Text


class Sensitivity(StrEnum):
    """Whether the law counts it as sensitive; what people write or attach freely may hold anything."""

    NO = "no"
    MAY_BE = "may_be"
    YES = "yes"


class DataKind(StrEnum):
    """A kind of personal data."""

    IDENTITY = "identity"
    CONTACT = "contact"
    FAMILY = "family"
    MONEY = "money"
    PROPERTY = "property"
    WORK = "work"
    RESIDENCE = "residence"
    HEALTH = "health"
    ANSWER = "answer"
    WHOLE = "whole"
    WORDS = "words"
    DOCUMENT = "document"
    COURSE = "course"
    STAFF = "staff"
    SIGN_IN = "sign_in"

    @property
    def sensitivity(self) -> Sensitivity:
        return _SENSITIVITY.get(self, Sensitivity.NO)


_SENSITIVITY = {
    DataKind.HEALTH: Sensitivity.YES,
    DataKind.WHOLE: Sensitivity.MAY_BE,
    DataKind.WORDS: Sensitivity.MAY_BE,
    DataKind.DOCUMENT: Sensitivity.MAY_BE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingPurpose:
    """What data is processed for, and the law it is processed under; where none was found, no ``ground``."""

    code: str
    words: Text
    ground: LegalBasis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Whose rows of a table are: by paths to an account, to a personal number or to the reference of an own case.

    ``only`` narrows the rows to those their owner is shown elsewhere too, and ``without`` names fields left out. What
    officials did and what protects a sign-in is never given.
    """

    account: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    only: Mapping[str, object] = field(default_factory=dict)
    without: tuple[str, ...] = ()


NEVER_GIVEN = frozenset({DataKind.STAFF, DataKind.SIGN_IN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A table that is kept: which of its fields are personal and of which kind, and which are not (``plain``).

    Every field stands in one of the two. ``kept`` names the rules of retention that erase from it; where none does,
    nothing is erased and the register of processing says so. ``given`` says how a person's own rows reach the copy of
    their data, or in words why they do not.
    """

    model: str
    what: Text
    purpose: ProcessingPurpose
    receivers: tuple[Text, ...]
    personal: Mapping[str, DataKind] = field(default_factory=dict)
    plain: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    given: Given | Text | None = None

    @property
    def copied_fields(self) -> tuple[str, ...]:
        """Return the fields a person's copy shows."""
        given = self.given
        without = given.without if isinstance(given, Given) else ()
        kept = (name for name, kind in self.personal.items() if kind not in NEVER_GIVEN)
        return tuple(name for name in (*kept, *self.plain) if name not in without)

    @property
    def asks_for_a_copy(self) -> bool:
        """Say whether it holds anything of those who apply, and must say whether they are given it."""
        return not {*self.personal.values()} <= NEVER_GIVEN

    @property
    def kinds(self) -> tuple[DataKind, ...]:
        """Return the kinds of personal data it holds, each once."""
        return tuple(kind for kind in DataKind if kind in self.personal.values())


def fields(names: str) -> tuple[str, ...]:
    """Return names written with spaces between them."""
    return tuple(names.split())


def of_kind(kind: DataKind, names: str) -> dict[str, DataKind]:
    """Return fields of one kind, their names written with spaces between them."""
    return dict.fromkeys(fields(names), kind)
