"""What a register said for a case, written out: of whom, each field by its name, and what could not be read."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.registers import known_family
from iskan.core.display import NO, NONE, YES
from iskan.core.money import Money
from iskan.core.people import Family, PersonRecord
from iskan.core.records import Unread
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope
from iskan.integrations.discovery import registers
from iskan.integrations.kept import KeptAnswer, kept_answers
from iskan.integrations.register import Register
from iskan.surfaces.backoffice.presenters.trail import actor_name
from iskan.surfaces.ui import formatting
from iskan.surfaces.ui.formatting import ltr, person, t


@dataclass(frozen=True, slots=True)
class SaidField:
    """A field of a record: one value, or the records it holds."""

    label: str
    value: Any = ""
    records: tuple["SaidRecord", ...] = ()


@dataclass(frozen=True, slots=True)
class SaidRecord:
    title: str
    fields: tuple[SaidField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfPerson:
    """What was said of one person."""

    name: str
    cpr: str
    records: tuple[SaidRecord, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidAtOnce:
    """One time the register was asked, and what it said of each."""

    at: datetime
    people: tuple[SaidOfPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAnswersView:
    reference: str
    applicant: str
    name: str
    keeper: str
    tells: str
    purpose: str
    ground: str
    times: tuple[SaidAtOnce, ...]


def register_answers_view(dossier: Dossier, code: str) -> RegisterAnswersView:
    """Return all a register said for a case, the newest first, or raise `OutOfScope` where it was never asked."""
    register, check = registers().get(code), dossier.service.register_check(code)
    if register is None or check is None or not dossier.is_internal:
        raise OutOfScope(code)
    family = known_family(dossier.case)
    by_time = groupby(dossier.answers_of(code), key=lambda row: row.at)
    return RegisterAnswersView(
        reference=dossier.case.reference,
        applicant=actor_name(dossier.case.applicant),
        name=t(register.name),
        keeper=t(register.keeper),
        tells=t(register.tells),
        purpose=t(check.purpose),
        ground=t(dossier.service.ground_of(check)),
        times=tuple(SaidAtOnce(at, tuple(_person(register, row, family) for row in rows)) for at, rows in by_time),
    )


def _person(register: Register, row: Any, family: Family | None) -> SaidOfPerson:
    said = kept_answers(register, row.cpr, row.answers)
    return SaidOfPerson(
        name=t(_name_of(family, row.cpr)),
        cpr=row.cpr,
        records=tuple(view for answer in said for view in _records(register, answer, family, row.cpr)),
        unread=tuple(dict.fromkeys(_gap(register, gap) for answer in said for gap in answer.unread)),
    )


def _name_of(family: Family | None, cpr: str) -> Text:
    return family.name_of(cpr) if family else Text(cpr, cpr)


def _gap(register: Register, gap: Unread) -> str:
    field = register.fields.get(gap.field)
    return t(field) if field else _("the whole record")


def _records(register: Register, answer: KeptAnswer, family: Family | None, cpr: str) -> Iterable[SaidRecord]:
    return (_record(register, record, family, under=cpr) for record in answer.records)


def _record(register: Register, record: Any, family: Family | None, under: str = "") -> SaidRecord:
    """Write a record field by field; the person within it is written as part of it, and gives it their name.

    What it stands ``under`` names its person already, by name and number.
    """
    holds = [field.name for field in fields(record) if not _is_left_out(field, getattr(record, field.name))]
    inner = [getattr(record, code) for code in holds if isinstance(getattr(record, code), PersonRecord)]
    own = [
        code for code in holds if getattr(record, code) not in inner and (code, getattr(record, code)) != ("cpr", under)
    ]
    named = next((one for one in (record, *inner) if isinstance(one, PersonRecord) and one.cpr != under), None)
    return SaidRecord(
        person(t(named.name)) if named else "",
        (
            *(_field(register, code, getattr(record, code), family) for code in own),
            *(field for one in inner for field in _record(register, one, family).fields),
        ),
    )


def _is_left_out(field: "Field[Any]", value: object) -> bool:
    """Say whether a register may leave a field out, and did."""
    return field.default is not MISSING and value == field.default


def _field(register: Register, code: str, value: Any, family: Family | None) -> SaidField:
    label = t(register.fields[code])
    if is_dataclass(value) and not isinstance(value, Text | Money):
        return SaidField(label, records=(_record(register, value, family),))
    if isinstance(value, tuple) and any(map(is_dataclass, value)):
        return SaidField(label, records=tuple(_record(register, one, family) for one in value))
    return SaidField(label, _value(code, value, register.codes.get(code, {}), family))


def _value(code: str, value: Any, codes: Mapping[str, Text], family: Family | None) -> Any:
    """Write one value; an empty one is none."""
    if value == ():
        return t(NONE)
    if isinstance(value, tuple):
        return escape(_(", ")).join(_value(code, one, codes, family) for one in value)
    if isinstance(value, str):
        return _words(code, value, codes, family)
    writers = {bool: lambda one: t(YES if one else NO), Text: t, Money: formatting.money, date: formatting.date}
    writers |= {int: formatting.number, Decimal: formatting.number}
    return "" if value is None else writers[type(value)](value)


def _words(code: str, value: str, codes: Mapping[str, Text], family: Family | None) -> Any:
    """Write a code in words, a number with whom it is of, and other words as they came."""
    if value in codes:
        return t(codes[value])
    if code == "cpr":
        return ltr(value)
    if code.endswith(("cpr", "cprs")):
        known = _name_of(family, value)
        return ltr(value) if t(known) == value else Markup(" · ").join([person(t(known)), ltr(value)])
    return person(value) if "name" in code else ltr(value) if value else ""
