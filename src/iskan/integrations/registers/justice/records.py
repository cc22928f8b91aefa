"""What the courts' personal status register answers."""

from dataclasses import dataclass
from datetime import date

from iskan.core.people import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class MarriageRecord:
    """A marriage; ``ended_on`` is set by divorce or by the death of a spouse."""

    spouse_cpr: str
    married_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DivorceRecord:
    spouse_cpr: str
    divorced_on: date
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyRecord:
    """Who has custody of a minor child, and the day the document proving that it continues was issued."""

    child_cpr: str
    custodian_cpr: str
    awarded_on: date
    confirmed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathRecord:
    """The death of a spouse, parent or child of the person asked about."""

    cpr: str
    relation: Relation
    died_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalStatusRecord:
    """Marriages, divorces, custody and deaths in the family, as the courts recorded them."""

    cpr: str
    marriages: tuple[MarriageRecord, ...]
    divorces: tuple[DivorceRecord, ...]
    custodies: tuple[CustodyRecord, ...]
    deaths: tuple[DeathRecord, ...]
