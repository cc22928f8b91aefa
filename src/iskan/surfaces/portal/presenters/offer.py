"""An offer as the citizen reads it: where it stands, what it asks of them, and everything that has happened."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from markupsafe import escape

from iskan.apps.allocation.documents import OFFER_DOCUMENTS
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.queries.offers import OfferStanding, file_of, free_slots
from iskan.apps.documents.queries import issued_for
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.foundation.scope import Scope
from iskan.policy.offer_standing import LAPSED, STANDINGS
from iskan.policy.offers import TITLES
from iskan.policy.unit_classes import class_name
from iskan.surfaces.ui.formatting import date as day_words
from iskan.surfaces.ui.formatting import datetime as instant_words
from iskan.surfaces.ui.formatting import ltr, t, typed

TONES: Final = {
    OfferState.OFFERED: "warning",
    OfferState.CONTRACTED: "warning",
    OfferState.HANDED_OVER: "success",
    OfferState.REFUSED: "neutral",
    OfferState.EXPIRED: "neutral",
    OfferState.DROPPED: "danger",
}
ICONS: Final = {
    "nominated": "flag",
    "certified": "file-check",
    "offered": "mail",
    "accepted": "check-circle",
    "drawn": "dice",
    "contracted": "file-check",
    "appointed": "calendar",
    "handed_over": "key",
    "snag_mended": "wrench",
    "flat_returned": "building",
    "refused": "cross-circle",
    "expired": "clock",
    "dropped": "cross-circle",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLine:
    """A line of the timeline."""

    title: str
    at: datetime
    text: str
    tone: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A signed document of the offer."""

    id: int
    name: str
    is_ready: bool
    status: str
    is_valid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SnagView:
    """What was seen at the handover, until mended."""

    where: str
    what: str
    mended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """Everything the offer's page shows."""

    id: int
    reference: str
    version: int
    state: str
    label: str
    tone: str
    project: str
    project_code: str
    unit_class: str
    unit_code: str
    due_on: date | None
    awaits_answer: bool
    may_choose: bool
    slots: tuple[tuple[str, str], ...]
    appointment_at: datetime | None
    papers: tuple[PaperView, ...]
    handover: Any
    snags: tuple[SnagView, ...]
    events: tuple[OfferLine, ...]


def offer_view(scope: Scope, reference: str, offer: Any, at: datetime) -> OfferView:
    """Return the page of an offer the reader has been let into."""
    file, state = file_of(offer, internal=False), OfferState(offer.state)
    project_code = offer.nomination.project_code
    may_choose = state in {OfferState.CONTRACTED, OfferState.APPOINTED}
    return OfferView(
        id=offer.pk,
        reference=reference,
        version=offer.version,
        state=state.value,
        label=str(state.label),
        tone=TONES.get(state, "info"),
        project=t(project_name(project_code)),
        project_code=project_code,
        unit_class=t(class_name(offer.nomination.unit_class)),
        unit_code=offer.unit_code,
        due_on=offer.answer_due_on,
        awaits_answer=state is OfferState.OFFERED,
        may_choose=may_choose,
        slots=tuple((str(s.pk), instant_words(s.starts_at)) for s in free_slots(project_code, at))
        if may_choose
        else (),
        appointment_at=file.appointment_at,
        papers=_papers(scope, reference, localdate(at)),
        handover=file.handover,
        snags=tuple(SnagView(where=s.where, what=s.what, mended_on=s.mended_on) for s in file.snags),
        events=_events(file.events),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSummary:
    """What the status page says of the newest offer."""

    reference: str
    state: str
    label: str
    tone: str
    project: str
    unit_class: str
    unit_code: str
    due_on: date | None
    awaits_answer: bool
    events: tuple[OfferLine, ...]


def offer_summary(offer: OfferStanding, reference: str) -> OfferSummary:
    """Return what the status page says of a case's newest offer."""
    state = offer.state
    return OfferSummary(
        reference=reference,
        state=state.value,
        label=str(state.label),
        tone=TONES.get(state, "info"),
        project=t(offer.project),
        unit_class=t(class_name(offer.unit_class)),
        unit_code=offer.unit_code,
        due_on=offer.answer_due_on,
        awaits_answer=state is OfferState.OFFERED,
        events=_events(offer.events),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """How the status page opens while an offer is on its way, and after."""

    name: str
    next_step: str
    tone: str


def standing_view(offer: OfferStanding, *, waits: bool) -> StandingView | None:
    """Return where the household stands by its newest offer; ``waits`` says whether it is on the list.

    Of a nomination that lapsed nothing is said to whoever has left the list since.
    """
    lapsed = offer.state.value in LAPSED
    if lapsed and not waits:
        return None
    words = STANDINGS[offer.state.value]
    return StandingView(
        name=t(words.name),
        next_step=escape(t(words.next_step)).format(**_places(offer)),
        tone="success" if lapsed else TONES.get(offer.state, "success"),
    )


def passed_by(offer: OfferStanding | None) -> str:
    """Return the last stretch of the way to the keys that a household's newest offer has left behind."""
    return STANDINGS[offer.state.value].passed if offer else ""


def _places(offer: OfferStanding) -> dict[str, str]:
    """Return what stands in the places of the words: days from the offer and from the newest line of its trail."""
    moments = {moment.code: moment for moment in reversed(offer.events)}
    reached, appointed = moments.get(offer.state.value), moments.get("appointed")
    return {
        "project": typed(t(offer.project)),
        "unit": ltr(offer.unit_code),
        "due": day_words(offer.answer_due_on) if offer.answer_due_on else "",
        "on": day_words(reached.at) if reached else "",
        "when": _detail(appointed.detail) if appointed else "",
    }


def _papers(scope: Scope, reference: str, on: date) -> tuple[PaperView, ...]:
    return tuple(
        PaperView(
            id=line.id,
            name=t(line.name),
            is_ready=line.is_ready,
            status=str(line.status.label),
            is_valid=line.status.value == "valid",
        )
        for line in issued_for(scope, reference, on)
        if line.code in OFFER_DOCUMENTS
    )


def _events(events: tuple[Any, ...]) -> tuple[OfferLine, ...]:
    return tuple(
        OfferLine(
            title=t(TITLES[event.code]),
            at=event.at,
            text=event.reason if event.code == "dropped" else _detail(event.detail),
            tone="danger" if event.code == "dropped" else "success" if event.code == "handed_over" else "info",
            icon=ICONS.get(event.code, "check"),
            current=number == 0,
        )
        for number, event in enumerate(events)
    )


def _detail(detail: dict[str, Any]) -> str:
    """Say the day, the home or the hour a line is about."""
    if "due_on" in detail:
        return _("Answer by %(day)s") % {"day": day_words(date.fromisoformat(detail["due_on"]))}
    if "unit" in detail:
        return _("Home %(code)s") % {"code": detail["unit"]}
    if "starts_at" in detail:
        return instant_words(datetime.fromisoformat(detail["starts_at"]))
    return ""
