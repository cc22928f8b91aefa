"""What the simulated social insurance register answers: the wage a person of the synthetic population lives on."""

from dataclasses import replace
from typing import Final

from iskan.core.money import Money
from iskan.core.people import Employment
from iskan.core.text import Text
from iskan.integrations.registers.social_insurance.records import AllowanceRecord, WageRecord
from iskan.integrations.synthetic.population import Population


def wage(population: Population, cpr: str) -> WageRecord:
    """Return the insured wage or pension; a person without insurance has a record that says so."""
    person = population.find(cpr)
    life = population.livelihood(person)
    paid = (AllowanceRecord(name=each.name, amount=each.amount, fixed=each.fixed) for each in life.allowances)
    return WageRecord(
        cpr=cpr,
        holder_name=population.spelling(person, "wage"),
        employment=life.employment,
        employer=life.employer,
        basic=life.basic,
        allowances=tuple(paid),
        insured=life.employment is not Employment.UNEMPLOYED,
        as_of=population.today(),
    )


ANSWERS: Final = {"wage": wage}


def _paid(record: WageRecord, *, basic: str, employer_ar: str = "", employer_en: str = "") -> WageRecord:
    """Have a person earn otherwise, and work for another where one is named."""
    employer = Text(ar=employer_ar, en=employer_en) if employer_ar and employer_en else record.employer
    return replace(record, basic=Money.bhd(int(basic)), employer=employer)


def _out_of_work(record: WageRecord) -> WageRecord:
    """Have a person lose their work."""
    return replace(
        record, employment=Employment.UNEMPLOYED, employer=None, basic=Money(0), allowances=(), insured=False
    )


HAPPENINGS: Final = {"wage": _paid, "out_of_work": _out_of_work}
