"""Facts from the social insurance register: how the person earns, and how much."""

from collections.abc import Sequence
from datetime import date

from iskan.core.display import same
from iskan.core.money import Money
from iskan.core.people import Family
from iskan.integrations.register import Answered, RegisterReading, records_of
from iskan.integrations.registers.social_insurance.records import WageRecord


def derive(answers: Sequence[Answered], _: Family | None, __: date) -> RegisterReading:
    """Return what the answers come to."""
    reading = RegisterReading()
    for wage in records_of(answers, WageRecord)[:1]:
        fixed = [allowance for allowance in wage.allowances if allowance.fixed]
        others = [allowance.amount for allowance in wage.allowances if not allowance.fixed]
        reading.facts |= {
            "employment": wage.employment.value,
            "basic_salary": wage.basic,
            "fixed_allowances": [{"name": allowance.name.ar, "amount": allowance.amount} for allowance in fixed],
            "other_allowances": sum(others, Money(0)),
        }
        reading.shown |= {"income.known": True, "income.holder": same(wage.holder_name)}
        reading.shown |= {"income.employer": wage.employer} if wage.employer else {}
    return reading
