"""Facts from the disability register: who of the family has which registered disability."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from iskan.core.display import joined, same
from iskan.core.people import Family
from iskan.integrations.register import Answered, RegisterReading, records_of
from iskan.integrations.registers.health.records import DisabilityRecord
from iskan.policy import choices

_DISABILITIES: Final = dict(choices.DISABILITIES)


def derive(answers: Sequence[Answered], family: Family | None, _: date) -> RegisterReading:
    """Return what the answers come to."""
    lines = tuple(
        joined([family.name_of(record.cpr) if family else same(record.cpr), _DISABILITIES[record.type.value]])
        for record in records_of(answers, DisabilityRecord)
        if record.has_disability and record.type is not None
    )
    return RegisterReading(shown={"disability.known": True, "disability.registered": lines})
