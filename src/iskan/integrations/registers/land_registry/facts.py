"""Facts from the land register: each property, by whom of the family it is owned."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from iskan.core.people import Family, Relation, Sex
from iskan.integrations.register import Answered, RegisterReading, minors_of
from iskan.integrations.registers.land_registry.records import PropertyRecord


def derive(answers: Sequence[Answered], family: Family | None, on: date) -> RegisterReading:
    """Return what the answers come to."""
    owned = [_property(answered, family, on) for answered in answers]
    return RegisterReading(facts={"properties": owned}, shown={"properties.known": True})


def _property(answered: Answered, family: Family | None, on: date) -> dict[str, Any]:
    record: PropertyRecord = answered.record
    share = Decimal(100 * record.share_numerator) / record.share_denominator
    kept = {
        "owner": _owner(answered.cpr, family, on),
        "acquired_by": record.acquired_by.value,
        "tenure": "separate" if record.separate else "common",
        "area_m2": record.area_m2,
        "share_percent": share.quantize(Decimal("0.01")),
        "acquired_on": record.acquired_on,
        "disposed_on": record.disposed_on,
        "uninhabitable": record.uninhabitable,
    }
    return {part: value for part, value in kept.items() if value is not None}


def _owner(cpr: str, family: Family | None, on: date) -> str:
    if family is None or cpr == family.applicant.cpr:
        return "applicant"
    member = family.member(cpr)
    if member is not None and member.relation is Relation.SPOUSE:
        return "wife" if family.applicant.sex is Sex.MALE else "husband"
    is_child = member is not None and member.relation is Relation.CHILD
    return "minor_child" if member and is_child and minors_of([member.person], on) else "other_member"
