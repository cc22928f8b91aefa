"""What the simulated nationality and residence register answers."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from iskan.integrations.registers.immigration.records import ResidenceRecord
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.people import DAY, SyntheticPerson
from iskan.integrations.synthetic.population import Population

_ABROAD_SHARE: Final = 0.015
_HALF_A_YEAR: Final = 183
_DAYS_ABROAD: Final = {cast.NOT_RESIDENT: 330}
_PERMITS: Final = {"861001302": date(2029, 6, 30), "920602502": date(2026, 2, 28)}


def residence(population: Population, cpr: str) -> ResidenceRecord:
    """Return where a person lives in law; a few live abroad, foreigners have a permit, some of them expired."""
    person = population.find(cpr)
    days_abroad, permit = _of_the_cast(cpr) if population.is_cast(cpr) else _made_up(population, person)
    return ResidenceRecord(
        cpr=cpr,
        nationality=person.nationality,
        permanently_resident=days_abroad < _HALF_A_YEAR,
        days_abroad_last_year=days_abroad,
        permit_valid_until=permit,
        as_of=population.today(),
    )


def _of_the_cast(cpr: str) -> tuple[int, date | None]:
    return _DAYS_ABROAD.get(cpr, 0), _PERMITS.get(cpr)


def _made_up(population: Population, person: SyntheticPerson) -> tuple[int, date | None]:
    rng = population.chance(person.cpr, "residence")
    abroad = rng.random() < _ABROAD_SHARE
    permit = DAY + timedelta(days=rng.randint(-60, 1400)) if person.nationality != "BH" else None
    return rng.randint(200, 360) if abroad else rng.choice((0, 0, 4, 9, 14, 21, 35)), permit


ANSWERS: Final = {"residence": residence}


def _emigrated(record: ResidenceRecord, *, days: str = "300") -> ResidenceRecord:
    """Have a person live abroad most of the year."""
    return replace(record, permanently_resident=False, days_abroad_last_year=int(days))


def _returned(record: ResidenceRecord) -> ResidenceRecord:
    return replace(record, permanently_resident=True, days_abroad_last_year=0)


HAPPENINGS: Final = {"emigration": _emigrated, "return": _returned}
