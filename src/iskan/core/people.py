"""People and families as the population register knows them; other registers' answers are read beside these."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from iskan.core.text import Text


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
    """How a person earns their living, in the words the law tells incomes apart by."""

    GOVERNMENT = "government"
    PRIVATE = "private"
    MILITARY = "military"
    RETIRED = "retired"
    SELF_EMPLOYED = "self_employed"
    UNEMPLOYED = "unemployed"


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
    def name(self) -> Text:
        return Text(ar=self.name_ar, en=self.name_en)

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
class Family:
    """Who applies and with whom."""

    applicant: PersonRecord
    household: HouseholdRecord

    def member(self, cpr: str) -> HouseholdMemberRecord | None:
        return next((member for member in self.household.members if member.person.cpr == cpr), None)

    def name_of(self, cpr: str) -> Text:
        """Return a member's name; of a person not in the family, the number alone is known."""
        people = (self.applicant, *(member.person for member in self.household.members))
        return next((person.name for person in people if person.cpr == cpr), Text(ar=cpr, en=cpr))
