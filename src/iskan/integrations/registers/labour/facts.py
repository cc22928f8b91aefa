"""Facts from the labour register: the person's standing on the labour market."""

from collections.abc import Sequence
from datetime import date

from iskan.core.display import joined
from iskan.core.people import Family
from iskan.integrations.register import Answered, RegisterReading, records_of
from iskan.integrations.registers.labour.records import LabourRecord
from iskan.integrations.registers.labour.words import CODES


def derive(answers: Sequence[Answered], _: Family | None, __: date) -> RegisterReading:
    """Return what the answers come to."""
    reading = RegisterReading()
    for record in records_of(answers, LabourRecord)[:1]:
        employer = [record.employer] if record.employer else []
        reading.shown["labour.status"] = joined([CODES["status"][record.status.value], *employer])
    return reading
