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
class Held:
    """A table that is kept: which of its fields are personal and of which kind, and which are not (``plain``).

    Every field stands in one of the two. ``kept`` names the rules of retention that erase from it; where none does,
    nothing is erased and the register of processing says so.
    """

    model: str
    what: Text
    purpose: ProcessingPurpose
    receivers: tuple[Text, ...]
    personal: Mapping[str, DataKind] = field(default_factory=dict)
    plain: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

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
