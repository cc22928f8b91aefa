"""Facts from the personal status register: marriages, custody, and who lost both parents."""

from collections.abc import Sequence
from datetime import date

from iskan.core.dated import FigureBook
from iskan.core.days import day_text, years_after
from iskan.core.people import Family, Relation
from iskan.core.text import Text
from iskan.integrations.register import Answered, RegisterReading, records_of
from iskan.integrations.registers.justice.records import MarriageRecord, PersonalStatusRecord
from iskan.policy.parameters.evidence import CUSTODY_DOCUMENT_YEARS


def derive(answers: Sequence[Answered], _: Family | None, on: date) -> RegisterReading:
    """Return what the answers come to."""
    reading = RegisterReading()
    for status in records_of(answers, PersonalStatusRecord)[:1]:
        lost = {death.cpr for death in status.deaths if death.relation is Relation.PARENT}
        held = [custody for custody in status.custodies if custody.custodian_cpr == status.cpr]
        years = FigureBook().value(CUSTODY_DOCUMENT_YEARS, on)
        confirmed = any(years_after(custody.confirmed_on, years) >= on for custody in held)
        reading.facts |= {"orphan": len(lost) > 1, "custody": bool(held)}
        reading.shown |= {
            "custody.confirmed": confirmed,
            "justice.marriages": tuple(map(_marriage_line, status.marriages)),
        }
    return reading


def _marriage_line(marriage: MarriageRecord) -> Text:
    begun = day_text(marriage.married_on)
    if marriage.ended_on is None:
        return Text(ar=f"زواج قائم منذ {begun.ar}", en=f"Married since {begun.en}")
    ended = day_text(marriage.ended_on)
    return Text(ar=f"زواج من {begun.ar} إلى {ended.ar}", en=f"Marriage from {begun.en} to {ended.en}")
