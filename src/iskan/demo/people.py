"""The population written into the households, and those of it who apply as users."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from random import Random
from typing import Any, Final, NamedTuple

from django.db.backends.utils import CursorWrapper

from iskan.apps.accounts.models import User
from iskan.apps.households.enums import MemberRelation
from iskan.apps.households.models import Person as StoredPerson
from iskan.core.records import encode
from iskan.demo.copying import copy_rows, first_free_id
from iskan.demo.vectors import search_vector
from iskan.integrations.synthetic.cast_families import CAST_FAMILIES
from iskan.integrations.synthetic.families import families
from iskan.integrations.synthetic.people import NOWHERE, Dwelling, SyntheticFamily, SyntheticPerson, is_minor
from iskan.integrations.synthetic.places import BY_NUMBER
from iskan.integrations.synthetic.population import address

PERSON_COLUMNS: Final = (
    "id", "cpr", "name_ar", "name_en", "name_search", "birth_date", "sex", "nationality", "governorate", "address",
    "died_on", "registered_at",
)  # fmt: skip
USER_COLUMNS: Final = (
    "id", "username", "password", "cpr", "name_ar", "name_en", "email", "phone", "iban", "language", "assurance",
    "roles", "is_superuser", "is_staff", "is_active", "holds_delegations", "password_is_temporary", "joined_at",
)  # fmt: skip
YOUNGEST_DAYS: Final = 8036
ENGLISH_SHARE: Final = 0.15
BANKS: Final = ("NBOB", "BBKU", "BIBB", "AUBB", "KHCB")
_CAST: Final = frozenset(person.cpr for family in CAST_FAMILIES for person in family.people)


class FamilyMember(NamedTuple):
    """Who would be housed with an applicant."""

    person_id: int
    relation: str


class Candidate(NamedTuple):
    """Somebody who may apply: themselves, and their family as the register knows it."""

    cpr: str
    name_ar: str
    name_en: str
    born: date
    person_id: int
    governorate: str
    members: tuple[FamilyMember, ...]
    spouses: tuple[SyntheticPerson, ...]

    @property
    def is_couple(self) -> bool:
        """Say whether they are a husband with his one wife, as the models are."""
        return len(self.spouses) == 1


def write_people(cursor: CursorWrapper, *, seed: int, people: int, at: datetime) -> list[Candidate]:
    """Write the population as persons, those already remembered excepted; return who may apply, the cast left aside."""
    candidates: list[Candidate] = []
    known: dict[str, int] = dict(StoredPerson.objects.values_list("cpr", "pk"))
    # All questions come before the copying: its connection can answer none meanwhile.
    rows = _rows(families(seed=seed, people=people), known, first_free_id(StoredPerson), candidates, at)
    copy_rows(cursor, StoredPerson, PERSON_COLUMNS, rows)
    return candidates


def _rows(
    stream: Iterable[SyntheticFamily], known: dict[str, int], free: int, candidates: list[Candidate], at: datetime
) -> Iterator[tuple[Any, ...]]:
    for family in stream:
        ids: dict[str, int] = {}
        for person in family.people:
            ids[person.cpr] = known.get(person.cpr, free)
            if ids[person.cpr] == free:
                free += 1
                yield _person_row(ids[person.cpr], person, family, at)
        candidates.extend(_candidate(person, family, ids) for person in family.people if may_apply(person, family))


def _person_row(person_id: int, person: SyntheticPerson, family: SyntheticFamily, at: datetime) -> tuple[Any, ...]:
    dwelling = None if person.dwelling == NOWHERE else family.dwellings[person.dwelling]
    return (
        person_id,
        person.cpr,
        person.name_ar,
        person.name_en,
        search_vector(person.name_ar, person.name_en),
        person.born,
        "f" if person.female else "m",
        person.nationality,
        BY_NUMBER[dwelling.block].governorate if dwelling else "",
        _address_json(dwelling) if dwelling else "{}",
        person.died,
        at,
    )


@lru_cache(maxsize=64)
def _address_json(dwelling: Dwelling) -> str:
    return json.dumps(encode(address(dwelling)), ensure_ascii=False)


def may_apply(person: SyntheticPerson, family: SyntheticFamily) -> bool:
    """Say whether a person heads a household or is an adult of their own; no two of a couple apply."""
    if person.died or person.nationality != "BH" or person.cpr in _CAST or person.dwelling == NOWHERE:
        return False
    of_age = (date(2026, 9, 1) - person.born).days >= YOUNGEST_DAYS
    return of_age and (not person.female or person.marital != "married" or family.kind == "foreign_husband")


def _candidate(person: SyntheticPerson, family: SyntheticFamily, ids: dict[str, int]) -> Candidate:
    related = ((other, _relation(other, person)) for other in family.people if not other.died)
    members = tuple(FamilyMember(ids[other.cpr], relation) for other, relation in related if relation)
    return Candidate(
        cpr=person.cpr,
        name_ar=person.name_ar,
        name_en=person.name_en,
        born=person.born,
        person_id=ids[person.cpr],
        governorate=BY_NUMBER[family.dwellings[person.dwelling].block].governorate,
        members=members,
        spouses=tuple(other for other in family.people if other.cpr in person.spouses and not other.died),
    )


def _relation(other: SyntheticPerson, person: SyntheticPerson) -> str:
    if other.cpr == person.cpr:
        return MemberRelation.HEAD.value
    if other.cpr in person.spouses:
        return MemberRelation.SPOUSE.value
    is_child = person.cpr in {other.father, other.mother}
    return MemberRelation.CHILD.value if is_child and (is_minor(other) or other.dwelling == person.dwelling) else ""


def write_users(
    cursor: CursorWrapper, *, seed: int, wanted: Iterable[tuple[str, str, str]], at: datetime, known: dict[str, int]
) -> dict[str, int]:
    """Write users for personal numbers and names that have none yet; return every one's id by number."""
    ids, first = dict(known), first_free_id(User)
    rng = Random(f"{seed}/users")  # noqa: S311 -- a made-up population must be repeatable
    fresh = [who for who in dict.fromkeys(wanted) if who[0] not in known]
    ids |= {cpr: first + n for n, (cpr, _, _) in enumerate(fresh)}
    copy_rows(cursor, User, USER_COLUMNS, (_user_row(ids[who[0]], who, rng, at) for who in fresh))
    return ids


def _user_row(user_id: int, who: tuple[str, str, str], rng: Random, at: datetime) -> tuple[Any, ...]:
    cpr, name_ar, name_en = who
    mail = f"citizen{user_id}@example.test"
    phone = f"+9733{rng.randrange(3, 10)}{rng.randrange(1_000_000):06d}"
    language = "en" if rng.random() < ENGLISH_SHARE else "ar"
    return (
        user_id, f"demo-{user_id}", "!", cpr, name_ar, name_en, mail, phone, iban(rng), language, "advanced",
        "{}", False, False, True, False, False, at,
    )  # fmt: skip


def iban(rng: Random) -> str:
    """Return a Bahraini account number whose check digits hold."""
    account = f"{BANKS[rng.randrange(len(BANKS))]}{rng.randrange(10**14):014d}"
    digits = "".join(str(int(c, 36)) for c in f"{account}BH00")
    return f"BH{98 - int(digits) % 97:02d}{account}"
