"""What the simulated credit reference bureau answers."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from iskan.integrations.registers.credit_bureau.records import CreditRecord, FinanceKind, HomeFinanceRecord
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.people import DAY, SyntheticPerson
from iskan.integrations.synthetic.population import Population

_FINANCED_SHARE: Final = 0.05
_CLOSED_SHARE: Final = 0.2
_BORROWING_DAYS: Final = 25 * 365
_CAST: Final = {
    cast.HOME_FINANCE: (HomeFinanceRecord(kind=FinanceKind.ISLAMIC, opened_on=date(2021, 4, 20), closed_on=None),),
}


def home_finance(population: Population, cpr: str) -> CreditRecord:
    """Return the home finance a person has or had; most had none."""
    person = population.find(cpr)
    loans = _CAST.get(cpr, ()) if population.is_cast(cpr) else _made_up(population, person)
    return CreditRecord(cpr=cpr, holder_name=population.spelling(person, "finance"), home_finance=loans)


def _made_up(population: Population, person: SyntheticPerson) -> tuple[HomeFinanceRecord, ...]:
    rng = population.chance(person.cpr, "finance")
    if (DAY - person.born).days <= _BORROWING_DAYS or rng.random() >= _FINANCED_SHARE:
        return ()
    opened = DAY - timedelta(days=rng.randint(100, 4000))
    closed = DAY - timedelta(days=rng.randint(1, 99)) if rng.random() < _CLOSED_SHARE else None
    return (HomeFinanceRecord(kind=rng.choice(tuple(FinanceKind)), opened_on=opened, closed_on=closed),)


ANSWERS: Final = {"home-finance": home_finance}


def _financed(record: CreditRecord, *, on: str, kind: str = "islamic") -> CreditRecord:
    """Have a person take finance for a home."""
    taken = HomeFinanceRecord(kind=FinanceKind(kind), opened_on=date.fromisoformat(on), closed_on=None)
    return replace(record, home_finance=(*record.home_finance, taken))


HAPPENINGS: Final = {"home_finance": _financed}
