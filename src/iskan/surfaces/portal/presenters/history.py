"""What has happened with a case as its applicant reads it: events with who made them, and the files that were sent."""

from dataclasses import dataclass, replace
from datetime import date as day_of
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from iskan.apps.cases.enums import EventKind, EvidenceVerdict
from iskan.apps.cases.queries.standing import Actor, CaseStanding, FileInCase, VisibleEvent
from iskan.apps.documents.erased import NAME
from iskan.core.catalogue import Service
from iskan.core.lifecycle import RECOMMENDATIONS, Act, CaseOutcome, Party, Transition
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import date, person, t
from iskan.surfaces.ui.plates import TimelineEvent

_STAGE_ICONS = {"success": "check-circle", "danger": "cross-circle", "warning": "warning", "neutral": "flag"}
_FILE_TONES = {EvidenceVerdict.ACCEPTED: "success", EvidenceVerdict.REJECTED: "danger"}
_ACT_ICONS: dict[Act | None, str] = {Act.SUBMIT: "send", Act.ANSWER: "reply", Act.REQUEST: "question"}
# One of them is said of each event, so that only that one is looked up.
_BY_OFFICIAL: dict[Act | None, str] = {
    Act.BEGIN: gettext_noop("An official began the review"),
    Act.REQUEST: gettext_noop("An official asked for something more"),
    Act.RECALL: gettext_noop("What was asked is no longer needed"),
    Act.TAKE_ANSWER: gettext_noop("An official entered your answer"),
    Act.GO_ON: gettext_noop("The review goes on without an answer"),
    Act.RETURN: gettext_noop("The second official sent it back for further review"),
    **dict.fromkeys(
        RECOMMENDATIONS,
        gettext_noop("An official finished the review and passed it on to a second official, who decides"),
    ),
}
_BY_APPLICANT: dict[Act | None, tuple[str, str]] = {
    Act.SUBMIT: (gettext_noop("You filed the application"), gettext_noop("The application was filed")),
    Act.ANSWER: (gettext_noop("You answered the ministry"), gettext_noop("The answer reached the ministry")),
    Act.WITHDRAW: (gettext_noop("You withdrew the application"), gettext_noop("The application was withdrawn")),
}
_OF_REQUEST = {
    "request_extended": gettext_noop("You have longer to answer, until %(day)s"),
    "request_reminded": gettext_noop("We reminded you of what was asked"),
    "request_contested": gettext_noop("You said that the answer entered is not yours"),
    "request_contest_settled": gettext_noop("Your objection to the answer entered was looked into"),
    "": gettext_noop("We sent you again what was asked"),
}
_BESIDE_MOVES = {
    "recommendation_taken_back": gettext_noop("The first official took the case back to look at it again"),
    "reopened": gettext_noop("The ministry reopened the case after its refusal"),
    "transferred": gettext_noop("The application was transferred"),
    "service_changed": gettext_noop("The application moved to another service"),
}
_OUTCOMES: dict[CaseOutcome | None, str] = {
    CaseOutcome.GRANTED: gettext_noop("The ministry approved the application"),
    CaseOutcome.REFUSED: gettext_noop("The ministry refused the application"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file of the reader's own case, ready to open; one that was erased says so and opens nothing."""

    evidence: str
    name: str
    href: str
    picture: str
    added_at: datetime
    status: str
    tone: str
    reason: str


def history(standing: CaseStanding, reader: int | None) -> tuple[TimelineEvent, ...]:
    """Return what has happened, newest first."""
    tell = {EventKind.EVIDENCE: _reviewed, EventKind.OBJECTION: _objected, EventKind.REQUEST: _followed}
    lines = [tell.get(event.kind, _moved)(standing, event, reader) for event in standing.events]
    return tuple(replace(line, current=number == 0) for number, line in enumerate(lines))


def _moved(standing: CaseStanding, event: VisibleEvent, reader: int | None) -> TimelineEvent:
    service, by_reader = standing.service, event.actor.id is not None and event.actor.id == reader
    stage = service.lifecycle.stage(event.target)
    move = next((one for one in service.lifecycle.transitions if one.code == event.code), None)
    act = move.act if move else None
    title = _(_BESIDE_MOVES[event.code]) if event.code in _BESIDE_MOVES else _title_of_act(act, by_reader=by_reader)
    title = title or _title_of_outcome(stage.outcome or stage.decided, event.actor)
    says_who = bool(title) and (by_reader or (event.actor.is_official and act is not Act.SUBMIT))
    return TimelineEvent(
        title=title or t(move.label if move else stage.name),
        at=event.at,
        text=event.reason if (move and move.notice and move.asks_reason) or event.code == "reopened" else "",
        tone=stage.tone,
        icon=_ACT_ICONS.get(act) or _STAGE_ICONS.get(stage.tone, "check"),
        current=False,
        who="" if says_who else _who(standing, event, reader, move),
    )


def _title_of_act(act: Act | None, *, by_reader: bool) -> str:
    """Say what a move did, of the reader's own that they did it; nothing where only its name tells."""
    if act in _BY_APPLICANT:
        own, anothers = _BY_APPLICANT[act]
        return _(own if by_reader else anothers)
    return _(_BY_OFFICIAL[act]) if act in _BY_OFFICIAL else ""


def _title_of_outcome(outcome: CaseOutcome | None, actor: Actor) -> str:
    return _(_OUTCOMES[outcome]) if actor.is_official and outcome in _OUTCOMES else ""


def _who(standing: CaseStanding, event: VisibleEvent, reader: int | None, move: Transition | None) -> str:
    """Name who made a move: the reader, another citizen by name, an official by their office, or nobody."""
    if move and move.act is Act.SUBMIT and t(standing.filer):
        return t(standing.filer)
    if move and Party.PARTNER in move.by:
        return _("Another body")
    if event.actor.id is None:
        return _("Automatically")
    if event.actor.id == reader:
        return _("You")
    if event.actor.is_official:
        return _("An official of the ministry")
    return _by_citizen(standing, event.actor)


def _by_citizen(standing: CaseStanding, actor: Actor) -> str:
    """Name the citizen who made a move, and say of a delegate that they made it for another."""
    named = person(t(actor.name))
    if actor.id == standing.applicant_id:
        return named
    return format_html(_("{name}, on the applicant's behalf"), name=named)


def _reviewed(standing: CaseStanding, event: VisibleEvent, _reader: int | None) -> TimelineEvent:
    accepted = event.code == f"evidence_{EvidenceVerdict.ACCEPTED}"
    words = _("Document accepted: %(name)s") if accepted else _("Document not accepted: %(name)s")
    return TimelineEvent(
        title=words % {"name": _evidence(standing.service, event.about)},
        at=event.at,
        text=event.reason,
        tone="success" if accepted else "danger",
        icon="file-check" if accepted else "file",
        current=False,
        who=_("An official of the ministry"),
    )


def _objected(standing: CaseStanding, event: VisibleEvent, reader: int | None) -> TimelineEvent:
    shown = {fact.fact: t(fact.label) for step in standing.service.steps for fact in step.shows}
    return TimelineEvent(
        title=_("Objection to what a register says: %(fact)s") % {"fact": shown.get(event.about, event.about)},
        at=event.at,
        text="",
        tone="info",
        icon="flag",
        current=False,
        who=_who(standing, event, reader, None),
    )


def _followed(standing: CaseStanding, event: VisibleEvent, reader: int | None) -> TimelineEvent:
    day = date(day_of.fromisoformat(event.about)) if event.code == "request_extended" else ""
    return TimelineEvent(
        title=_(_OF_REQUEST.get(event.code, _OF_REQUEST[""])) % {"day": day},
        at=event.at,
        text=event.reason,
        tone="info",
        icon="question",
        current=False,
        who=_who(standing, event, reader, None),
    )


def sent_files(standing: CaseStanding) -> tuple[SentFile, ...]:
    """Return the files that stand in the case."""
    return tuple(_file(standing.service, file) for file in standing.files)


def _file(service: Service, file: FileInCase) -> SentFile:
    return SentFile(
        evidence=_evidence(service, file.evidence),
        name=t(NAME) if file.erased else file.name,
        href="" if file.erased else url("document", file.document),
        picture="" if file.erased else url("document-thumbnail", file.document),
        added_at=file.added_at,
        status=str(file.verdict.label) if file.verdict is not EvidenceVerdict.PENDING else "",
        tone=_FILE_TONES.get(file.verdict, "neutral"),
        reason=" ".join([*([t(file.erased)] if file.erased else []), *([file.reason] if file.reason else [])]),
    )


def _evidence(service: Service, code: str) -> str:
    return next((t(one.name) for one in service.evidence if one.code == code), code)
