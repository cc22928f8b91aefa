"""The documents a case calls for: what is given so far, what is missing or too old, what was given before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from iskan.apps.cases.enums import EvidenceVerdict
from iskan.apps.cases.models import Case, EvidenceItem
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.core.catalogue import Service
from iskan.core.dated import FigureBook
from iskan.core.days import day_text
from iskan.core.evidence import Evidence
from iskan.core.text import Text
from iskan.foundation.scope import Scope

DOCUMENT_MISSING = Text(ar="يرجى إرفاق هذا المستند: {name}", en="Attach this document: {name}")
SIDES_MISSING = Text(
    ar="يرجى إكمال صفحات هذا المستند: {name} (المرفق: {given}، والمطلوب: {needed})",
    en="Complete this document: {name} ({given} pages attached, {needed} needed)",
)
ISSUE_DAY_MISSING = Text(ar="يرجى إدخال تاريخ إصدار هذا المستند: {name}", en="State the day this was issued: {name}")
TOO_OLD = Text(
    ar="{name}: يجب أن يكون صادرًا في {day} أو بعده",
    en="{name}: it must have been issued on {day} or later",
)


@dataclass(frozen=True, slots=True)
class EvidenceState:
    """A kind of evidence asked for and the documents attached so far; or attached, though nothing asks for it now."""

    evidence: Evidence
    items: tuple[EvidenceItem, ...]
    is_asked: bool = True

    @property
    def is_missing(self) -> bool:
        """Whether it must be given and is not, or not with all its sides."""
        if not self.is_asked or (self.evidence.optional and not self.items):
            return False
        return self.pages < self.evidence.fewest_pages

    @property
    def pages(self) -> int:
        return sum(item.document.pages for item in self.items)

    def fault(self, oldest: date | None) -> Text | None:
        """Return in words what keeps it from being filed; ``oldest`` is the first day of issue accepted."""
        name = self.evidence.name
        if self.is_missing and not self.items:
            return DOCUMENT_MISSING.format(name=name)
        if self.is_missing:
            return SIDES_MISSING.format(name=name, given=str(self.pages), needed=str(self.evidence.fewest_pages))
        if oldest is None or not self.items or not self.is_asked:
            return None
        return issue_day_fault(self.evidence, [item.day_of_issue for item in self.items], oldest)


def issue_day_fault(evidence: Evidence, days: Iterable[date | None], oldest: date) -> Text | None:
    """Return what is wrong with the days documents of a kind were issued: none is stated, or one is too early."""
    known = [day for day in days if day is not None]
    if not known:
        return ISSUE_DAY_MISSING.format(name=evidence.name)
    if min(known) < oldest:
        return TOO_OLD.format(name=evidence.name, day=day_text(oldest))
    return None


def evidence_states(case: Case, service: Service, context: Mapping[str, Any]) -> tuple[EvidenceState, ...]:
    """Return the kinds of evidence the case or an official calls for, and those given, with the documents of each."""
    if not service.evidence:
        return ()
    given = case.evidence.filter(withdrawn_at__isnull=True).select_related("document", "reused_from__case")
    items, requested = list(given.order_by("pk")), _requested(case)
    states = (
        EvidenceState(
            evidence,
            tuple(item for item in items if item.code == evidence.code),
            is_asked=evidence.code in requested or evidence.is_called_for(context),
        )
        for evidence in service.evidence
    )
    return tuple(state for state in states if state.is_asked or state.items)


def _requested(case: Case) -> frozenset[str]:
    """Return the kinds of evidence an official waits for."""
    if case.filed_at is None:
        return frozenset()
    open_requests = case.requests.filter(answered_at__isnull=True)
    return frozenset(code for codes in open_requests.values_list("evidence_codes", flat=True) for code in codes)


def evidence_faults(states: Iterable[EvidenceState], filed_on: date, book: FigureBook) -> dict[str, Text]:
    """Return by kind what keeps a case from being filed on a day."""
    found = ((state, state.fault(state.evidence.oldest(filed_on, book))) for state in states)
    return {state.evidence.code: fault for state, fault in found if fault is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBefore:
    """A document of a kind that was accepted in another case of the applicant and may be used again."""

    code: str
    reference: str
    issued_on: date | None
    items: tuple[EvidenceItem, ...]


def given_before(
    scope: Scope, case: Case, oldest: Mapping[str, date | None], reference: str = ""
) -> dict[str, GivenBefore]:
    """Return by kind the newest document accepted in another case of the applicant's that is still fresh enough.

    ``oldest`` names the kinds and the first day of issue accepted of each; with ``reference`` only that case counts.
    Only the cases in the viewer's scope count: a delegate is offered nothing from services each citizen uses alone.
    """
    if not oldest:
        return {}
    accepted = EvidenceItem.objects.filter(
        case__in=visible_cases(scope).filter(applicant_id=case.applicant_id, filed_at__isnull=False),
        code__in=oldest,
        verdict=EvidenceVerdict.ACCEPTED,
        withdrawn_at__isnull=True,
    ).exclude(case=case)
    if reference:
        accepted = accepted.filter(case__reference=reference)
    found: dict[str, GivenBefore] = {}
    for given in _by_case(accepted.select_related("case", "document").order_by("-reviewed_at", "pk")):
        first = oldest[given.code]
        if first is None or (given.issued_on is not None and given.issued_on >= first):
            found.setdefault(given.code, given)
    return found


def _by_case(items: Iterable[EvidenceItem]) -> Iterator[GivenBefore]:
    together: dict[tuple[str, str], list[EvidenceItem]] = {}
    for item in items:
        together.setdefault((item.code, item.case.reference), []).append(item)
    for (code, reference), given in together.items():
        days = [item.day_of_issue for item in given]
        stated = [day for day in days if day is not None]
        earliest = min(stated) if len(stated) == len(days) else None
        yield GivenBefore(code=code, reference=reference, issued_on=earliest, items=tuple(given))


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTerms:
    """By kind of evidence: the first day of issue accepted, where there is one, and what was given before.

    ``removable`` are the documents that may be taken back.
    """

    oldest: Mapping[str, date | None]
    given: Mapping[str, GivenBefore]
    removable: frozenset[int]


def evidence_terms(
    scope: Scope, case: Case, states: Sequence[EvidenceState], today: date, book: FigureBook
) -> EvidenceTerms:
    """Return on which terms a case takes the documents it calls for; of a filed case by the day of filing."""
    filed_on = localdate(case.filed_at) if case.filed_at else today
    oldest = {state.evidence.code: state.evidence.oldest(filed_on, book) for state in states}
    removable = removable_evidence(case, (item for state in states for item in state.items))
    return EvidenceTerms(oldest=oldest, given=given_before(scope, case, oldest), removable=removable)


def removable_evidence(case: Case, items: Iterable[EvidenceItem]) -> frozenset[int]:
    """Return which documents may be taken back: all of a draft, of a filed case those added since the open request."""
    pending = [item for item in items if item.verdict == EvidenceVerdict.PENDING and item.withdrawn_at is None]
    if case.filed_at is None:
        return frozenset(item.pk for item in pending if case.closed_at is None)
    request = case.requests.filter(answered_at__isnull=True).first()
    return frozenset(item.pk for item in pending if request and item.added_at >= request.asked_at)
