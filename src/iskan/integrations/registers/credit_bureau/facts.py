"""Facts from the credit reference bureau: whether anyone of the family has or had home finance."""

from collections.abc import Sequence
from datetime import date

from iskan.core.people import Family
from iskan.integrations.register import Answered, RegisterReading, records_of
from iskan.integrations.registers.credit_bureau.records import CreditRecord


def derive(answers: Sequence[Answered], _: Family | None, __: date) -> RegisterReading:
    """Return what the answers come to."""
    reports = records_of(answers, CreditRecord)
    return (
        RegisterReading(facts={"home_finance": any(report.has_home_finance for report in reports)})
        if reports
        else RegisterReading()
    )
