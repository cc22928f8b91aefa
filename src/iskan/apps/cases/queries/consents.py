"""What is asked of somebody in other people's cases, and who is still waited for in one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from iskan.apps.cases import consents
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.queries.wizard import version_of
from iskan.apps.cases.registers import PopulationAwaited
from iskan.core.subjects import subject_text
from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing asked of a person: by whom, for which service, about what, in which words, until when."""

    reference: str
    code: str
    service: Text
    applicant: Text
    is_own: bool
    about: Text | None
    terms: Text
    is_declaration: bool
    version: int
    due_on: date | None


@dataclass(frozen=True, slots=True)
class WaitedFor:
    """A person of whom something was asked, and what they have answered so far: nothing, yes or no."""

    name: Text
    answer: str
    due_on: date | None


def asked_of(cpr: str | None, today: date) -> tuple[Asked, ...]:
    """Return what a person is asked and may still answer, the oldest first."""
    return tuple(map(_asked, _answerable(cpr, today))) if cpr else ()


def is_answerable(request: ConsentRequest, today: date) -> bool:
    """Say whether an answer would still count: none was given, nothing has changed, there is time left."""
    return (
        not request.answer
        and (request.after_grant or request.case.closed_at is None)
        and request.version == version_of(request.case)
        and (request.due_on is None or request.due_on >= today)
    )


def _answerable(cpr: str, today: date) -> Iterator[ConsentRequest]:
    open_yet = Q(case__closed_at__isnull=True) | Q(after_grant=True)
    unanswered = ConsentRequest.objects.filter(open_yet, cpr=cpr, answer="")
    found = unanswered.select_related("case__applicant", "case__application").order_by("asked_at", "pk")
    return (request for request in found if is_answerable(request, today))


def _asked(request: ConsentRequest) -> Asked:
    case, service = request.case, service_of(request.case)
    programme = service.programme(case.programme)
    return Asked(
        reference=case.reference,
        code=request.code,
        service=service.name,
        applicant=Text(ar=case.applicant.name_ar, en=case.applicant.name_en or case.applicant.name_ar),
        is_own=case.applicant.cpr == request.cpr,
        about=subject_text(service, case.application.answers) or (programme.name if programme else None),
        terms=consents.terms_of(service, request.code),
        is_declaration=consents.is_declaration(service, request.code),
        version=request.version,
        due_on=request.due_on,
    )


@dataclass(frozen=True, slots=True)
class AtCounter:
    """An answer that somebody may give at the counter: who, and to which words."""

    id: int
    name: Text
    terms: Text


def answers_to_take(case: Case, today: date) -> tuple[AtCounter, ...]:
    """Return whose answers a filed case waits for and an official may take; its viewer has been let in."""
    unanswered = case.consent_requests.filter(answer="").select_related("case").order_by("asked_at", "pk")
    waiting = [request for request in unanswered if is_answerable(request, today)]
    names = consents.names_of_people(frozenset(request.cpr for request in waiting))
    service = service_of(case)
    return tuple(AtCounter(one.pk, names[one.cpr], consents.terms_of(service, one.code)) for one in waiting)


def asked_in(case: Case) -> tuple[WaitedFor, ...]:
    """Return who was asked for what the application says now, and what they answered; its viewer has been let in."""
    requests = tuple(case.consent_requests.filter(version=version_of(case)).order_by("asked_at", "pk"))
    names = consents.names_of_people(frozenset(request.cpr for request in requests))
    return tuple(WaitedFor(names[request.cpr], request.answer, request.due_on) for request in requests)


def awaited_in(case_id: int) -> tuple[Text, ...]:
    """Return the names of those whose answer a filed case waits for; its viewer has been let in."""
    waiting = ConsentRequest.objects.filter(case_id=case_id, answer="").order_by("asked_at", "pk")
    return names_awaited(tuple(dict.fromkeys(waiting.values_list("cpr", flat=True))))


def names_awaited(cprs: tuple[str, ...]) -> tuple[Text, ...]:
    """Return the names of people a case waits for, in their order; of nobody, nothing is read."""
    names = consents.names_of_people(frozenset(cprs)) if cprs else {}
    return tuple(names[cpr] for cpr in cprs)


def states_of(case: Case, on: date) -> tuple[consents.ConsentState, ...] | None:
    """Return how far each consent a case needs has come; nothing where the family to be asked is not known yet."""
    try:
        return consents.consent_states(case, service_of(case), on)
    except PopulationAwaited:
        return None
