"""An offer as the citizen reads it: where it stands, what it asks of them, and everything that has happened."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from iskan.apps.allocation.documents import OFFER_DOCUMENTS
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.queries.offers import OfferStanding, file_of, free_slots
from iskan.apps.documents.queries import issued_for
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.core.days import moment_text
from iskan.foundation.scope import Scope
from iskan.policy.offers import NOT_SET, STEPS, TITLES, TO_BRING
from iskan.policy.unit_classes import class_name
from iskan.surfaces.portal.presenters.offered_home import HomeView, home_view
from iskan.surfaces.ui.formatting import date as day_words
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import TimelineEvent

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
    home: HomeView
    slots: tuple[tuple[str, str], ...]
    appointment: str
    to_bring: str
    papers: tuple[PaperView, ...]
    handover: Any
    snags: tuple[SnagView, ...]
    events: tuple[TimelineEvent, ...]


def is_chosen(offer: OfferStanding | None) -> bool:
    """Say whether a household stands between its nomination and its keys, or has them: it waits for no turn then."""
    return offer is not None and not offer.has_lapsed


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
        home=home_view(offer, localdate(at)),
        slots=tuple((str(s.pk), t(moment_text(localtime(s.starts_at)))) for s in free_slots(project_code, at))
        if may_choose
        else (),
        appointment=t(moment_text(localtime(file.appointment_at))) if file.appointment_at else "",
        to_bring=t(TO_BRING or NOT_SET),
        papers=_papers(scope, reference, localdate(at)),
        handover=file.handover,
        snags=tuple(SnagView(where=s.where, what=s.what, mended_on=s.mended_on) for s in file.snags),
        events=offer_events(file.events),
    )


def appointment_calendar(reference: str, offer: Any, at: datetime) -> bytes | None:
    """Return the appointment for the keys as a calendar file; nothing where there is none.

    When it moves its ``UID`` stays and its ``SEQUENCE`` grows, so that a calendar moves it too. How long it lasts
    nobody has said.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 -- a library few requests need

    file = file_of(offer, internal=False)
    if file.appointment_at is None:
        return None
    event = Event.new(
        uid=f"{reference}@{urlsplit(settings.SITE_URL).hostname}", sequence=offer.version, stamp=at,
        start=file.appointment_at.astimezone(UTC), summary=t(STEPS["appointed"].subject or STEPS["appointed"].title),
        location=f"{t(project_name(offer.nomination.project_code))} {offer.unit_code}",
    )  # fmt: skip
    written: bytes = Calendar.new(subcomponents=[event], prodid="-//iskan//appointments//AR").to_ical()
    return written


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


def offer_events(events: tuple[Any, ...]) -> tuple[TimelineEvent, ...]:
    """Return what happened with an offer, as lines of a timeline."""
    return tuple(
        TimelineEvent(
            title=t(TITLES[event.code]),
            at=event.at,
            text=event.reason if event.code == "dropped" else moment_words(event.detail),
            tone="danger" if event.code == "dropped" else "success" if event.code == "handed_over" else "info",
            icon=ICONS.get(event.code, "check"),
            current=number == 0,
        )
        for number, event in enumerate(events)
    )


def moment_words(detail: dict[str, Any]) -> str:
    """Say the day, the home or the hour a line is about."""
    if "due_on" in detail:
        return _("Answer by %(day)s") % {"day": day_words(date.fromisoformat(detail["due_on"]))}
    if "unit" in detail:
        return _("Home %(code)s") % {"code": detail["unit"]}
    if "starts_at" in detail:
        return t(moment_text(localtime(datetime.fromisoformat(detail["starts_at"]))))
    return ""
