"""The earlier cases an application may be about, and those that came to be about a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from iskan.apps.cases.earlier import known_of_cases
from iskan.apps.cases.models import Case
from iskan.apps.cases.needs import answers_for
from iskan.apps.cases.queries.scoped import service_of, visible_cases
from iskan.apps.cases.rules import is_sealed_from
from iskan.apps.catalogue import queries as catalogue
from iskan.core.catalogue import Service
from iskan.core.dated import Dated, NotConfigured
from iskan.core.days import day_text, days_after
from iskan.core.display import fact_text
from iskan.core.earlier_cases import offering
from iskan.core.eligibility import FactValue
from iskan.core.forms import Option
from iskan.core.lifecycle import CaseOutcome, Need
from iskan.core.questions.earlier_case import NOT_FITTING
from iskan.core.text import Text, joined
from iskan.foundation.scope import Scope
from iskan.policy import registry

OWN_RECORDS = Text(ar="سجلات الوزارة", en="The ministry's own records")
TOO_LATE = Text(
    ar="انتهت مهلة التقديم بشأن هذه المعاملة في {day}", en="The time to apply about this case ended on {day}"
)
OPEN_ALREADY = Text(
    ar="لم يُبتّ بعد في طلبك {reference} بشأن هذه المعاملة",
    en="Your application {reference} about this case is not decided yet",
)
NO_LONGER_FITS = Text(
    ar="تغيّر وضع المعاملة السابقة، فلم تعد هذه الخدمة تُقدَّم بشأنها",
    en="The earlier case has changed since: this service is no longer for it",
)
_NONE = Option("", Text(ar="لا شيء مما ذُكر", en="None of these"))
_NAME = Text(ar="الطلب رقم {reference} ({service})", en="{service}, {reference}")
_ENDED = Text(ar="{stage}، {day}", en="{stage}, {day}")
_KNOWN = Text(ar="{label}: {value}", en="{label}: {value}")


@dataclass(frozen=True, slots=True)
class NamedCase:
    """A case as another's page names it."""

    reference: str
    service: Text


def fitting_cases(service: Service, applicant_id: int, codes: frozenset[str] | None = None) -> tuple[Case, ...]:
    """Return an applicant's own cases a service may be about, newest first; ``codes`` narrows their services."""
    about = service.about
    if about is None:
        return ()
    ended = Case.objects.filter(applicant_id=applicant_id, filed_at__isnull=False, closed_at__isnull=False)
    if codes is not None:
        ended = ended.filter(service_code__in=codes)
    newest_first = ended.order_by("-closed_at", "-pk")
    fitting = [case for case in newest_first if service.may_be_about(case.service_code, _outcome_of(case))]
    for fact in about.facts:
        known = known_of_cases(fact, [case.pk for case in fitting])
        fitting = [case for case in fitting if case.pk in known]
    return tuple(fitting)


def _outcome_of(case: Case) -> CaseOutcome | None:
    return service_of(case).lifecycle.stage(case.stage).outcome


def for_viewer(scope: Scope, service: Service, applicant_id: int) -> tuple[Case, ...]:
    """Return those of the fitting cases the viewer may choose from.

    A delegate is shown nothing of the services each citizen uses alone; who files for a citizen lets them choose,
    but of what is not sealed from them.
    """
    is_delegate = scope.filing is None and not scope.is_official and scope.user_id != applicant_id
    fitting = fitting_cases(service, applicant_id, catalogue.codes_by_delegate() if is_delegate else None)
    if scope.filing is None and not scope.is_official:
        return fitting
    return tuple(case for case in fitting if not is_sealed_from(scope.user_id, case))


def open_about(service: Service, cases: tuple[Case, ...]) -> Mapping[int, str]:
    """Return the references of the open cases of a service that are about earlier ones, by the ids of these."""
    standing = Case.objects.filter(service_code=service.code, about__in=cases, closed_at__isnull=True)
    return dict(standing.values_list("about_id", "reference"))


def with_earlier_cases(scope: Scope, case: Case, service: Service) -> Service:
    """Return a service with the cases laid in that its question about an earlier one offers for this application.

    Once filed, it offers the one it is about.
    """
    if service.about is None:
        return service
    if case.filed_at is not None:
        return offering(service, _options(service, (case.about,) if case.about else ()))
    return offering(service, _options(service, for_viewer(scope, service, case.applicant_id)))


def _options(service: Service, cases: tuple[Case, ...]) -> tuple[Option, ...]:
    known = _known(service, cases)
    options = [Option(case.reference, name_of(case), _help(case, known.get(case.pk, {}))) for case in cases]
    is_open = bool(options) and service.about is not None and service.about.is_optional
    return (*options, _NONE) if is_open else tuple(options)


def name_of(case: Case) -> Text:
    """Return what a case is called where another names it."""
    return _NAME.format(service=service_of(case).name, reference=case.reference)


def _help(case: Case, known: Mapping[str, Any]) -> Text:
    """Say how a case ended, or what else of it settles that it may be chosen."""
    if known:
        facts = ((registry.facts()[code], value) for code, value in known.items())
        return joined([_KNOWN.format(label=fact.label, value=fact_text(fact, value)) for fact, value in facts])
    stage = service_of(case).lifecycle.stage(case.stage)
    return _ENDED.format(stage=stage.name, day=day_text(_ended_on(case)))


def _known(service: Service, cases: tuple[Case, ...]) -> dict[int, dict[str, Any]]:
    """Return what a service must know of earlier cases, by their ids and the codes of the facts."""
    found: dict[int, dict[str, Any]] = {}
    for code in service.about.facts if service.about else ():
        for case_id, value in known_of_cases(code, [case.pk for case in cases]).items():
            found.setdefault(case_id, {})[code] = value
    return found


def facts_of_earlier(case: Case, service: Service) -> dict[str, FactValue]:
    """Return the facts a case has from the earlier one it is about."""
    if case.about is None:
        return {}
    known = _known(service, (case.about,)).get(case.about.pk, {})
    return {code: FactValue(value=value, source=OWN_RECORDS, at=case.filed_at) for code, value in known.items()}


def earlier_case(case: Case, service: Service) -> Case | None:
    """Return the case an application names as the one it is about, if it fits."""
    question = service.earlier_case
    if question is None:
        return None
    named = case.application.answers.get(question.code)
    return next((one for one in fitting_cases(service, case.applicant_id) if one.reference == named), None)


@answers_for(Need.ABOUT_STANDS)
def earlier_case_lacking(case: Case, service: Service) -> Text | None:
    """Say that the case one is about is no longer of those it may be about."""
    fitting = {one.pk for one in fitting_cases(service, case.applicant_id)}
    return None if case.about_id in fitting else NO_LONGER_FITS


def earlier_faults(case: Case, service: Service, answers: Mapping[str, Any], on: date) -> dict[str, Text]:
    """Return what is wrong with the earlier case that answers name, by the field; nothing where none is named."""
    question = service.earlier_case
    if question is None or answers.get(question.code) is None:
        return {}
    fitting = {one.reference: one for one in fitting_cases(service, case.applicant_id)}
    named = fitting.get(answers[question.code])
    fault = NOT_FITTING if named is None else _fault_of(named, service, on)
    return {question.code: fault} if fault else {}


def _fault_of(named: Case, service: Service, on: date) -> Text | None:
    within = service.about.within if service.about else None
    if (last := _last_day(named, within, on)) and on > last:
        return TOO_LATE.format(day=day_text(last))
    standing = open_about(service, (named,)).get(named.pk)
    return OPEN_ALREADY.format(reference=standing) if standing else None


def _last_day(case: Case, within: Dated[int] | None, on: date) -> date | None:
    """Return the last day for an application about a case; nothing where no time is set."""
    if within is None:
        return None
    try:
        days = catalogue.figures().value(within, on)
    except NotConfigured:
        return None
    return days_after(_ended_on(case), days)


def _ended_on(case: Case) -> date:
    return timezone.localdate(case.closed_at)


def has_refused_case(scope: Scope) -> bool:
    """Say whether a case of the viewer's own ended in a refusal."""
    if scope.user_id is None:
        return False
    ended = Case.objects.filter(applicant_id=scope.user_id, filed_at__isnull=False, closed_at__isnull=False)
    return any(_outcome_of(case) is CaseOutcome.REFUSED for case in ended)


def earlier_named(scope: Scope, case: Case) -> tuple[NamedCase, ...]:
    """Return the earlier case one is about, if the viewer may see it."""
    if case.about_id is None:
        return ()
    return tuple(map(_named, visible_cases(scope).filter(pk=case.about_id)))


def later_named(scope: Scope, case: Case) -> tuple[NamedCase, ...]:
    """Return the filed cases about a case that the viewer may see, newest first, ten at most."""
    later = visible_cases(scope).filter(about_id=case.pk, filed_at__isnull=False)
    return tuple(map(_named, later.order_by("-filed_at", "-pk")[:10]))


def _named(case: Case) -> NamedCase:
    return NamedCase(case.reference, service_of(case).name)
