"""A draw as those who conduct it or speak in it see it: how far it is, and the step that is theirs to take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from iskan.apps.allocation.queries.offers import Unanswered, unanswered_in
from iskan.apps.draws.enums import DrawStatus, RevealVerdict
from iskan.apps.draws.operations.draw_refusals import TooSoon
from iskan.apps.draws.queries.draw_drafts import DraftLists
from iskan.apps.draws.queries.draws import ClassCount, DrawLine, DrawStanding, PartyMemberLine, PartyStanding
from iskan.apps.draws.rules import can_conduct_draws, leaves_notice
from iskan.foundation.scope import Scope
from iskan.integrations.beacon.chains import configured
from iskan.policy.draw_parties import PARTIES
from iskan.policy.unit_classes import class_name
from iskan.surfaces.ui.formatting import t

TONES = {
    DrawStatus.FROZEN: "neutral",
    DrawStatus.ANNOUNCED: "info",
    DrawStatus.DRAWN: "success",
    DrawStatus.CANCELLED: "danger",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRow:
    """A draw in the list."""

    reference: str
    project: str
    status: str
    tone: str
    draws_at: datetime
    candidates: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawClassRow:
    """One class with its name and counts."""

    code: str
    name: str
    candidates: int
    units: int
    reserve: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskParty:
    """A party, and how far it is."""

    code: str
    name: str
    standing: PartyStanding
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDraw:
    """One draw on the desk; the ``may_`` flags say what the viewer can do now."""

    standing: DrawStanding
    project: str
    status: str
    tone: str
    classes: tuple[DrawClassRow, ...]
    parties: tuple[DeskParty, ...]
    files: Mapping[str, int]
    own_party: DeskParty | None
    missing: tuple[str, ...]
    may_commit: bool
    may_announce: bool
    froze_it: bool
    may_reveal: bool
    may_fetch: bool
    may_run: bool
    may_cancel: bool
    too_soon: str
    unanswered: Unanswered | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """Lists handed in, by class, with what is wrong with them and the round they would be bound to."""

    draft: DraftLists
    project: str
    classes: tuple[DrawClassRow, ...]
    faults: tuple[str, ...]
    chain: str
    is_stand_in: bool
    round: int
    may_freeze: bool
    too_soon: str
    unanswered: Unanswered | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A party with those who speak for it."""

    code: str
    name: str
    members: tuple[PartyMemberLine, ...]


def draw_rows(lines: Iterable[DrawLine]) -> tuple[DrawRow, ...]:
    """Return the draws as rows."""
    return tuple(
        DrawRow(
            reference=line.reference,
            project=t(line.project),
            status=str(line.status.label),
            tone=TONES[line.status],
            draws_at=line.draws_at,
            candidates=line.candidates,
            units=line.units,
        )
        for line in lines
    )


def desk_view(
    standing: DrawStanding, sizes: Mapping[str, int], party: str | None, scope: Scope, now: datetime
) -> DeskDraw:
    """Return a draw for this viewer at an instant."""
    parties = tuple(_party(one) for one in standing.parties)
    own = next((one for one in parties if one.code == party), None)
    conducts, status = can_conduct_draws(scope), standing.status
    frozen, announced, due = status is DrawStatus.FROZEN, status is DrawStatus.ANNOUNCED, now >= standing.draws_at
    missing = tuple(one.name for one in parties if not one.standing.commitment)
    in_time = leaves_notice(standing.draws_at, now)
    return DeskDraw(
        standing=standing,
        project=t(standing.project),
        status=str(status.label),
        tone=TONES[status],
        classes=_classes(standing.classes),
        parties=parties,
        files=sizes,
        own_party=own,
        missing=missing,
        may_commit=frozen and in_time and own is not None and not own.standing.commitment,
        may_announce=frozen and in_time and conducts and not missing,
        froze_it=standing.frozen_by_id == scope.user_id,
        may_reveal=announced and own is not None and own.standing.verdict is not RevealVerdict.COUNTED,
        may_fetch=announced and conducts and due and not standing.signature,
        may_run=announced and conducts and due and bool(standing.signature),
        may_cancel=conducts and (frozen or (announced and not due)),
        too_soon=_too_soon(standing.draws_at) if frozen and not in_time else "",
        unanswered=_unanswered(standing.project_code) if frozen else None,
    )


def _too_soon(draws_at: datetime) -> str:
    return t(TooSoon(settings.ISKAN_DRAW_NOTICE_HOURS, draws_at).text)


def _unanswered(project_code: str) -> Unanswered | None:
    """Return what of a project's offers is open, or nothing where all is answered and settled."""
    found = unanswered_in(project_code)
    return found if found.sent or found.unsent or found.kept_out or found.died else None


def draft_view(draft: DraftLists, now: datetime) -> DraftView:
    """Return what was handed in."""
    chain = configured()
    return DraftView(
        draft=draft,
        project=t(draft.project),
        classes=_classes(draft.classes),
        faults=tuple(t(fault) for fault in draft.faults),
        chain=t(chain.name),
        is_stand_in=chain.is_stand_in,
        round=chain.round_at(draft.draws_at),
        may_freeze=not draft.faults and leaves_notice(draft.draws_at, now),
        too_soon="" if leaves_notice(draft.draws_at, now) else _too_soon(draft.draws_at),
        unanswered=_unanswered(draft.project_code),
    )


def party_rows(members: Iterable[PartyMemberLine]) -> tuple[PartyRow, ...]:
    """Return every party with its members."""
    found = tuple(members)
    return tuple(
        PartyRow(code=code, name=t(name), members=tuple(one for one in found if one.party == code))
        for code, name in PARTIES.items()
    )


def _classes(counts: Iterable[ClassCount]) -> tuple[DrawClassRow, ...]:
    return tuple(
        DrawClassRow(
            code=one.code, name=t(class_name(one.code)), candidates=one.candidates, units=one.units, reserve=one.reserve
        )
        for one in counts
    )


def _party(standing: PartyStanding) -> DeskParty:
    tone = "neutral"
    if standing.verdict is not None:
        tone = "success" if standing.verdict is RevealVerdict.COUNTED else "danger"
    elif standing.commitment:
        tone = "info"
    return DeskParty(code=standing.code, name=t(standing.name), standing=standing, tone=tone)
