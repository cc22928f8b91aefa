"""What the simulated land register answers: property in every shape the ownership test knows."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from iskan.integrations.registers.land_registry.records import AcquiredBy, PropertyRecord
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.cast_facts import PEOPLE
from iskan.integrations.synthetic.people import DAY
from iskan.integrations.synthetic.places import BLOCKS, BY_NUMBER
from iskan.integrations.synthetic.population import Population

WIFE_WHO_INHERITED: Final = "880302002"
_OWNER_SHARE: Final = 0.16
_SECOND_PROPERTY_SHARE: Final = 0.15
_OWNING_DAYS: Final = 25 * 365

_MODES: Final = (
    (0.40, AcquiredBy.INHERITANCE), (0.75, AcquiredBy.PURCHASE), (0.90, AcquiredBy.GIFT),
    (0.97, AcquiredBy.GRANT), (1.0, AcquiredBy.OTHER),
)  # fmt: skip
_SHARES: Final = ((1, 2), (1, 4), (1, 8), (7, 40), (7, 80), (1, 6), (3, 16), (7, 96))


def properties(population: Population, cpr: str) -> tuple[PropertyRecord, ...]:
    """Return what a person owns or owned; most own nothing."""
    person = population.find(cpr)
    if population.is_cast(cpr):
        return _CAST.get(cpr, ())
    rng = population.chance(cpr, "property")
    may_own = (DAY - person.born).days > _OWNING_DAYS and person.nationality == "BH"
    if not may_own or rng.random() >= _OWNER_SHARE:
        return ()
    count = 2 if rng.random() < _SECOND_PROPERTY_SHARE else 1
    return tuple(_property(rng, population.spelling(person, "property")) for _ in range(count))


def _property(rng: Random, holder_name: str) -> PropertyRecord:
    chance = rng.random()
    mode = next(mode for limit, mode in _MODES if chance < limit)
    shared = mode is AcquiredBy.INHERITANCE or rng.random() < 0.25  # noqa: PLR2004 -- a share
    acquired = DAY - timedelta(days=rng.randint(60, 7000))
    return _estate(
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


def _estate(
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


def _owned(
    cpr: str, area: str, block: str, acquired_by: AcquiredBy, acquired_on: date, **more: object
) -> PropertyRecord:
    reference = f"{cpr[-3:]}/{acquired_on.year}/{block}"
    return _estate(
        reference, PEOPLE[cpr].name_ar, area,
        block=block, acquired_by=acquired_by, acquired_on=acquired_on, **more,  # type: ignore[arg-type]  # passed on
    )  # fmt: skip


_CAST: Final = {
    cast.OWNS_HOUSE: (_owned(cast.OWNS_HOUSE, "150", "916", AcquiredBy.PURCHASE, date(2024, 10, 3)),),
    cast.SOLD_LONG_AGO: (
        _owned(
            cast.SOLD_LONG_AGO, "220", "742", AcquiredBy.PURCHASE, date(2016, 5, 22),
            disposed_on=date(2022, 6, 12),
        ),
    ),
    cast.INHERITED_180: (
        _owned(cast.INHERITED_180, "180", "602", AcquiredBy.INHERITANCE, date(2019, 3, 11), share=(7, 40)),
    ),
    cast.INHERITED_250: (
        _owned(cast.INHERITED_250, "250", "424", AcquiredBy.INHERITANCE, date(2020, 9, 28), share=(1, 4)),
    ),
    WIFE_WHO_INHERITED: (
        _owned(WIFE_WHO_INHERITED, "320", "208", AcquiredBy.INHERITANCE, date(2021, 1, 17), share=(1, 2)),
    ),
    cast.UNINHABITABLE: (
        _owned(cast.UNINHABITABLE, "130", "216", AcquiredBy.GIFT, date(2013, 12, 9), uninhabitable=True),
    ),
}  # fmt: skip
ANSWERS: Final = {"properties": properties}


def _bought(
    owned: tuple[PropertyRecord, ...], *, area_m2: str, on: str, by: str = "purchase", block: str = "916"
) -> tuple[PropertyRecord, ...]:
    """Have a person come to own a property, whole, in a way the land register knows."""
    acquired = date.fromisoformat(on)
    fresh = _estate(
        f"{len(owned) + 1}/{acquired.year}/{block}", owned[0].holder_name if owned else "-", area_m2, block=block,
        acquired_by=AcquiredBy(by), acquired_on=acquired,
    )  # fmt: skip
    return (*owned, fresh)


def _sold(owned: tuple[PropertyRecord, ...], *, on: str) -> tuple[PropertyRecord, ...]:
    """Have a person dispose of the property they came to own last of those they still do."""
    last = max((one for one in owned if one.disposed_on is None), key=lambda one: one.acquired_on)
    return tuple(replace(one, disposed_on=date.fromisoformat(on)) if one is last else one for one in owned)


HAPPENINGS: Final = {"property": _bought, "sale": _sold}
