"""The members of a household, as officials read them."""

from dataclasses import dataclass
from datetime import date

from iskan.apps.households.queries import DeclaredHousehold, HouseholdMemberLine
from iskan.core.days import age_on
from iskan.core.text import Text
from iskan.policy.choices import RELATIVES
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A member of a household, and what they are to its head."""

    name: str
    relation: str
    cpr: str
    birth_date: date
    age: int


def member_views(household: DeclaredHousehold, today: date) -> tuple[MemberView, ...]:
    """Return the members of a household, its head first."""
    return tuple(
        MemberView(
            name=t(Text(ar=member.person.name_ar, en=member.person.name_en or member.person.name_ar)),
            relation=_relation(member),
            cpr=member.person.cpr,
            birth_date=member.person.birth_date,
            age=age_on(member.person.birth_date, today),
        )
        for member in household.members
    )


def _relation(member: HouseholdMemberLine) -> str:
    """Return what a relative is called by their sex; of the head, and of others, what they are to the household."""
    called = RELATIVES.get((member.relation.value, "female" if member.person.is_female else "male"))
    return t(called) if called else str(member.relation.label)
