"""Facts worked out from what registers answer and from what the citizen declares."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from iskan.core import registers
from iskan.core.catalogue import Service
from iskan.core.counted import YEAR, counted
from iskan.core.dated import FigureBook
from iskan.core.days import age_on, day_text, years_after
from iskan.core.declared import value_declared
from iskan.core.display import joined, same
from iskan.core.eligibility import FactValue, Inquiry
from iskan.core.money import Money
from iskan.core.registers import Relation
from iskan.core.text import Text
from iskan.policy import choices, facts
from iskan.policy.criteria.families import likely_category
from iskan.policy.parameters.ages import AGE_OF_MAJORITY
from iskan.policy.parameters.evidence import CUSTODY_DOCUMENT_YEARS

SOURCES = {
    "civil_registry": Text(ar="السجل السكاني", en="Population register"),
    "social_insurance": Text(ar="سجل التأمين الاجتماعي", en="Social insurance register"),
    "land_registry": Text(ar="السجل العقاري", en="Land register"),
    "immigration": Text(ar="سجل الجنسية والجوازات والإقامة", en="Nationality, passports and residence register"),
    "justice": Text(ar="سجلات وزارة العدل", en="Ministry of Justice records"),
    "health": Text(ar="سجل وزارة الصحة", en="Ministry of Health register"),
    "labour": Text(ar="سجل وزارة العمل", en="Ministry of Labour register"),
    "credit_bureau": Text(ar="مركز البحرين للمعلومات الائتمانية", en="Bahrain Credit Reference Bureau"),
}
DECLARED = Text(ar="إفادة مقدم الطلب", en="Stated by the applicant")
_RELATIONS = dict(choices.RELATIONS)
_DISABILITIES = dict(choices.DISABILITIES)
_WORK = {
    "employed": Text(ar="يعمل", en="Employed"),
    "jobseeker": Text(ar="باحث عن عمل", en="Seeking work"),
    "inactive": Text(ar="خارج سوق العمل", en="Not in the labour market"),
}

Shown = Text | tuple[Text, ...] | bool | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Who applies and with whom, in whose light the answers of the other registers are read."""

    applicant: registers.PersonRecord
    household: registers.HouseholdRecord

    def member(self, cpr: str) -> registers.HouseholdMemberRecord | None:
        return next((member for member in self.household.members if member.person.cpr == cpr), None)

    def name_of(self, cpr: str) -> Text:
        """Return a member's name; of a person not in the family, the number alone is known."""
        people = (self.applicant, *(member.person for member in self.household.members))
        return next((_name(person) for person in people if person.cpr == cpr), same(cpr))


@dataclass(frozen=True, slots=True)
class Answered:
    """What a register said about one person; a register that knows of nothing, such as property, answers none."""

    cpr: str
    record: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Facts for the criteria, and what forms show or their conditions ask besides."""

    facts: Mapping[str, FactValue]
    shown: Mapping[str, Shown]


@dataclass(slots=True)
class _Found:
    facts: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)


def facts_from_register(
    register: str, answers: Sequence[Answered], family: Family | None, *, on: date, at: datetime
) -> Derived:
    """Work out the facts one register's answers come to, with their source and the time of the answer.

    Without a family, as while the population register is silent, the answers are about the applicant alone.
    """
    found = _DERIVATIONS[register](answers, family, on)
    values = {code: FactValue(value=value, source=SOURCES[register], at=at) for code, value in found.facts.items()}
    if register == "civil_registry":
        likely = likely_category(Inquiry(values, FigureBook(), on))
        found.shown.update({"category.likely": likely} if likely else {})
    return Derived(facts=values, shown=found.shown)


def facts_from_answers(service: Service, answers: Mapping[str, Any], *, at: datetime) -> dict[str, FactValue]:
    """Work out the facts the citizen's own answers declare; a wife left by her husband counts as abandoned."""
    asked = {question.code for question in service.questions()}
    declared = {
        fact.code: FactValue(value=value_declared(fact, answers[fact.answer]), source=DECLARED, at=at)
        for fact in facts.ALL
        if fact.answer in asked and answers.get(fact.answer or "") is not None
    }
    if answers.get("abandoned"):
        declared[facts.MARITAL_STATUS.code] = FactValue(value="abandoned", source=DECLARED, at=at)
    return declared


def together(from_registers: Mapping[str, FactValue], from_answers: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Return all facts; a register's word goes before a declaration, save that no register knows of abandonment."""
    combined = {**from_answers, **from_registers}
    declared = from_answers.get(facts.MARITAL_STATUS.code)
    registered = from_registers.get(facts.MARITAL_STATUS.code)
    if declared and registered and declared.value == "abandoned" and registered.value == "married":
        combined[facts.MARITAL_STATUS.code] = declared
    return combined


def _records(answers: Iterable[Answered], kind: type[Any]) -> list[Any]:
    return [answered.record for answered in answers if isinstance(answered.record, kind)]


def _name(person: registers.PersonRecord) -> Text:
    return Text(ar=person.name_ar, en=person.name_en)


def _minors(people: Iterable[registers.PersonRecord], on: date) -> list[registers.PersonRecord]:
    majority = FigureBook().value(AGE_OF_MAJORITY, on)
    return [person for person in people if age_on(person.birth_date, on) < majority]


def _from_population(answers: Sequence[Answered], _: Family | None, on: date) -> _Found:
    found = _Found()
    for person in _records(answers, registers.PersonRecord)[:1]:
        found.facts |= {
            "birth_date": person.birth_date,
            "sex": person.sex.value,
            "bahraini": person.is_bahraini,
            "marital_status": person.marital_status.value,
        }
        found.shown |= {"person.name": _name(person), "person.cpr": same(person.cpr)}
        if person.address is not None:
            found.shown |= _address(person.address)
    for household in _records(answers, registers.HouseholdRecord)[:1]:
        _from_household(found, household, on)
    return found


def _from_household(found: _Found, household: registers.HouseholdRecord, on: date) -> None:
    living = [member for member in household.members if member.person.is_alive]
    of = {relation: [m.person for m in living if m.relation is relation] for relation in Relation}
    children, spouses = of[Relation.CHILD], of[Relation.SPOUSE]
    found.facts |= {
        "bahraini_minor_children": sum(child.is_bahraini for child in _minors(children, on)),
        "minor_siblings": len(_minors(of[Relation.SIBLING], on)),
        "lives_with_bahraini_parent": any(
            m.lives_with and m.person.is_bahraini for m in living if m.relation is Relation.PARENT
        ),
    }
    found.facts |= {"spouse_bahraini": all(spouse.is_bahraini for spouse in spouses)} if spouses else {}
    # Grown children elsewhere are not in the register's answer, so their absence proves nothing.
    found.facts |= {"has_children": True} if children else {}
    found.shown |= {"household.known": True, "household.members": tuple(_member_line(m, on) for m in living)}


def _member_line(member: registers.HouseholdMemberRecord, on: date) -> Text:
    age = counted(age_on(member.person.birth_date, on), YEAR)
    return joined([_name(member.person), _RELATIONS[member.relation.value], age])


def _address(address: registers.AddressRecord) -> dict[str, Shown]:
    flat = [Text(ar=f"شقة {address.flat}", en=f"Flat {address.flat}")] if address.flat else []
    rest = Text(
        ar=f"مبنى {address.building}، طريق {address.road}، مجمع {address.block}",
        en=f"Building {address.building}, Road {address.road}, Block {address.block}",
    )
    return {
        "address.known": True,
        "address.home": joined([*flat, rest, address.area]),
        "address.governorate": address.governorate,
    }


def _from_social_insurance(answers: Sequence[Answered], _: Family | None, __: date) -> _Found:
    found = _Found()
    for wage in _records(answers, registers.WageRecord)[:1]:
        fixed = [allowance for allowance in wage.allowances if allowance.fixed]
        others = [allowance.amount for allowance in wage.allowances if not allowance.fixed]
        found.facts |= {
            "employment": wage.employment.value,
            "basic_salary": wage.basic,
            "fixed_allowances": [{"name": allowance.name.ar, "amount": allowance.amount} for allowance in fixed],
            "other_allowances": sum(others, Money(0)),
        }
        found.shown |= {"income.known": True, "income.holder": same(wage.holder_name)}
        found.shown |= {"income.employer": wage.employer} if wage.employer else {}
    return found


def _from_land_registry(answers: Sequence[Answered], family: Family | None, on: date) -> _Found:
    owned = [_property(answered, family, on) for answered in answers]
    return _Found(facts={"properties": owned}, shown={"properties.known": True})


def _property(answered: Answered, family: Family | None, on: date) -> dict[str, Any]:
    record: registers.PropertyRecord = answered.record
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
        return "wife" if family.applicant.sex is registers.Sex.MALE else "husband"
    is_child = member is not None and member.relation is Relation.CHILD
    return "minor_child" if member and is_child and _minors([member.person], on) else "other_member"


def _from_immigration(answers: Sequence[Answered], _: Family | None, __: date) -> _Found:
    residences = _records(answers, registers.ResidenceRecord)
    if not residences:
        return _Found()
    resident = all(residence.permanently_resident for residence in residences)
    return _Found(facts={"permanently_resident": resident}, shown={"residence.known": True})


def _from_justice(answers: Sequence[Answered], _: Family | None, on: date) -> _Found:
    found = _Found()
    for status in _records(answers, registers.PersonalStatusRecord)[:1]:
        lost = {death.cpr for death in status.deaths if death.relation is Relation.PARENT}
        held = [custody for custody in status.custodies if custody.custodian_cpr == status.cpr]
        years = FigureBook().value(CUSTODY_DOCUMENT_YEARS, on)
        confirmed = any(years_after(custody.confirmed_on, years) >= on for custody in held)
        found.facts |= {"orphan": len(lost) > 1, "custody": bool(held)}
        found.shown |= {
            "custody.confirmed": confirmed,
            "justice.marriages": tuple(map(_marriage_line, status.marriages)),
        }
    return found


def _marriage_line(marriage: registers.MarriageRecord) -> Text:
    begun = day_text(marriage.married_on)
    if marriage.ended_on is None:
        return Text(ar=f"زواج قائم منذ {begun.ar}", en=f"Married since {begun.en}")
    ended = day_text(marriage.ended_on)
    return Text(ar=f"زواج من {begun.ar} إلى {ended.ar}", en=f"Marriage from {begun.en} to {ended.en}")


def _from_health(answers: Sequence[Answered], family: Family | None, _: date) -> _Found:
    lines = tuple(
        joined([family.name_of(record.cpr) if family else same(record.cpr), _DISABILITIES[record.type.value]])
        for record in _records(answers, registers.DisabilityRecord)
        if record.has_disability and record.type is not None
    )
    return _Found(shown={"disability.known": True, "disability.registered": lines})


def _from_labour(answers: Sequence[Answered], _: Family | None, __: date) -> _Found:
    found = _Found()
    for record in _records(answers, registers.LabourRecord)[:1]:
        employer = [record.employer] if record.employer else []
        found.shown["labour.status"] = joined([_WORK[record.status.value], *employer])
    return found


def _from_credit_bureau(answers: Sequence[Answered], _: Family | None, __: date) -> _Found:
    reports = _records(answers, registers.CreditRecord)
    return _Found(facts={"home_finance": any(report.has_home_finance for report in reports)}) if reports else _Found()


_DERIVATIONS: dict[str, Callable[[Sequence[Answered], Family | None, date], _Found]] = {
    "civil_registry": _from_population,
    "social_insurance": _from_social_insurance,
    "land_registry": _from_land_registry,
    "immigration": _from_immigration,
    "justice": _from_justice,
    "health": _from_health,
    "labour": _from_labour,
    "credit_bureau": _from_credit_bureau,
}
