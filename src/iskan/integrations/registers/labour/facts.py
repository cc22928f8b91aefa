"""Facts from the labour register: the person's standing on the labour market."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from iskan.core.display import joined
from iskan.core.people import Family
from iskan.core.text import Text
from iskan.integrations.register import Answered, RegisterReading, records_of
from iskan.integrations.registers.labour.records import LabourRecord, WorkStatus

_WORK: Final = {
    WorkStatus.EMPLOYED: Text(ar="يعمل", en="Employed"),
    WorkStatus.JOBSEEKER: Text(ar="باحث عن عمل", en="Seeking work"),
    WorkStatus.INACTIVE: Text(ar="خارج سوق العمل", en="Not in the labour market"),
}


def derive(answers: Sequence[Answered], _: Family | None, __: date) -> RegisterReading:
    """Return what the answers come to."""
    reading = RegisterReading()
    for record in records_of(answers, LabourRecord)[:1]:
        employer = [record.employer] if record.employer else []
        reading.shown["labour.status"] = joined([_WORK[record.status], *employer])
    return reading
