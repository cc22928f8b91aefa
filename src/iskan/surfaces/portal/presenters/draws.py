"""A draw as everybody reads it: where it stands on its way, counts by class, files, results, one's own ticket."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from iskan.apps.draws.enums import DrawStatus, RevealVerdict
from iskan.apps.draws.queries.draws import DrawLine, DrawStanding, PartyStanding, ResultLine
from iskan.apps.draws.queries.tickets import OwnTicket
from iskan.core.draw.drawing import score
from iskan.core.text import latin_digits
from iskan.policy.unit_classes import class_name
from iskan.surfaces.ui.formatting import datetime as shown_instant
from iskan.surfaces.ui.formatting import t

TONES = {
    DrawStatus.FROZEN: "neutral",
    DrawStatus.ANNOUNCED: "info",
    DrawStatus.DRAWN: "success",
    DrawStatus.CANCELLED: "danger",
}
_TICKET = re.compile(r"[0-9a-f]{1,32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassView:
    """One class: who takes part and how many homes there are, as counts and as lengths out of a hundred."""

    code: str
    name: str
    candidates: int
    units: int
    housed: int
    reserve: int
    housed_width: float
    reserve_start: float
    reserve_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """A party's commitment and secret, and what is to be said of them."""

    name: str
    commitment: str
    committed_at: datetime | None
    reveal: str
    revealed_at: datetime | None
    words: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawFileView:
    name: str
    size: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawHead:
    """What a draw is called and where it stands."""

    standing: DrawStanding
    project: str
    status: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawView(DrawHead):
    """One draw."""

    headline: str
    stages: tuple[dict[str, Any], ...]
    classes: tuple[ClassView, ...]
    parties: tuple[PartyView, ...]
    files: tuple[DrawFileView, ...]

    @property
    def is_drawn(self) -> bool:
        return self.standing.status is DrawStatus.DRAWN

    @property
    def is_cancelled(self) -> bool:
        return self.standing.status is DrawStatus.CANCELLED

    @property
    def is_ahead(self) -> bool:
        return self.standing.status in {DrawStatus.FROZEN, DrawStatus.ANNOUNCED}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawCard:
    """A draw in a list."""

    reference: str
    project: str
    status: str
    tone: str
    draws_at: datetime
    candidates: int
    units: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawLists:
    """The draws to come, held, and cancelled."""

    ahead: tuple[DrawCard, ...]
    held: tuple[DrawCard, ...]
    cancelled: tuple[DrawCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsView:
    """One page of results, and how it was asked for."""

    lines: tuple[ResultLine, ...]
    ticket: str
    faulty: bool
    drawn_class: str
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketView:
    """A citizen's own ticket, what it drew, and the number its place follows from."""

    case_reference: str
    ticket: str
    drawn_class: str
    position: int | None
    unit: str
    of: int
    units: int
    score: str


def draw_lists(lines: Iterable[DrawLine]) -> DrawLists:
    """Return the draws by what became of them; the next to come stands first."""
    by_status: dict[DrawStatus, list[DrawCard]] = {status: [] for status in DrawStatus}
    for line in lines:
        by_status[line.status].append(_card(line))
    return DrawLists(
        ahead=tuple(reversed(by_status[DrawStatus.ANNOUNCED])),
        held=tuple(by_status[DrawStatus.DRAWN]),
        cancelled=tuple(by_status[DrawStatus.CANCELLED]),
    )


def _card(line: DrawLine) -> DrawCard:
    return DrawCard(
        reference=line.reference,
        project=t(line.project),
        status=str(line.status.label),
        tone=TONES[line.status],
        draws_at=line.draws_at,
        candidates=line.candidates,
        units=line.units,
        reason=line.reason,
    )


def draw_head(standing: DrawStanding) -> DrawHead:
    """Return what a draw is called and where it stands."""
    return DrawHead(
        standing=standing,
        project=t(standing.project),
        status=str(standing.status.label),
        tone=TONES[standing.status],
    )


def draw_view(standing: DrawStanding, sizes: Mapping[str, int], now: datetime) -> DrawView:
    """Return a draw as it stands at an instant."""
    widest = max((max(one.candidates, one.units) for one in standing.classes), default=1)
    return DrawView(
        standing=standing,
        project=t(standing.project),
        status=str(standing.status.label),
        tone=TONES[standing.status],
        headline=_headline(standing, now),
        stages=_stages(standing, now),
        classes=tuple(_class(one, widest) for one in standing.classes),
        parties=tuple(_party(party, standing, now) for party in standing.parties),
        files=tuple(
            DrawFileView(name=name, size=filesizeformat(size), what=_what(name)) for name, size in sizes.items()
        ),
    )


def _headline(standing: DrawStanding, now: datetime) -> str:
    if standing.status is DrawStatus.CANCELLED:
        return _("This draw was cancelled and will not be held")
    if standing.status is DrawStatus.DRAWN:
        return _("The draw has been held, and anyone can check it")
    if standing.signature:
        return _("The beacon has spoken; the draw follows")
    if now >= standing.draws_at:
        return _("The hour has come: the beacon's round is awaited")
    if now >= standing.reveals_due_at:
        return _("The secrets are closed; the beacon's round is awaited")
    return _("The lists are closed; nothing of them can change any more")


def _stages(standing: DrawStanding, now: datetime) -> tuple[dict[str, Any], ...]:
    """Return the way of a draw. Only one stage is under way, and none once it is cancelled."""
    secrets_closed = now >= standing.reveals_due_at or bool(standing.drawn_at)
    steps = [
        (_("Lists frozen"), True, standing.frozen_at,
         _("Who takes part and which homes there are is fixed under one hash.")),
        (_("Announced with every party's commitment"), standing.announced_at is not None, standing.announced_at,
         _("Each party has bound itself to a secret nobody else knows.")),
        (_("Secrets revealed"), secrets_closed, standing.reveals_due_at,
         _("Before the beacon speaks, so that nobody can choose by what it says.")),
        (_("Beacon round %(round)s") % {"round": standing.round}, bool(standing.signature), standing.draws_at,
         _("A number from a public network that nobody can foresee.")),
        (_("The draw"), standing.drawn_at is not None, standing.drawn_at or standing.draws_at,
         _("Everything follows from the numbers above; chance has no other way in.")),
    ]  # fmt: skip
    first_open = next((number for number, step in enumerate(steps) if not step[1]), len(steps))
    return tuple(
        {
            "label": label,
            "state": "done" if done else "current" if number == first_open and _goes_on(standing) else "next",
            "when": shown_instant(at) if at else "",
            "text": text,
        }
        for number, (label, done, at, text) in enumerate(steps)
    )


def _goes_on(standing: DrawStanding) -> bool:
    return standing.status is not DrawStatus.CANCELLED


def _class(one: Any, widest: int) -> ClassView:
    housed, reserve = 100 * one.housed / widest, 100 * one.reserve / widest
    return ClassView(
        code=one.code,
        name=t(class_name(one.code)),
        candidates=one.candidates,
        units=one.units,
        housed=one.housed,
        reserve=one.reserve,
        housed_width=round(housed, 2),
        reserve_start=round(housed, 2),
        reserve_width=round(reserve, 2),
    )


def _party(party: PartyStanding, standing: DrawStanding, now: datetime) -> PartyView:
    words, tone = _party_words(party, standing, now)
    return PartyView(
        name=t(party.name),
        commitment=party.commitment,
        committed_at=party.committed_at,
        reveal=party.reveal,
        revealed_at=party.revealed_at,
        words=words,
        tone=tone,
    )


def _party_words(party: PartyStanding, standing: DrawStanding, now: datetime) -> tuple[str, str]:
    if party.verdict is RevealVerdict.COUNTED:
        return _("Revealed, and matches the commitment"), "success"
    if party.verdict is RevealVerdict.MISMATCH:
        return _("What was revealed does not match the commitment: left out"), "danger"
    if party.verdict is RevealVerdict.LATE:
        return _("Revealed too late: left out"), "danger"
    if now >= standing.reveals_due_at or standing.status is DrawStatus.DRAWN:
        return _("Never revealed: left out"), "danger"
    if party.commitment:
        return _("Committed; the secret is still to come"), "info"
    return _("Not committed yet"), "neutral"


def _what(name: str) -> str:
    return {
        "candidates.tsv": _("Every ticket and its class; a ticket names nobody"),
        "units.tsv": _("Every home and its class"),
        "rules.json": _("The terms: beacon, round, parties"),
        "commitments.json": _("What each party bound itself to"),
        "reveals.json": _("The secrets as revealed"),
        "beacon.json": _("The beacon's round and signature"),
        "result.tsv": _("Every ticket's place and home"),
        "transcript.json": _("The hashes, the seed, and who was left out"),
    }[name]


def read_ticket(typed: str) -> tuple[str, bool]:
    """Return the beginning of a ticket as typed, and whether it can be none."""
    bare = "".join(latin_digits(typed).split()).lower()
    return (bare, False) if not bare or _TICKET.fullmatch(bare) else ("", True)


def results_view(
    lines: tuple[ResultLine, ...], *, ticket: str, faulty: bool, drawn_class: str, number: int, total: int, size: int
) -> ResultsView:
    """Return one page of results."""
    return ResultsView(
        lines=lines,
        ticket=ticket,
        faulty=faulty,
        drawn_class=drawn_class,
        number=number,
        pages=max(1, -(-total // size)),
        total=total,
    )


def own_tickets(tickets: Iterable[OwnTicket], view: DrawHead) -> tuple[TicketView, ...]:
    """Return a citizen's tickets, each with its score once the seed is known."""
    counts = {one.code: one for one in view.standing.classes}
    seed = bytes.fromhex(view.standing.seed)
    return tuple(
        TicketView(
            case_reference=own.case_reference,
            ticket=own.ticket,
            drawn_class=t(class_name(own.drawn_class)),
            position=own.result.position if own.result else None,
            unit=(own.result.unit or "") if own.result else "",
            of=counts[own.drawn_class].candidates,
            units=counts[own.drawn_class].units,
            score=score(seed, own.ticket).hex() if seed else "",
        )
        for own in tickets
    )
