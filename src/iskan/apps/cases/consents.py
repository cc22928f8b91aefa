"""Whose consent a case needs, what became of asking for it, and what is said where it is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from iskan.apps.accounts.models import User
from iskan.apps.cases.enums import ConsentAnswer
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.needs import answers_for
from iskan.apps.cases.queries.wizard import context_of, version_of
from iskan.apps.cases.registers import POPULATION, PopulationAwaited, subjects_of
from iskan.apps.catalogue.proof import proves
from iskan.apps.households.enums import MemberRelation
from iskan.apps.households.models import Person
from iskan.core.catalogue import Service, Subjects
from iskan.core.conditions import holds
from iskan.core.consents import Consent, ConsentParty, ConsentPoint
from iskan.core.dated import Dated
from iskan.core.lifecycle import Need
from iskan.core.text import Text, listed

_FAMILY_UNKNOWN = Text(
    ar="لم ترد بعد من السجل السكاني أسماء أفراد الأسرة المطلوبة موافقتهم",
    en="The population register has not yet named the family members who must be asked",
)
_WAITED_FOR = Text(ar="ننتظر موافقة: {names}", en="Consent is still waited for from: {names}")
_NOT_GIVEN = Text(ar="لم يوافق: {names}", en="Consent was not given by: {names}")
_WITH_REASON = Text(ar="{name} ({reason})", en="{name} ({reason})")
_OWN_NUMBER = Text(
    ar="هذا رقمك الشخصي. أدخل رقم الشخص الآخر المطلوبة موافقته.",
    en="This is your own number. Write that of the other person whose consent is needed.",
)
_NO_ANSWER = Text(ar="انقضت المهلة دون رد", en="no answer by the last day")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededConsent:
    """One person's consent or declaration that a case needs before it goes on."""

    code: str
    cpr: str
    before: ConsentPoint
    within: Dated[int] | None = None


@dataclass(frozen=True, slots=True)
class ConsentState:
    """How far a wanted consent has come: not asked yet, asked, answered."""

    wanted: NeededConsent
    request: ConsentRequest | None

    @property
    def answer(self) -> str:
        return self.request.answer if self.request else ""

    @property
    def is_given(self) -> bool:
        return self.answer == ConsentAnswer.GIVEN


def asks_others(service: Service) -> bool:
    """Say whether a service may ask anybody besides the applicant."""
    return bool(service.consents) or any(declaration.each_adult for declaration in service.declarations)


def terms_of(service: Service, code: str) -> Text:
    """Return the words one agrees to, or raise `KeyError`."""
    for consent in service.consents:
        if consent.code == code:
            return consent.terms
    return {declaration.code: declaration.text for declaration in service.declarations}[code]


def is_declaration(service: Service, code: str) -> bool:
    """Say whether what is asked for is a declaration about oneself, rather than a consent to another's application."""
    return any(declaration.code == code for declaration in service.declarations)


def own_number_faults(service: Service, answers: Mapping[str, Any], own_cpr: str | None) -> dict[str, Text]:
    """Return the questions whose answer names somebody to be asked, where it is the applicant's own number."""
    named = {consent.question for consent in service.consents if consent.of is ConsentParty.NAMED}
    return {code: _OWN_NUMBER for code in named if code and own_cpr and answers.get(code) == own_cpr}


def consents_wanted(case: Case, service: Service, on: date) -> tuple[NeededConsent, ...]:
    """Return every consent a case needs of others, and of its applicant what a delegate could not declare for them.

    Raises:
        PopulationAwaited: who the family is, is not yet known.
    """
    return (*_consents(case, service, on), *_declarations(case, service, on)) if asks_others(service) else ()


def _consents(case: Case, service: Service, on: date) -> Iterator[NeededConsent]:
    context = context_of(case) if service.consents else {}
    for consent in service.consents:
        if holds(consent.when, context):
            for cpr in _party(case, consent, on):
                yield NeededConsent(code=consent.code, cpr=cpr, before=consent.before, within=consent.within)


def _party(case: Case, consent: Consent, on: date) -> tuple[str, ...]:
    if consent.of is ConsentParty.NAMED:
        named = case.application.answers.get(consent.question or "")
        return (named,) if named and named != case.applicant.cpr else ()
    adults = subjects_of(case, Subjects.ADULTS, on)[1:]
    if consent.of is ConsentParty.ADULTS or case.household is None:
        return adults
    spouses = case.household.members.filter(relation=MemberRelation.SPOUSE).exclude(person__cpr=case.applicant.cpr)
    return tuple(spouses.order_by("pk").values_list("person__cpr", flat=True))


def _declarations(case: Case, service: Service, on: date) -> Iterator[NeededConsent]:
    asked = [declaration.code for declaration in service.declarations if declaration.each_adult]
    made = set(case.declarations.filter(code__in=asked).values_list("code", "cpr")) if asked else set()
    for code in asked:
        for cpr in subjects_of(case, Subjects.ADULTS, on):
            if (code, cpr) not in made:
                yield NeededConsent(code=code, cpr=cpr, before=ConsentPoint.RECOMMEND)


def consent_states(case: Case, service: Service, on: date) -> tuple[ConsentState, ...]:
    """Return how far each wanted consent has come for what the application says now, and those asked after the grant.

    Raises as `consents_wanted`.
    """
    wanted = consents_wanted(case, service, on)
    if not wanted:
        return ()
    standing = case.consent_requests.filter(version=version_of(case))
    requests = {(request.code, request.cpr): request for request in standing}
    named = {(one.code, one.cpr) for one in wanted}
    later = (
        ConsentState(NeededConsent(code=code, cpr=cpr, before=ConsentPoint.RECOMMEND), request)
        for (code, cpr), request in requests.items()
        if request.after_grant and (code, cpr) not in named
    )
    return (*(ConsentState(one, requests.get((one.code, one.cpr))) for one in wanted), *later)


def lacking_before_submit(case: Case, service: Service, on: date) -> Text | None:
    """Return in words which consents an application still lacks before it may be filed."""
    if not any(consent.before is ConsentPoint.SUBMIT for consent in service.consents):
        return None
    return _lacking(case, service, on, frozenset({ConsentPoint.SUBMIT}))


@answers_for(Need.CONSENTED)
def consents_lacking(case: Case, service: Service) -> Text | None:
    """Return in words which consents a move still lacks: before filing those of that point, afterwards all."""
    on = timezone.localdate(case.filed_at)
    if case.stage == service.lifecycle.initial.code:
        return lacking_before_submit(case, service, on)
    return _lacking(case, service, on, frozenset(ConsentPoint))


def _lacking(case: Case, service: Service, on: date, points: frozenset[ConsentPoint]) -> Text | None:
    try:
        states = consent_states(case, service, on)
    except PopulationAwaited:
        return _FAMILY_UNKNOWN
    lacking = [state for state in states if state.wanted.before in points and not state.is_given]
    if not lacking:
        return None
    names = names_of_people(frozenset(state.wanted.cpr for state in lacking))
    denied = [state for state in lacking if state.answer]
    if denied:
        return _NOT_GIVEN.format(names=listed([_named(state, names[state.wanted.cpr]) for state in denied]))
    return _WAITED_FOR.format(names=listed(list(dict.fromkeys(names[state.wanted.cpr] for state in lacking))))


def _named(state: ConsentState, name: Text) -> Text:
    if state.answer == ConsentAnswer.LAPSED:
        return _WITH_REASON.format(name=name, reason=_NO_ANSWER)
    if state.request and state.request.reason:
        return _WITH_REASON.format(name=name, reason=state.request.reason)
    return name


def names_of_people(cprs: frozenset[str]) -> dict[str, Text]:
    """Return what the holder of each personal number is called by the registers or their sign-in, else the number."""
    names = {cpr: Text(ar=cpr, en=cpr) for cpr in cprs}
    for known in (User, Person):
        rows = known.objects.filter(cpr__in=cprs).values_list("cpr", "name_ar", "name_en") if cprs else ()
        names |= {cpr: Text(ar=ar or en, en=en or ar) for cpr, ar, en in rows if cpr and (ar or en)}
    return names


@proves
def _consent_faults(service: Service) -> Iterator[str]:
    """Yield consents that nobody would be asked for, or that no move would wait for."""
    families = [c.code for c in service.consents if c.of is not ConsentParty.NAMED]
    families += [d.code for d in service.declarations if d.each_adult]
    tells_family = {check.subjects for check in service.register_checks if check.register == POPULATION}
    if families and not tells_family - {Subjects.PERSON}:
        yield f"{families} are asked of a family, and the population register is not asked who it is"
    moves = [move for move in service.lifecycle.transitions if Need.CONSENTED in move.needs]
    filing = {move.code for move in moves if service.lifecycle.initial.code in move.sources}
    points = {consent.before for consent in service.consents}
    if ConsentPoint.SUBMIT in points and not filing:
        yield "it asks for consent before filing, and the filing does not wait for it"
    later = ConsentPoint.RECOMMEND in points or any(d.each_adult for d in service.declarations)
    if later and not {move.code for move in moves} - filing:
        yield "it asks for consent before a recommendation, and no move waits for it"
