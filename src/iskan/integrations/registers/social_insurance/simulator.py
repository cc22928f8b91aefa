"""What the simulated social insurance register answers: the wage a person of the synthetic population lives on."""

from typing import Final

from iskan.core.people import Employment
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
