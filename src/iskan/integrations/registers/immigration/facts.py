"""Facts from the nationality and residence register: whether all of the family lives here."""

from collections.abc import Sequence
from datetime import date

from iskan.core.people import Family
from iskan.integrations.register import Answered, RegisterReading, records_of
from iskan.integrations.registers.immigration.records import ResidenceRecord


def derive(answers: Sequence[Answered], _: Family | None, __: date) -> RegisterReading:
    """Return what the answers come to."""
    residences = records_of(answers, ResidenceRecord)
    if not residences:
        return RegisterReading()
    resident = all(residence.permanently_resident for residence in residences)
    return RegisterReading(facts={"permanently_resident": resident}, shown={"residence.known": True})
