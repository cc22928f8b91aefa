"""A register of another body as its folder declares it: its name, what it is asked, what its answers come to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Generic, TypeVar

from iskan.core.dated import FigureBook
from iskan.core.days import age_on
from iskan.core.eligibility import FactValue
from iskan.core.people import Family, PersonRecord
from iskan.core.personal_data import DataKind
from iskan.core.records import Unread, read, read_all
from iskan.core.text import Text
from iskan.integrations.xroad import XRoadMember
from iskan.policy.parameters.ages import AGE_OF_MAJORITY

R = TypeVar("R")
CHANGES = "changes"
Shown = Text | tuple[Text, ...] | bool | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup(Generic[R]):
    """One question about one person: the service of the exchange it goes to, and the record that comes back.

    ``is_list`` says that the answer is a list of records, which may be empty; ``names_family`` that it names the
    person's family, so that it is not asked where the person alone is meant.
    """

    service: str
    record: type[R]
    is_list: bool = False
    names_family: bool = False

    def read(self, document: object, cpr: str) -> tuple[R | Unread, ...]:
        """Return the records of an answer about one person, and beside them what of it could not be read."""
        records, unread = (read_all if self.is_list else read)(self.record, document)
        others = [record for record in records if getattr(record, "cpr", cpr) != cpr]
        strangers = (Unread(self.record.__name__, "cpr") for _ in others)
        faults = (replace(fault, answer=self.record.__name__) for fault in (*unread, *strangers))
        return (*(record for record in records if record not in others), *faults)

    def holds(self, part: object) -> bool:
        """Say whether a record, or what could not be read, is of this lookup's answer."""
        return part.answer == self.record.__name__ if isinstance(part, Unread) else isinstance(part, self.record)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRecords:
    """Whose record, or whose family's, has changed, of those a register was asked about."""

    changed_cprs: tuple[str, ...]


CHANGED: Final = Lookup(service=CHANGES, record=ChangedRecords)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a register said about one person, or what of it could not be read.

    A register that knows of nothing, such as property, answers none.
    """

    cpr: str
    record: Any


@dataclass(slots=True)
class RegisterReading:
    """What one register's answers come to: facts for the criteria, and what forms show or their conditions ask."""

    facts: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A reading whose facts carry their source and the time of the answer."""

    facts: Mapping[str, FactValue]
    shown: Mapping[str, Shown]


def _of_all(_record: Any) -> bool:
    return True


Derivation = Callable[[Sequence[Answered], Family | None, date], RegisterReading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Another body's register; its code is the name of its folder.

    ``name`` is what every page calls it, ``keeper`` the body that keeps it, ``tells`` in words what its answers hold,
    ``holds`` of which kinds of personal data that is, ``fields`` what each field of its records is called, ``codes``
    what the codes in a field mean.
    ``derive`` works facts out of its answers: without a family, as while the population register is silent, the answers
    are about the applicant alone. ``facts`` are the codes of all it may come to; a record of which ``speaks_of`` holds
    is one that tells something of the person asked about. A register that ``needs_consent`` is
    asked about nobody who has not declared, for the same purpose, that it may be. One that ``tells_changes`` says of
    many people at once whose record has changed.
    """

    code: str
    name: Text
    keeper: Text
    tells: Text
    holds: tuple[DataKind, ...]
    fields: Mapping[str, Text]
    member: XRoadMember
    lookups: tuple[Lookup[Any], ...]
    derive: Derivation
    facts: tuple[str, ...] = ()
    speaks_of: Callable[[Any], bool] = _of_all
    codes: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    needs_consent: bool = False
    tells_changes: bool = False

    def read_whole(self, answers: Sequence[Answered]) -> tuple[Answered, ...] | None:
        """Return the answers of those lookups of which all could be read; nothing if that is none of them."""
        unread = [answered.record for answered in unread_of(answers)]
        whole = [lookup for lookup in self.lookups if not any(map(lookup.holds, unread))]
        if not whole:
            return None
        return tuple(said for said in answers if any(lookup.holds(said.record) for lookup in whole))

    @property
    def services(self) -> tuple[str, ...]:
        """Return the exchange's services it is asked under."""
        changes = (CHANGES,) if self.tells_changes else ()
        return (*(lookup.service for lookup in self.lookups), *changes)

    @property
    def names_family(self) -> bool:
        """Say whether it can tell who a person's family is."""
        return any(lookup.names_family for lookup in self.lookups)


def unread_of(answers: Iterable[Answered]) -> list[Answered]:
    """Return what of the answers could not be read."""
    return [answered for answered in answers if isinstance(answered.record, Unread)]


def records_of(answers: Iterable[Answered], kind: type[R]) -> list[R]:
    """Return the records of one type among the answers."""
    return [answered.record for answered in answers if isinstance(answered.record, kind)]


def minors_of(people: Iterable[PersonRecord], on: date) -> list[PersonRecord]:
    """Return those who are under age on a day."""
    majority = FigureBook().value(AGE_OF_MAJORITY, on)
    return [person for person in people if age_on(person.birth_date, on) < majority]
