"""Reading draws: how each stands, its files to the byte, its results by page, and what a case drew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import Func, IntegerField
from psycopg import Cursor

from iskan.apps.cases.models import Case
from iskan.apps.draws.enums import BeaconSource, DrawStatus, RevealVerdict
from iskan.apps.draws.models import Draw, DrawFile, DrawResult, DrawTicket, PartyMember
from iskan.apps.draws.queries.places import placed
from iskan.core.draw.drawing import TicketOutcome
from iskan.core.draw.lists import CANDIDATES, RULES, UNITS
from iskan.core.text import Text
from iskan.foundation.reading import cached_in_process
from iskan.foundation.scope import OutOfScope, Scope
from iskan.integrations.beacon.chains import chain_of
from iskan.integrations.beacon.port import Chain
from iskan.policy.draw_parties import PARTIES

FILES = (
    CANDIDATES,
    UNITS,
    RULES,
    "commitments.json",
    "reveals.json",
    "beacon.json",
    "result.tsv",
    "transcript.json",
)
_CONTENT = "SELECT content FROM draws_drawfile WHERE draw_id = %s AND name = %s"
_STEPS = ("announcement", "beacon", "outcome", "cancellation")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyStanding:
    """What a party has given so far. ``verdict`` is that of the reveal that counts, else of the last."""

    code: str
    name: Text
    commitment: str = ""
    committed_at: datetime | None = None
    reveal: str = ""
    revealed_at: datetime | None = None
    verdict: RevealVerdict | None = None
    left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCount:
    """How many of a class take part, for how many units."""

    code: str
    candidates: int
    units: int

    @property
    def housed(self) -> int:
        return min(self.candidates, self.units)

    @property
    def reserve(self) -> int:
        return max(self.candidates - self.units, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawLine:
    """A draw as lists show it."""

    reference: str
    project: Text
    status: DrawStatus
    draws_at: datetime
    candidates: int
    units: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawStanding:
    """Everything anybody may know of a draw; secrets and the tickets' owners are not in it."""

    id: int
    reference: str
    project_code: str
    project: Text
    status: DrawStatus
    chain: Chain
    round: int
    parties: tuple[PartyStanding, ...]
    classes: tuple[ClassCount, ...]
    list_hash: str
    candidates: int
    units: int
    frozen_at: datetime
    frozen_by_id: int | None
    reveals_due_at: datetime
    draws_at: datetime
    announced_at: datetime | None
    signature: str
    beacon_source: BeaconSource | None
    beacon_at: datetime | None
    drawn_at: datetime | None
    randomness: str
    seed: str
    result_hash: str
    cancelled_at: datetime | None
    reason: str

    @property
    def is_public(self) -> bool:
        return self.status is not DrawStatus.FROZEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A ticket's outcome; no unit means the reserve."""

    ticket: str
    drawn_class: str
    position: int
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMemberLine:
    """Who speaks for a party."""

    id: int
    party: str
    user_id: int
    username: str
    name: Text
    named_at: datetime


def status_of(draw: Draw) -> DrawStatus:
    """Return how far a draw is."""
    if _step(draw, "cancellation"):
        return DrawStatus.CANCELLED
    if _step(draw, "outcome"):
        return DrawStatus.DRAWN
    return DrawStatus.ANNOUNCED if _step(draw, "announcement") else DrawStatus.FROZEN


def party_of(scope: Scope) -> str | None:
    """Return the party the viewer speaks for, if any."""
    if scope.user_id is None or not scope.is_official:
        return None
    standing = PartyMember.objects.filter(user_id=scope.user_id, let_go_at__isnull=True)
    return standing.values_list("party", flat=True).first()


def members() -> tuple[PartyMemberLine, ...]:
    """Return who speaks for each party."""
    rows = PartyMember.objects.filter(let_go_at__isnull=True).select_related("user").order_by("party", "pk")
    return tuple(
        PartyMemberLine(
            id=row.pk,
            party=row.party,
            user_id=row.user_id,
            username=row.user.username,
            name=Text(ar=row.user.name_ar or row.user.username, en=row.user.name_en or row.user.username),
            named_at=row.named_at,
        )
        for row in rows
    )


def draws(scope: Scope) -> tuple[DrawLine, ...]:
    """Return the draws, the latest hour first; those not yet announced are for officials."""
    rows = Draw.objects.select_related(*_STEPS).defer("salt").order_by("-draws_at", "-pk")
    lines = (_line(row) for row in rows)
    return tuple(line for line in lines if scope.is_official or line.status != DrawStatus.FROZEN)


def draw_for(scope: Scope, reference: str) -> DrawStanding:
    """Return a draw as it stands, or raise `OutOfScope`: before its announcement it is for officials alone."""
    try:
        return _held(reference)
    except _StillOpen as still:
        row = still.draw
    if row is None or not (scope.is_official or status_of(row) != DrawStatus.FROZEN):
        raise OutOfScope(reference)
    return _standing(row)


class _StillOpen(Exception):
    def __init__(self, draw: Draw | None) -> None:
        super().__init__()
        self.draw = draw


@cached_in_process(maxsize=64)
def _held(reference: str) -> DrawStanding:
    """Return a draw that was held, read once in a process: nothing of it changes any more."""
    row = Draw.objects.select_related(*_STEPS).defer("salt").filter(reference=reference).first()
    if row is None or status_of(row) != DrawStatus.DRAWN:
        raise _StillOpen(row)
    return _standing(row)


def file_of(scope: Scope, reference: str, name: str) -> bytes:
    """Return a published file to the byte, or raise `OutOfScope`."""
    standing = draw_for(scope, reference)
    content = content_of(standing.id, name)
    if content is None:
        raise OutOfScope(name)
    return content


def content_of(draw_id: int, name: str) -> bytes | None:
    """Return a file's bytes, fetched as such: megabytes spelt in hexadecimal would double time and memory."""
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        cursor.execute(_CONTENT, (draw_id, name), binary=True)
        found = cursor.fetchone()
    return bytes(found[0]) if found else None


def file_sizes(draw_id: int) -> dict[str, int]:
    """Return the published files of a draw in the protocol's order, each with its bytes."""
    size = Func("content", function="octet_length", output_field=IntegerField())
    sizes = dict(DrawFile.objects.filter(draw_id=draw_id).annotate(size=size).values_list("name", "size"))
    return {name: sizes[name] for name in FILES if name in sizes}


def results(
    draw_id: int, *, drawn_class: str = "", ticket: str = "", start: int = 0, count: int = 50
) -> tuple[ResultLine, ...]:
    """Return results in their order: of a class, or of tickets that begin with some characters."""
    if not ticket:
        return tuple(map(_result, placed(draw_id, drawn_class, start, count)))
    rows = DrawResult.objects.filter(draw_id=draw_id, ticket__gte=ticket, ticket__lt=ticket + "g")
    if drawn_class:
        rows = rows.filter(drawn_class=drawn_class)
    return tuple(map(_result, rows.order_by("drawn_class", "position")[start : start + count]))


def winners(reference: str) -> Iterable[tuple[int, str, str]]:
    """Yield case id, class and unit of everyone who drew a unit: what the offers follow from."""
    rows = DrawResult.objects.filter(draw__reference=reference, unit__isnull=False).order_by("drawn_class", "position")
    cases = dict(DrawTicket.objects.filter(draw__reference=reference).values_list("ticket", "case_id"))
    for ticket, drawn_class, unit in rows.values_list("ticket", "drawn_class", "unit"):
        yield cases[ticket], drawn_class, unit or ""


def cases_by_reference(references: Iterable[str]) -> dict[str, int]:
    """Return the ids of cases by reference; what does not exist is not in it."""
    return dict(Case.objects.filter(reference__in=list(references)).values_list("reference", "pk"))


def _result(row: DrawResult | TicketOutcome) -> ResultLine:
    return ResultLine(ticket=row.ticket, drawn_class=row.drawn_class, position=row.position, unit=row.unit)


def _line(row: Draw) -> DrawLine:
    return DrawLine(
        reference=row.reference,
        project=Text(ar=row.project_ar, en=row.project_en),
        status=status_of(row),
        draws_at=row.draws_at,
        candidates=row.candidate_count,
        units=row.unit_count,
        reason=_told(_step(row, "cancellation"), "reason") or "",
    )


def _standing(row: Draw) -> DrawStanding:
    announcement, beacon, outcome, cancellation = (_step(row, name) for name in _STEPS)
    counts = sorted(row.classes.items())
    return DrawStanding(
        id=row.pk,
        reference=row.reference,
        project_code=row.project_code,
        project=Text(ar=row.project_ar, en=row.project_en),
        status=status_of(row),
        chain=chain_of(row.beacon_chain),
        round=row.beacon_round,
        parties=_parties(row),
        classes=tuple(ClassCount(code=code, candidates=people, units=homes) for code, (people, homes) in counts),
        list_hash=_hex(row, "list_hash"),
        candidates=row.candidate_count,
        units=row.unit_count,
        frozen_at=row.frozen_at,
        frozen_by_id=row.frozen_by_id,
        reveals_due_at=row.reveals_due_at,
        draws_at=row.draws_at,
        announced_at=_told(announcement, "at"),
        signature=_hex(beacon, "signature"),
        beacon_source=BeaconSource(beacon.source) if beacon else None,
        beacon_at=_told(beacon, "at"),
        drawn_at=_told(outcome, "at"),
        randomness=_hex(outcome, "randomness"),
        seed=_hex(outcome, "seed"),
        result_hash=_hex(outcome, "result_hash"),
        cancelled_at=_told(cancellation, "at"),
        reason=_told(cancellation, "reason") or "",
    )


def _parties(row: Draw) -> tuple[PartyStanding, ...]:
    outcome = _step(row, "outcome")
    left_out: Mapping[str, str] = outcome.left_out if outcome else {}
    commitments = {made.party: made for made in row.commitments.all()}
    given = sorted(row.reveals.all(), key=lambda one: (one.verdict == RevealVerdict.COUNTED, one.at, one.pk))
    reveals = {one.party: one for one in given}
    return tuple(
        PartyStanding(
            code=code,
            name=PARTIES[code],
            commitment=_hex(commitments.get(code), "digest"),
            committed_at=_told(commitments.get(code), "at"),
            reveal=_hex(reveals.get(code), "reveal"),
            revealed_at=_told(reveals.get(code), "at"),
            verdict=RevealVerdict(reveals[code].verdict) if code in reveals else None,
            left_out=left_out.get(code, ""),
        )
        for code in row.parties
    )


def _step(row: Draw, name: str) -> Any:
    """Return a step of a draw, or nothing where it was not taken."""
    try:
        return getattr(row, name)
    except ObjectDoesNotExist:
        return None


def _told(step: Any, name: str) -> Any:
    return getattr(step, name) if step else None


def _hex(step: Any, name: str) -> str:
    return bytes(getattr(step, name)).hex() if step else ""
