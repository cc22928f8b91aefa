"""What two answers of a register about one household tell has happened between them.

Answers are compared as the facts they came to, in JSON: so they were kept at filing. ``about`` are those of whom a
register tells something now, in the order it does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from iskan.core.household_life import KnownPerson, LifeEvent, LifeEventKind

Facts = Mapping[str, Any]
About = Sequence[KnownPerson]
_ACQUIRED: Final = {
    "purchase": LifeEventKind.PROPERTY_BOUGHT,
    "inheritance": LifeEventKind.PROPERTY_INHERITED,
}
_HOLDING: Final = ("acquired_by", "acquired_on", "tenure", "area_m2", "share_percent")
_WORK: Final = ("employment", "income.employer")
_INCOME: Final = ("basic_salary", "fixed_allowances", "other_allowances")


def property_events(before: Facts, now: Facts, about: About, _applicant: KnownPerson) -> Iterable[LifeEvent]:
    """Tell what was bought, inherited, otherwise acquired, or sold; ``about`` names the owner of each property now."""
    known = {_same(holding): holding for holding in before.get("properties", ())}
    for person, holding in zip(about, now.get("properties", ()), strict=True):
        was = known.get(_same(holding))
        if was is None:
            kind = _ACQUIRED.get(holding["acquired_by"], LifeEventKind.PROPERTY_ACQUIRED)
            yield LifeEvent(kind=kind, person=person, on=_day(holding.get("acquired_on")))
        if holding.get("disposed_on") and not (was or {}).get("disposed_on"):
            yield LifeEvent(kind=LifeEventKind.PROPERTY_SOLD, person=person, on=_day(holding["disposed_on"]))


def livelihood_events(before: Facts, now: Facts, _about: About, applicant: KnownPerson) -> Iterable[LifeEvent]:
    """Tell whether the applicant works otherwise, and whether they earn otherwise."""
    if _differ(_WORK, before, now):
        yield LifeEvent(kind=LifeEventKind.WORK_CHANGED, person=applicant)
    if _differ(_INCOME, before, now):
        yield LifeEvent(kind=LifeEventKind.INCOME_CHANGED, person=applicant)


def finance_events(before: Facts, now: Facts, about: About, applicant: KnownPerson) -> Iterable[LifeEvent]:
    """Tell of the first finance of a home in the family, of whoever has one now."""
    if now.get("home_finance") and before.get("home_finance") is False:
        yield LifeEvent(kind=LifeEventKind.HOME_FINANCE, person=next(iter(about), applicant))


def disability_events(before: Facts, now: Facts, about: About, _applicant: KnownPerson) -> Iterable[LifeEvent]:
    """Tell of each disability that was not registered; ``about`` names whose each line is now."""
    known = before.get("disability.registered", ())
    for person, line in zip(about, now.get("disability.registered", ()), strict=True):
        if line not in known:
            yield LifeEvent(kind=LifeEventKind.DISABILITY, person=person)


def residence_events(before: Facts, now: Facts, about: About, applicant: KnownPerson) -> Iterable[LifeEvent]:
    """Tell whether somebody of the family no longer lives here, or all of them do again."""
    was, lives = before.get("permanently_resident"), now.get("permanently_resident")
    if was is True and lives is False:
        yield LifeEvent(kind=LifeEventKind.MOVED_ABROAD, person=next(iter(about), applicant))
    if was is False and lives is True:
        yield LifeEvent(kind=LifeEventKind.LIVES_HERE_AGAIN, person=applicant)


def custody_events(before: Facts, now: Facts, _about: About, applicant: KnownPerson) -> Iterable[LifeEvent]:
    """Tell whether the applicant was given custody, or has it no more."""
    was, has = before.get("custody"), now.get("custody")
    if was is True and has is False:
        yield LifeEvent(kind=LifeEventKind.CUSTODY_LOST, person=applicant)
    if was is False and has is True:
        yield LifeEvent(kind=LifeEventKind.CUSTODY_GIVEN, person=applicant)


Telling = Callable[[Facts, Facts, About, KnownPerson], Iterable[LifeEvent]]


def _same(holding: Facts) -> tuple[Any, ...]:
    """Return what makes a property the same in two answers, whoever of the family holds it by then."""
    return tuple(holding.get(part) for part in _HOLDING)


def _differ(codes: Iterable[str], before: Facts, now: Facts) -> bool:
    return any(code in before and code in now and before[code] != now[code] for code in codes)


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
