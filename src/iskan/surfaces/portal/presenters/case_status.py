"""The status page: the stage and what comes next, the promise, the way so far, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from iskan.apps.allocation.queries import Place, place_of
from iskan.apps.cases.calendars import working_calendar
from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.findings import read_findings
from iskan.apps.cases.queries.dossier import Dossier
from iskan.core.eligibility import Verdict
from iskan.core.lifecycle import Clock, Party, Stage
from iskan.policy.governorates import governorate_name
from iskan.policy.waiting_list import NEXT_STEPS
from iskan.surfaces.portal.presenters.case_list import days_left
from iskan.surfaces.portal.presenters.findings import FindingView, findings_in_order
from iskan.surfaces.ui.formatting import t

WITHDRAW = "withdraw"
_STAGE_ICONS = {"success": "check-circle", "danger": "cross-circle", "warning": "warning", "neutral": "flag"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """A line of the trail as a citizen reads it."""

    title: str
    at: datetime
    text: str
    tone: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    due_on: date
    words: str
    days: int
    spent: int
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """The document the case yielded; without ``url`` it is still being made."""

    issued_id: int
    name: str
    is_ready: bool
    status: str
    status_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """The household's place on its waiting list."""

    place: int
    waiting: int
    governorate: str
    place_in_governorate: int
    waiting_in_governorate: int
    seniority_on: date
    reached_on: date | None
    ranked_at: datetime
    next_steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalView:
    """Why a case was refused: the official's words and every criterion, those not met first."""

    reason: str
    decided_at: datetime | None
    not_met: tuple[FindingView, ...]
    others: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    text: str
    asked_at: datetime
    documents: tuple[str, ...]


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
    closed_at: datetime | None
    is_paused: bool
    way: tuple[dict[str, Any], ...]
    promise: PromiseView | None
    request: RequestView | None
    refusal: RefusalView | None
    card: CardView | None
    place: PlaceView | None
    events: tuple[EventView, ...]
    can_withdraw: bool


def case_status(dossier: Dossier) -> CaseStatus:
    """Return the status page of a filed case; what a stage cannot have is not even looked up."""
    case, service, stage = dossier.case, dossier.service, dossier.stage
    programme = service.programme(case.programme)
    decided = stage.clock is Clock.STOPPED and stage.tone != "neutral"
    granted = decided and stage.tone == "success"
    return CaseStatus(
        reference=case.reference,
        service=t(service.name),
        programme=t(programme.name) if programme else "",
        for_whom=_for_whom(dossier),
        stage=t(stage.name),
        tone=stage.tone,
        next_step=t(stage.next_step),
        filed_at=case.filed_at,
        closed_at=case.closed_at,
        is_paused=stage.clock is Clock.PAUSED,
        way=_way(dossier, stage),
        promise=_promise(dossier, stage),
        request=_request(dossier) if stage.clock is Clock.PAUSED else None,
        refusal=_refusal(dossier) if decided and not granted else None,
        card=_card(dossier) if granted and service.issues else None,
        place=_place(place_of(case.pk)) if granted else None,
        events=_events(dossier),
        can_withdraw=can_withdraw(dossier),
    )


def can_withdraw(dossier: Dossier) -> bool:
    """Say whether the applicant may still withdraw."""
    open_moves = dossier.service.lifecycle.open_to(Party.APPLICANT, dossier.case.stage)
    return any(move.code == WITHDRAW for move in open_moves)


def _for_whom(dossier: Dossier) -> str:
    applicant = dossier.case.applicant
    if applicant.pk == dossier.scope.user_id:
        return ""
    return applicant.name_ar or applicant.name_en


def _way(dossier: Dossier, stage: Stage) -> tuple[dict[str, Any], ...]:
    """Return the stages in order: those passed, where the case stands, and those before it; of a closed case none."""
    if stage.closed:
        return ()
    stages = dossier.service.lifecycle.stages
    at = stages.index(stage)
    ahead = [s for s in stages if not s.closed and (s is stage or s.clock is not Clock.PAUSED)]
    steps = [
        {"label": t(s.name), "state": "current" if s is stage else "done" if stages.index(s) < at else "next"}
        for s in ahead
    ]
    return (*steps, {"label": _("Decision"), "state": "next"})


def _promise(dossier: Dossier, stage: Stage) -> PromiseView | None:
    case = dossier.case
    if case.due_on is None or case.filed_at is None or stage.clock is not Clock.RUNNING:
        return None
    calendar, filed_on = working_calendar(), timezone.localdate(case.filed_at)
    return PromiseView(
        due_on=case.due_on,
        words=days_left(case.due_on, dossier.today),
        days=max(calendar.between(filed_on, case.due_on), 1),
        spent=calendar.between(filed_on, dossier.today),
        is_late=case.due_on < dossier.today,
    )


def _request(dossier: Dossier) -> RequestView | None:
    asked = dossier.open_request
    if asked is None:
        return None
    names = {evidence.code: t(evidence.name) for evidence in dossier.service.evidence}
    return RequestView(
        text=asked.text,
        asked_at=asked.asked_at,
        documents=tuple(names[code] for code in asked.evidence_codes if code in names),
    )


def _refusal(dossier: Dossier) -> RefusalView | None:
    decision = dossier.decision
    if decision is None:
        return None
    findings = read_findings(decision.findings)
    return RefusalView(
        reason=decision.reason or decision.recommendation_reason,
        decided_at=decision.decided_at,
        not_met=findings_in_order(f for f in findings if f.verdict is Verdict.NOT_MET),
        others=findings_in_order(f for f in findings if f.verdict is not Verdict.NOT_MET),
    )


def _card(dossier: Dossier) -> CardView | None:
    issued, declared = dossier.issued, dossier.service.issues
    if issued is None or declared is None:
        return None
    return CardView(
        issued_id=issued.pk,
        name=t(declared.name),
        is_ready=bool(issued.file),
        status=str(issued.get_status_display()),
        status_code=issued.status,
    )


def _place(place: Place | None) -> PlaceView | None:
    if place is None:
        return None
    steps = (NEXT_STEPS[code] for code in place.next_steps)
    return PlaceView(
        place=place.place,
        waiting=place.waiting,
        governorate=t(governorate_name(place.governorate)) if place.governorate else "",
        place_in_governorate=place.place_in_governorate,
        waiting_in_governorate=place.waiting_in_governorate,
        seniority_on=place.seniority_on,
        reached_on=place.reached_on,
        ranked_at=place.ranked_at,
        next_steps=tuple((t(step.name), t(step.meaning)) for step in steps),
    )


def _events(dossier: Dossier) -> tuple[EventView, ...]:
    moves = (event for event in dossier.events if event.kind == EventKind.TRANSITION)
    return tuple(_event(dossier, event, newest=at == 0) for at, event in enumerate(moves))


def _event(dossier: Dossier, event: Any, *, newest: bool) -> EventView:
    lifecycle = dossier.service.lifecycle
    stage = lifecycle.stage(event.target)
    told = any(move.code == event.code and move.notice and move.asks_reason for move in lifecycle.transitions)
    return EventView(
        title=t(stage.name),
        at=event.at,
        text=event.reason if told else "",
        tone=stage.tone,
        icon=_STAGE_ICONS.get(stage.tone, "check"),
        current=newest,
    )
