"""The status page: the stage and what comes next, the promise, the way so far, and what came of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from iskan.apps.cases.consents import asks_others
from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.findings import read_findings
from iskan.apps.cases.operations.requests import is_contestable
from iskan.apps.cases.queries.consents import names_awaited
from iskan.apps.cases.queries.dossier import Dossier, dossier_for
from iskan.apps.cases.queries.standing import CaseStanding
from iskan.core.catalogue import Channel, Service
from iskan.core.eligibility import Verdict
from iskan.core.lifecycle import Act, CaseOutcome, Clock, Party, Stage
from iskan.foundation.reading import RelatedValues
from iskan.foundation.scope import Scope
from iskan.surfaces.portal.plates import PLATES
from iskan.surfaces.portal.presenters.case_list import days_left
from iskan.surfaces.portal.presenters.findings import FindingView, findings_in_order
from iskan.surfaces.portal.presenters.head import head_of, is_refused
from iskan.surfaces.portal.presenters.history import SentFile, history, sent_files
from iskan.surfaces.ui.consequences import by_itself
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import PlateCard, PlateLink, ShownCase, TimelineEvent

_FILED_BY = {
    Channel.DESK: gettext_noop("Filed for you at the service centre by %(who)s"),
    Channel.PHONE: gettext_noop("Filed for you by telephone by %(who)s"),
    Channel.API: gettext_noop("Filed for you through %(who)s"),
}


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage on the way: ``done``, ``current`` or ``next``."""

    label: str
    state: str
    when: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    due_on: date
    words: str
    days: int
    spent: int
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalView:
    """Why a case was refused: the words of whoever refused it, and every criterion, those not met first.

    ``elsewhere`` tells a refusal by another body from the ministry's own.
    """

    reason: str
    elsewhere: bool
    decided_at: datetime | None
    not_met: tuple[FindingView, ...]
    others: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    text: str
    asked_at: datetime
    due_on: date | None
    is_late: bool
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenView:
    """An answer an official entered for the applicant, who may say that it is not theirs."""

    answer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseLink:
    """Another case: the earlier one the case ``is_about``, or a later one about it."""

    reference: str
    service: str
    is_about: bool


@dataclass(frozen=True, slots=True)
class OwnMove:
    """A move the applicant may make."""

    code: str
    label: str
    withdraws: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStatus:
    """Everything the status page shows."""

    reference: str
    service: str
    programme: str
    for_whom: str
    stage: str
    tone: str
    next_step: str
    filed_at: datetime | None
    filed_how: str
    is_paused: bool
    is_elsewhere: bool
    is_unpromised: bool
    stages: tuple[StageView, ...]
    promise: PromiseView | None
    request: RequestView | None
    taken: TakenView | None
    refusal: RefusalView | None
    cards: tuple[PlateCard, ...]
    links: tuple[PlateLink, ...]
    events: tuple[TimelineEvent, ...]
    files: tuple[SentFile, ...]
    own_moves: tuple[OwnMove, ...]
    by_itself: tuple[str, ...]
    waiting_for: tuple[str, ...]
    related: tuple[CaseLink, ...]


def case_status(standing: CaseStanding, scope: Scope, today: date) -> CaseStatus:
    """Return the status page of a filed case, with what each app adds to it."""
    service, stage = standing.service, standing.stage
    related = PLATES.read(id=standing.pk, reference=standing.reference, service=service, stage=stage)
    head = head_of(service, stage, related)
    added = PLATES.shown(_shown(standing, related, scope, today))
    programme = service.programme(standing.programme)
    return CaseStatus(
        reference=standing.reference,
        service=t(service.name),
        programme=t(programme.name) if programme else "",
        for_whom=t(standing.applicant_name) if standing.applicant_id != scope.user_id else "",
        stage=head.name,
        tone=head.tone,
        next_step=head.next_step,
        filed_at=standing.filed_at,
        filed_how=_filed_how(standing),
        is_paused=stage.clock is Clock.PAUSED,
        is_elsewhere=stage.clock is Clock.ELSEWHERE,
        is_unpromised=standing.due_on is None and not stage.closed,
        stages=_stages(service, stage),
        promise=_promise(standing, today),
        request=_request(dossier_for(scope, standing.reference, today)) if stage.clock is Clock.PAUSED else None,
        taken=_taken(standing, scope, today),
        refusal=_refusal(standing, dossier_for(scope, standing.reference, today)) if is_refused(stage) else None,
        cards=added.cards,
        links=added.links,
        events=_one_timeline(added.events, history(standing, scope.user_id)),
        files=sent_files(standing),
        own_moves=_own_moves(service, stage),
        by_itself=by_itself(service, stage.code, standing.stage_since),
        waiting_for=tuple(map(t, names_awaited(standing.awaited))) if _awaits_others(service, stage) else (),
        related=tuple(CaseLink(one.reference, t(one.service.name), one.is_about) for one in standing.related),
    )


def _awaits_others(service: Service, stage: Stage) -> bool:
    return not stage.closed and asks_others(service)


def _shown(standing: CaseStanding, related: RelatedValues, scope: Scope, today: date) -> ShownCase:
    return ShownCase(
        id=standing.pk,
        reference=standing.reference,
        service=standing.service,
        stage=standing.stage,
        scope=scope,
        today=today,
        related=related,
    )


def _one_timeline(added: tuple[TimelineEvent, ...], own: tuple[TimelineEvent, ...]) -> tuple[TimelineEvent, ...]:
    """Return what happened with the application and with what came of it as one line of events, newest first."""
    if not added:
        return own
    newest, *earlier = sorted((*added, *own), key=lambda event: event.at, reverse=True)
    return (replace(newest, current=True), *(replace(event, current=False) for event in earlier))


def _own_moves(service: Service, stage: Stage) -> tuple[OwnMove, ...]:
    """Return what the applicant may do besides answering a request, which its own notice offers."""
    offered = (move for move in service.lifecycle.open_to(Party.APPLICANT, stage.code) if move.act is not Act.ANSWER)
    return tuple(OwnMove(move.code, t(move.label), withdraws=move.act is Act.WITHDRAW) for move in offered)


def _stages(service: Service, stage: Stage) -> tuple[StageView, ...]:
    """Return the stages in order: those passed, where the case stands, and those before it; of a closed case none."""
    if stage.closed:
        return ()
    stages = service.lifecycle.stages
    index = stages.index(stage)
    beside = {Clock.UNSTARTED, Clock.PAUSED}
    ahead = [s for s in stages if not s.closed and (s is stage or s.clock not in beside)]
    steps = [
        StageView(t(s.name), "current" if s is stage else "done" if stages.index(s) < index else "next") for s in ahead
    ]
    return (*steps, StageView(_("Completion") if stage.decided else _("Decision"), "next"))


def _promise(standing: CaseStanding, today: date) -> PromiseView | None:
    if standing.due_on is None or standing.filed_at is None or standing.stage.clock is not Clock.RUNNING:
        return None
    calendar, filed_on = standing.calendar, timezone.localdate(standing.filed_at)
    return PromiseView(
        due_on=standing.due_on,
        words=days_left(standing.due_on, today, calendar),
        days=max(calendar.between(filed_on, standing.due_on), 1),
        spent=calendar.between(filed_on, today),
        is_late=standing.due_on < today,
    )


def _request(dossier: Dossier) -> RequestView | None:
    asked = dossier.open_request
    if asked is None:
        return None
    names = {evidence.code: t(evidence.name) for evidence in dossier.service.evidence}
    return RequestView(
        text=asked.text,
        asked_at=asked.asked_at,
        due_on=asked.due_on,
        is_late=asked.due_on is not None and asked.due_on < dossier.today,
        documents=tuple(names[code] for code in asked.evidence_codes if code in names),
    )


def _taken(standing: CaseStanding, scope: Scope, today: date) -> TakenView | None:
    """Return the answer an official entered last, while the applicant may still contest it."""
    taking = {move.code for move in standing.service.lifecycle.transitions if move.act is Act.TAKE_ANSWER}
    if standing.stage.closed or not any(event.code in taking for event in standing.events):
        return None
    newest = next(iter(dossier_for(scope, standing.reference, today).requests), None)
    if newest is None or newest.answered_at is None or not is_contestable(newest):
        return None
    return TakenView(answer=newest.answer, at=newest.answered_at)


def _refusal(standing: CaseStanding, dossier: Dossier) -> RefusalView:
    if standing.stage.outcome is CaseOutcome.DECLINED_ELSEWHERE or dossier.decision is None:
        return _refused_in_words(standing)
    decision = dossier.decision
    findings = read_findings(decision.findings)
    return RefusalView(
        reason=decision.reason or decision.recommendation_reason,
        elsewhere=False,
        decided_at=decision.decided_at,
        not_met=findings_in_order(f for f in findings if f.verdict is Verdict.NOT_MET),
        others=findings_in_order(f for f in findings if f.verdict is not Verdict.NOT_MET),
    )


def _refused_in_words(standing: CaseStanding) -> RefusalView:
    """Return a refusal that rests on no findings of the ministry's: the words of the move that made it."""
    made = next((event for event in standing.events if event.kind is EventKind.TRANSITION), None)
    return RefusalView(
        reason=made.reason if made else "",
        elsewhere=standing.stage.outcome is CaseOutcome.DECLINED_ELSEWHERE,
        decided_at=made.at if made else None,
        not_met=(),
        others=(),
    )


def _filed_how(standing: CaseStanding) -> str:
    """Say who filed the case for its applicant, and how; nothing where they filed it on this site."""
    words, who = _FILED_BY.get(standing.channel), t(standing.filer)
    return _(words) % {"who": who} if words and who else ""
