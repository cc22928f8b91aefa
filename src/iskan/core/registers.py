"""What the registers of other bodies answer, kept to what a housing decision needs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from cattrs import BaseValidationError, Converter

from iskan.core.money import Money
from iskan.core.text import Text

R = TypeVar("R")


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class MaritalStatus(StrEnum):
    SINGLE = "single"
    MARRIED = "married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


class Relation(StrEnum):
    """What a member of the household is to the person asked about."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    OTHER = "other"


class Employment(StrEnum):
    GOVERNMENT = "government"
    PRIVATE = "private"
    MILITARY = "military"
    RETIRED = "retired"
    SELF_EMPLOYED = "self_employed"
    UNEMPLOYED = "unemployed"


class AcquiredBy(StrEnum):
    PURCHASE = "purchase"
    GIFT = "gift"
    INHERITANCE = "inheritance"
    GRANT = "grant"
    OTHER = "other"


class DisabilityType(StrEnum):
    PHYSICAL = "physical"
    VISUAL = "visual"
    HEARING = "hearing"
    INTELLECTUAL = "intellectual"
    AUTISM = "autism"
    MULTIPLE = "multiple"


class FinanceKind(StrEnum):
    ISLAMIC = "islamic"
    COMMERCIAL = "commercial"


class WorkStatus(StrEnum):
    EMPLOYED = "employed"
    JOBSEEKER = "jobseeker"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRecord:
    """A Bahraini address; ``governorate`` is its ISO code, such as ``BH-15``."""

    flat: str | None
    building: str
    road: str
    block: str
    area: Text
    governorate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """A person as the population register knows them; ``nationality`` is ISO alpha-2."""

    cpr: str
    name_ar: str
    name_en: str
    birth_date: date
    sex: Sex
    nationality: str
    marital_status: MaritalStatus
    address: AddressRecord | None
    died_on: date | None = None
    father_cpr: str | None = None
    mother_cpr: str | None = None
    spouse_cprs: tuple[str, ...] = ()

    @property
    def is_alive(self) -> bool:
        return self.died_on is None

    @property
    def is_bahraini(self) -> bool:
        return self.nationality == "BH"

    def age_on(self, day: date) -> int:
        """Return the full years lived on a day."""
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (not had_birthday)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMemberRecord:
    """One other person of the family, and whether they live under the same roof."""

    relation: Relation
    person: PersonRecord
    lives_with: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRecord:
    """The family of one person: who lives with them, and spouses and minor children elsewhere."""

    cpr: str
    members: tuple[HouseholdMemberRecord, ...]

    def of(self, relation: Relation) -> tuple[HouseholdMemberRecord, ...]:
        """Return the members who stand in one relation to the person."""
        return tuple(member for member in self.members if member.relation is relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceRecord:
    name: Text
    amount: Money
    fixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WageRecord:
    """The insured wage or pension on a day; ``holder_name`` is the name as this register spells it."""

    cpr: str
    holder_name: str
    employment: Employment
    employer: Text | None
    basic: Money
    allowances: tuple[AllowanceRecord, ...]
    insured: bool
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyRecord:
    """One property the person holds, or held, alone (``separate``) or with others."""

    reference: str
    holder_name: str
    area_m2: Decimal
    share_numerator: int
    share_denominator: int
    acquired_by: AcquiredBy
    acquired_on: date
    disposed_on: date | None
    uninhabitable: bool
    separate: bool
    block: str
    area: Text
    governorate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceRecord:
    """Where a person lives in law: permanent residence, days abroad, and a foreigner's permit."""

    cpr: str
    nationality: str
    permanently_resident: bool
    days_abroad_last_year: int
    permit_valid_until: date | None
    as_of: date


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DisabilityRecord:
    cpr: str
    has_disability: bool
    type: DisabilityType | None
    registered_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourRecord:
    cpr: str
    status: WorkStatus
    employer: Text | None
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFinanceRecord:
    kind: FinanceKind
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRecord:
    """The home finance a person has or had, and nothing else of their credit history."""

    cpr: str
    holder_name: str
    home_finance: tuple[HomeFinanceRecord, ...]

    @property
    def has_home_finance(self) -> bool:
        return bool(self.home_finance)


class UnreadableRecord(ValueError):
    """A register's answer does not have the shape agreed with it."""


def encode(record: object) -> Any:
    """Return a record as plain JSON values: days in ISO form, money as whole fils, areas as text."""
    return _CONVERTER.unstructure(record)


def decode(kind: type[R], document: object) -> R:
    """Read a record from plain JSON values; unknown fields are left aside and never kept.

    Raises:
        UnreadableRecord: a field is absent or is not of its type.
    """
    try:
        return _CONVERTER.structure(document, kind)
    except (BaseValidationError, ValueError, TypeError, KeyError, ArithmeticError) as error:
        # The cause is cut off because its text may quote a person's data.
        raise UnreadableRecord(f"not a {kind.__name__}: {type(error).__name__}") from None


def decode_all(kind: type[R], documents: object) -> tuple[R, ...]:
    """Read a list of records, or raise `UnreadableRecord`."""
    if not isinstance(documents, list):
        raise UnreadableRecord(f"not a list of {kind.__name__}")
    return tuple(decode(kind, document) for document in documents)


def _exactly(kind: type[R]) -> Any:
    def check(value: object, _: object) -> R:
        if type(value) is not kind:
            raise TypeError(kind.__name__)
        return value

    return check


def _day(value: object, _: object) -> date:
    if not isinstance(value, str):
        raise TypeError("date")
    return date.fromisoformat(value)


def _area(value: object, _: object) -> Decimal:
    if not isinstance(value, str):
        raise TypeError("area")
    return Decimal(value)


def _money(value: object, _: object) -> Money:
    if type(value) is not int:
        raise TypeError("fils")
    return Money(value)


def _converter() -> Converter:
    converter = Converter(unstruct_collection_overrides={tuple: list})
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(StrEnum, lambda value, choice: choice(value))
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(Decimal, _area)
    converter.register_structure_hook(Money, _money)
    converter.register_unstructure_hook(StrEnum, lambda choice: choice.value)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_unstructure_hook(Money, lambda money: money.fils)
    return converter


_CONVERTER = _converter()
