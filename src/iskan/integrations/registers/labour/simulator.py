"""What the simulated labour register answers."""

from datetime import date
from typing import Final

from iskan.core.people import Employment
from iskan.integrations.registers.labour.records import LabourRecord, WorkStatus
from iskan.integrations.synthetic.people import DAY, age
from iskan.integrations.synthetic.population import Population

_WITHOUT_WORK: Final = frozenset({Employment.UNEMPLOYED, Employment.RETIRED})
_JOBSEEKER_SHARE: Final = 0.4
_PENSION_AGE: Final = 60


def work(population: Population, cpr: str) -> LabourRecord:
    """Return whether a person works and since when, seeks work, or does neither."""
    person = population.find(cpr)
    life, rng = population.livelihood(person), population.chance(cpr, "labour")
    if life.employment not in _WITHOUT_WORK:
        since = date.fromordinal(DAY.toordinal() - rng.randint(90, 4500))
        return LabourRecord(cpr=cpr, status=WorkStatus.EMPLOYED, employer=life.employer, since=since)
    may_seek = life.employment is Employment.UNEMPLOYED and age(person) < _PENSION_AGE
    seeks = may_seek and rng.random() < _JOBSEEKER_SHARE
    status = WorkStatus.JOBSEEKER if seeks else WorkStatus.INACTIVE
    return LabourRecord(cpr=cpr, status=status, employer=None, since=None)


ANSWERS: Final = {"work": work}
