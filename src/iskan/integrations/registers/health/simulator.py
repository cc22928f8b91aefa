"""What the simulated disability register answers."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from iskan.integrations.registers.health.records import DisabilityRecord, DisabilityType
from iskan.integrations.synthetic.people import DAY, SyntheticPerson
from iskan.integrations.synthetic.population import Population

_DISABLED_SHARE: Final = 0.025
_CAST: Final = {"171001803": (DisabilityType.PHYSICAL, date(2019, 2, 17))}


def disability(population: Population, cpr: str) -> DisabilityRecord:
    """Return the disability a person is registered with, or that there is none."""
    person = population.find(cpr)
    kind, registered_on = _CAST.get(cpr, (None, None)) if population.is_cast(cpr) else _made_up(population, person)
    return DisabilityRecord(cpr=cpr, has_disability=kind is not None, type=kind, registered_on=registered_on)


def _made_up(population: Population, person: SyntheticPerson) -> tuple[DisabilityType | None, date | None]:
    rng = population.chance(person.cpr, "disability")
    if rng.random() >= _DISABLED_SHARE:
        return None, None
    registered_on = person.born + timedelta(days=int((DAY - person.born).days * rng.random()))
    return rng.choice(tuple(DisabilityType)), registered_on


ANSWERS: Final = {"disability": disability}


def _registered(record: DisabilityRecord, *, type: str, on: str) -> DisabilityRecord:  # noqa: A002 -- the record's own word
    """Have a disability of a person registered."""
    return replace(record, has_disability=True, type=DisabilityType(type), registered_on=date.fromisoformat(on))


HAPPENINGS: Final = {"disability": _registered}
