"""What happened to a case, what officials wrote to each other, what the citizen was told and whether it arrived."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from iskan.apps.cases.enums import ContestFinding, EventKind
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.notifications.enums import DeliveryStatus, Route
from iskan.apps.notifications.queries import DeliveryLine, SentMessage
from iskan.core.catalogue import Channel
from iskan.core.text import Text
from iskan.integrations.discovery import registers
from iskan.surfaces.backoffice.presenters.dues import stage_name
from iskan.surfaces.ui.fields import AnswerView, answers_of
from iskan.surfaces.ui.formatting import date as write_day
from iskan.surfaces.ui.formatting import datetime as write_instant
from iskan.surfaces.ui.formatting import language, person, t, typed

Names = Mapping[int, Text]
CHANNELS = {
    Channel.WEB: Text(ar="من هذا الموقع", en="On this site"),
    Channel.DESK: Text(ar="في مركز الخدمة", en="At the service centre"),
    Channel.PHONE: Text(ar="بالهاتف", en="By telephone"),
    Channel.API: Text(ar="من نظام مرتبط", en="Through a linked system"),
}
_ICONS = {
    EventKind.TRANSITION: "arrow",
    EventKind.ASSIGNMENT: "user",
    EventKind.EVIDENCE: "file-check",
    EventKind.REGISTER: "link",
    EventKind.OBJECTION: "warning",
    EventKind.EXCEPTION: "flag",
    EventKind.EDIT: "edit",
    EventKind.CONSENT: "users",
    EventKind.REQUEST: "mail",
}
DELIVERY_TONES = {
    DeliveryStatus.QUEUED: "warning",
    DeliveryStatus.SENT: "info",
    DeliveryStatus.DELIVERED: "success",
    DeliveryStatus.FAILED: "danger",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """How far a message came on one way."""

    route: str
    status: str
    tone: str
    fault: str
    attempts: int
    changed_at: datetime
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """A message to the citizen."""

    subject: str
    body: str
    at: datetime
    read_at: datetime | None
    deliveries: tuple[DeliveryView, ...]


def event_views(dossier: Dossier, names: Names, asked: Mapping[str, str]) -> tuple[dict[str, Any], ...]:
    """Return the trail as the timeline takes it, newest first; ``asked`` names who was asked for consent."""
    return tuple(_event(dossier, event, names, asked) for event in dossier.events)


def _event(dossier: Dossier, event: Any, names: Names, asked: Mapping[str, str]) -> dict[str, Any]:
    kind = EventKind(event.kind)
    return {
        "title": _title(dossier, event, names, asked),
        "when": write_instant(event.at),
        "by": _by(dossier, event),
        "text": typed(event.reason) if event.reason not in {"", "-"} else "",
        "answers": _answers(dossier, event),
        "tone": _tone(dossier, event),
        "icon": _ICONS[kind],
    }


def _by(dossier: Dossier, event: Any) -> Any:
    """Name who acted; of the filing of a case also through which channel."""
    filing = dossier.filing if event.detail.get("channel") else None
    if filing is None:
        return person(actor_name(event.actor)) if event.actor else _("The system")
    return " · ".join((filer_name(dossier, filing), t(CHANNELS[Channel(dossier.case.channel)])))


def filer_name(dossier: Dossier, filing: Any) -> str:
    """Name the official or the machine that filed a case, or its applicant who filed it through a program."""
    return actor_name(filing.official or filing.client or dossier.case.applicant)


def _answers(dossier: Dossier, event: Any) -> tuple[AnswerView, ...]:
    """Return what whoever made a move answered to its questions."""
    kept = event.detail.get("answers")
    moves = (move for move in dossier.service.lifecycle.transitions if move.code == event.code)
    return answers_of(next(moves).asks, kept, {}) if kept else ()


def actor_name(actor: Any) -> str:
    """Return the name of a person, a machine or a department in the reader's language."""
    username = getattr(actor, "username", "")
    return t(Text(ar=actor.name_ar or username, en=actor.name_en or actor.name_ar or username))


def _tone(dossier: Dossier, event: Any) -> str:
    if event.kind == EventKind.TRANSITION:
        return dossier.service.lifecycle.stage(event.target).tone
    if event.code.endswith(("rejected", "refused", "declined")):
        return "danger"
    return "warning" if event.kind in {EventKind.EXCEPTION, EventKind.OBJECTION} else "neutral"


def _title(dossier: Dossier, event: Any, names: Names, asked: Mapping[str, str]) -> str:
    titles = {
        EventKind.TRANSITION: lambda: _move_title(dossier, event),
        EventKind.ASSIGNMENT: lambda: _assignment_title(event, names),
        EventKind.EVIDENCE: lambda: _evidence_title(dossier, event),
        EventKind.REGISTER: lambda: _register_title(event),
        EventKind.CONSENT: lambda: _consent_title(event, asked),
        EventKind.EXCEPTION: lambda: _exception_title(event),
        EventKind.REQUEST: lambda: request_title(event.code, event.detail),
    }
    kind = EventKind(event.kind)
    return titles[kind]() if kind in titles else str(kind.label)


_BESIDE_MOVES = {
    "recommendation_taken_back": Text(ar="سحب التوصية", en="Recommendation taken back"),
    "reopened": Text(ar="إعادة الفتح بعد الرفض", en="Reopened after the refusal"),
    "transferred": Text(ar="تحويل الطلب إلى صاحب آخر أو فئة أخرى", en="Transferred to another holder or category"),
    "service_changed": Text(ar="تغيير نوع الخدمة", en="Service changed"),
}
"""Lines of the trail that no lifecycle declares: a case put back where it stood, or going on for another."""


def _move_title(dossier: Dossier, event: Any) -> str:
    label = next((move.label for move in dossier.service.lifecycle.transitions if move.code == event.code), None)
    label = label or _BESIDE_MOVES.get(event.code)
    stage = stage_name(dossier.service.lifecycle.stage(event.target))
    arrow = "←" if language() == "ar" else "→"
    return f"{t(label)} {arrow} {stage}" if label and t(label) != stage else stage


def _assignment_title(event: Any, names: Names) -> str:
    to = event.detail.get("to")
    if event.code == "assigned" and to in names:
        return _("Assigned to %(name)s") % {"name": t(names[to])}
    return {"claimed": _("Taken"), "released": _("Given back to the department")}.get(event.code, _("Assigned"))


def _evidence_title(dossier: Dossier, event: Any) -> str:
    kinds = {evidence.code: t(evidence.name) for evidence in dossier.service.evidence}
    name = kinds.get(event.detail.get("evidence", ""), "")
    return (_("Accepted: %(document)s") if event.code == "evidence_accepted" else _("Rejected: %(document)s")) % {
        "document": name
    }


def _register_title(event: Any) -> str:
    register = registers().get(event.detail.get("register", ""))
    name = t(register.name) if register else ""
    words = {
        "register_answered": _("%(register)s answered"),
        "register_refused": _("%(register)s refused"),
        "register_not_found": _("%(register)s holds nothing"),
        "register_denied": _("%(register)s was not asked: somebody did not agree"),
    }
    return words.get(event.code, "%(register)s") % {"register": name}


def _consent_title(event: Any, asked: Mapping[str, str]) -> str:
    words = {
        "consent_asked": _("Consent asked of %(person)s"),
        "consent_given": _("%(person)s agreed"),
        "consent_refused": _("%(person)s did not agree"),
        "consent_lapsed": _("%(person)s did not answer by the last day"),
    }
    cpr = event.detail.get("cpr", "")
    return words.get(event.code, "%(person)s") % {"person": asked.get(cpr, cpr)}


def _exception_title(event: Any) -> str:
    return {
        "exception_proposed": _("Exception proposed"),
        "exception_approved": _("Exception approved"),
        "exception_declined": _("Exception declined"),
        "exception_overtaken": _("Exception closed with the case"),
    }.get(event.code, _("Exception"))


def request_title(code: str, detail: Mapping[str, str]) -> str:
    """Say what became of a request to the applicant."""
    words = {
        "request_extended": _("More time to answer, until %(day)s"),
        "request_reminded": _("The applicant was reminded"),
        "request_resent": _("Sent again: %(way)s"),
        "request_contested": _("The applicant contests the answer entered"),
        "request_contest_taken": _("An official looks into the contested answer"),
        "request_contest_settled": _("Contested answer settled: %(finding)s"),
    }
    day = write_day(date.fromisoformat(detail["to"])) if detail.get("to") else ""
    way = detail.get("way", "")
    named = str(Route(way).label) if way in Route.values else _("printed letter")
    found = detail.get("finding", "")
    finding = str(ContestFinding(found).label) if found in ContestFinding.values else ""
    return words.get(code, str(EventKind.REQUEST.label)) % {"day": day, "way": named, "finding": finding}


def note_views(dossier: Dossier) -> tuple[NoteView, ...]:
    """Return officials' words to each other."""
    return tuple(NoteView(author=actor_name(note.author), text=note.text, at=note.at) for note in dossier.notes)


def message_views(sent: tuple[SentMessage, ...]) -> tuple[MessageView, ...]:
    """Return the messages about a case with what became of each."""
    return tuple(
        MessageView(
            subject=t(message.line.subject),
            body=t(message.line.body),
            at=message.line.created_at,
            read_at=message.line.read_at,
            deliveries=tuple(map(delivery_view, message.deliveries)),
        )
        for message in sent
    )


def delivery_view(delivery: DeliveryLine) -> DeliveryView:
    """Return how a delivery stands."""
    return DeliveryView(
        route=str(delivery.route.label),
        status=str(delivery.status.label),
        tone=DELIVERY_TONES[delivery.status],
        fault=str(delivery.fault.label) if delivery.fault else "",
        attempts=delivery.attempt_count,
        changed_at=delivery.changed_at,
        next_try_at=delivery.next_try_at,
    )
