"""What people own and owe: property in every shape the ownership test knows, home finance; disability, residence."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from iskan.core.registers import (
    AcquiredBy,
    CreditRecord,
    DisabilityRecord,
    DisabilityType,
    FinanceKind,
    HomeFinanceRecord,
    PropertyRecord,
    ResidenceRecord,
)
from iskan.integrations.synthetic.livelihoods import chance_of
from iskan.integrations.synthetic.people import DAY, Person
from iskan.integrations.synthetic.places import BLOCKS, BY_NUMBER

OWNER_SHARE: Final = 0.16
SECOND_PROPERTY_SHARE: Final = 0.15
HOME_FINANCE_SHARE: Final = 0.05
DISABILITY_SHARE: Final = 0.025
ABROAD_SHARE: Final = 0.015
_OWNING_DAYS: Final = 25 * 365

_MODES: Final = (
    (0.40, AcquiredBy.INHERITANCE), (0.75, AcquiredBy.PURCHASE), (0.90, AcquiredBy.GIFT),
    (0.97, AcquiredBy.GRANT), (1.0, AcquiredBy.OTHER),
)  # fmt: skip
_SHARES: Final = ((1, 2), (1, 4), (1, 8), (7, 40), (7, 80), (1, 6), (3, 16), (7, 96))


def estate(
    reference: str,
    holder_name: str,
    area_m2: str,
    *,
    block: str,
    acquired_by: AcquiredBy,
    acquired_on: date,
    disposed_on: date | None = None,
    share: tuple[int, int] = (1, 1),
    uninhabitable: bool = False,
) -> PropertyRecord:
    """Return a property; a whole share makes it separate, a part of it common."""
    place = BY_NUMBER[block]
    return PropertyRecord(
        reference=reference,
        holder_name=holder_name,
        area_m2=Decimal(area_m2),
        share_numerator=share[0],
        share_denominator=share[1],
        acquired_by=acquired_by,
        acquired_on=acquired_on,
        disposed_on=disposed_on,
        uninhabitable=uninhabitable,
        separate=share == (1, 1),
        block=block,
        area=place.area,
        governorate=place.governorate,
    )


def properties(person: Person, seed: int, *, holder_name: str) -> tuple[PropertyRecord, ...]:
    """Return what an adult owns or owned; most own nothing."""
    rng = chance_of(seed, person.cpr, "property")
    may_own = (DAY - person.born).days > _OWNING_DAYS and person.nationality == "BH"
    if not may_own or rng.random() >= OWNER_SHARE:
        return ()
    count = 2 if rng.random() < SECOND_PROPERTY_SHARE else 1
    return tuple(_property(rng, holder_name) for _ in range(count))


def credit(person: Person, seed: int, *, holder_name: str) -> CreditRecord:
    """Return the home finance an adult has or had; most had none."""
    rng = chance_of(seed, person.cpr, "finance")
    grown = (DAY - person.born).days > _OWNING_DAYS
    loans = (_home_finance(rng),) if grown and rng.random() < HOME_FINANCE_SHARE else ()
    return CreditRecord(cpr=person.cpr, holder_name=holder_name, home_finance=loans)


def disability(person: Person, seed: int) -> DisabilityRecord:
    """Return the disability a few are registered with."""
    rng = chance_of(seed, person.cpr, "disability")
    if rng.random() >= DISABILITY_SHARE:
        return _no_disability(person)
    lived = (DAY - person.born).days
    registered = person.born + timedelta(days=int(lived * rng.random()))
    kind = rng.choice(tuple(DisabilityType))
    return DisabilityRecord(cpr=person.cpr, has_disability=True, type=kind, registered_on=registered)


def _no_disability(person: Person) -> DisabilityRecord:
    return DisabilityRecord(cpr=person.cpr, has_disability=False, type=None, registered_on=None)


def residence(person: Person, seed: int, *, as_of: date) -> ResidenceRecord:
    """Return where the person lives in law; a few live abroad, foreigners have a permit, some of them expired."""
    rng = chance_of(seed, person.cpr, "residence")
    abroad = rng.random() < ABROAD_SHARE
    foreign = person.nationality != "BH"
    permit = DAY + timedelta(days=rng.randint(-60, 1400)) if foreign else None
    return ResidenceRecord(
        cpr=person.cpr,
        nationality=person.nationality,
        permanently_resident=not abroad,
        days_abroad_last_year=rng.randint(200, 360) if abroad else rng.choice((0, 0, 4, 9, 14, 21, 35)),
        permit_valid_until=permit,
        as_of=as_of,
    )


def _property(rng: Random, holder_name: str) -> PropertyRecord:
    chance = rng.random()
    mode = next(mode for limit, mode in _MODES if chance < limit)
    shared = mode is AcquiredBy.INHERITANCE or rng.random() < 0.25  # noqa: PLR2004 -- a share
    acquired = DAY - timedelta(days=rng.randint(60, 7000))
    return estate(
        f"{rng.randint(1, 99)}/{acquired.year}/{rng.randint(1000, 99999)}",
        holder_name,
        str(round(rng.uniform(40, 420), 1)),
        block=rng.choice(BLOCKS).number,
        acquired_by=mode,
        acquired_on=acquired,
        disposed_on=_disposed(rng, acquired),
        share=rng.choice(_SHARES) if shared else (1, 1),
        uninhabitable=rng.random() < 0.08,  # noqa: PLR2004 -- a share
    )


def _disposed(rng: Random, acquired: date) -> date | None:
    if rng.random() >= 0.3:  # noqa: PLR2004 -- a share
        return None
    return acquired + timedelta(days=rng.randint(30, max(31, (DAY - acquired).days)))


def _home_finance(rng: Random) -> HomeFinanceRecord:
    opened = DAY - timedelta(days=rng.randint(100, 4000))
    closed = DAY - timedelta(days=rng.randint(1, 99)) if rng.random() < 0.2 else None  # noqa: PLR2004 -- a share
    return HomeFinanceRecord(kind=rng.choice(tuple(FinanceKind)), opened_on=opened, closed_on=closed)
