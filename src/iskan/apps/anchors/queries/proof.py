"""Whether the trail is what was anchored: every anchor still fits, none is gone, every stamp holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from iskan.apps.anchors.models import AuditAnchor
from iskan.apps.draws.queries.heads import draw_heads
from iskan.core.anchoring.statement import AnchorStatement, digest_of, read_statement
from iskan.foundation import audit, audit_chain
from iskan.foundation.audit_chain import SEAL, ChainVerdict
from iskan.integrations.timestamps.port import BadStamp, is_configured

ANCHORED, STAMPED, KIND = "audit.anchor", "audit.stamp", "anchor"
# A stamp is asked for at once and for two days; one from much later was had for an anchor made up afterwards.
CLOCKS_DIFFER, STAMPED_WITHIN = timedelta(minutes=10), timedelta(days=4)
GIVEN_UP_AFTER = timedelta(days=2)


class AnchorFault(StrEnum):
    """What was found of the anchors; each fits beside the faults of the chain itself."""

    ANCHOR_CHANGED = "anchor_changed"
    ANCHOR_REMOVED = "anchor_removed"
    NOT_AS_ANCHORED = "not_as_anchored"
    DRAW_CHANGED = "draw_changed"
    STAMP_FORGED = "stamp_forged"
    STAMP_REMOVED = "stamp_removed"
    STAMP_OVERDUE = "stamp_overdue"


SAYS = {
    AnchorFault.ANCHOR_CHANGED: "The anchor is not what was made: its statement, its digest or its place is another.",
    AnchorFault.ANCHOR_REMOVED: "The anchor is gone.",
    AnchorFault.NOT_AS_ANCHORED: "The trail up to the anchor is not what was anchored: cut off, rewritten or removed.",
    AnchorFault.DRAW_CHANGED: "A draw's lists or result are not what was anchored.",
    AnchorFault.STAMP_FORGED: "The anchor's time stamp does not hold: forged, another's, or made long afterwards.",
    AnchorFault.STAMP_REMOVED: "The anchor's time stamp is gone.",
    AnchorFault.STAMP_OVERDUE: "The authority has stamped neither the anchor nor a later one for more than two days.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofFinding:
    """A fault in words, and where it is."""

    kind: str
    says: str
    where: str
    entry_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The outcome of a verification."""

    verdict: ChainVerdict
    anchors: int
    finding: ProofFinding | None


def prove(*, expected: str | None = None, since: str | None = None) -> Proof:
    """Verify the chain, then every anchor against it; ``since`` is a seal, or the digest of an anchor.

    Raises:
        NotASeal: it is neither.
    """
    anchors = list(AuditAnchor.objects.select_related("stamp").order_by("number"))
    seal, lost = _seal_of(since, anchors)
    verdict = audit_chain.verify(expected=expected, since=seal)
    finding = lost or _of_chain(verdict) or next(_faults(anchors), None)
    return Proof(verdict=verdict, anchors=len(anchors), finding=finding)


def overdue_stamp(at: datetime) -> ProofFinding | None:
    """Return the oldest anchor that neither its own stamp nor a later one vouches for, where an authority is named."""
    if not is_configured():
        return None
    rows = AuditAnchor.objects.order_by("number")
    stamped = rows.exclude(stamp=None).values_list("number", flat=True).last() or 0
    first = rows.filter(number__gt=stamped, at__lt=at - GIVEN_UP_AFTER).first()
    return _found(AnchorFault.STAMP_OVERDUE, f"anchor {first.number}") if first else None


def _seal_of(since: str | None, anchors: Sequence[AuditAnchor]) -> tuple[str | None, ProofFinding | None]:
    if since is None or SEAL.fullmatch(since.strip()):
        return since, None
    wanted = since.strip().lower()
    if len(wanted) != 64 or set(wanted) - set("0123456789abcdef"):  # noqa: PLR2004 -- a SHA-256 in hexadecimal
        raise audit_chain.NotASeal(since)
    known = next((anchor for anchor in anchors if anchor.digest == wanted), None)
    if known is None:
        return None, _found(AnchorFault.ANCHOR_REMOVED, f"digest {wanted}")
    return read_statement(known.statement).seal, None


def _of_chain(verdict: ChainVerdict) -> ProofFinding | None:
    fault = verdict.fault
    where = f"line {fault.entry_id}, link {fault.link_id}" if fault else ""
    if fault is None:
        return None
    return ProofFinding(kind=fault.kind, says=fault.says, where=where, entry_id=fault.entry_id)


def _found(kind: AnchorFault, where: str) -> ProofFinding:
    return ProofFinding(kind=kind, says=SAYS[kind], where=where)


def _faults(anchors: Sequence[AuditAnchor]) -> Iterator[ProofFinding]:
    yield from _removed(anchors)
    known = {(head.draw, head.what): head.digest for head in draw_heads()}
    previous, link, lines = "", 0, 0
    for number, anchor in enumerate(anchors, 1):
        said = _read(anchor, number, previous)
        if said is None:
            yield _found(AnchorFault.ANCHOR_CHANGED, f"anchor {anchor.number}")
            return
        lines += audit_chain.lines_between(link, said.link)
        previous, link = anchor.digest, said.link
        if said.seal != audit_chain.seal_at(said.link) or said.lines != lines:
            yield _found(AnchorFault.NOT_AS_ANCHORED, f"anchor {number}, link {said.link}")
        yield from (
            _found(AnchorFault.DRAW_CHANGED, f"anchor {number}, draw {head.draw}, {head.what}")
            for head in said.draws
            if known.get((head.draw, head.what)) != head.digest
        )
        if not _stamp_holds(anchor):
            yield _found(AnchorFault.STAMP_FORGED, f"anchor {number}")


def _read(anchor: AuditAnchor, number: int, previous: str) -> AnchorStatement | None:
    """Return an anchor's statement where the row is what the statement says, in its place."""
    try:
        said = read_statement(anchor.statement)
    except ValueError:
        return None
    row = (anchor.number, anchor.at, anchor.link, anchor.digest)
    is_whole = row == (said.number, said.at, said.link, digest_of(anchor.statement))
    return said if is_whole and (said.number, said.previous) == (number, previous) else None


def _removed(anchors: Sequence[AuditAnchor]) -> Iterator[ProofFinding]:
    """Yield the anchors and stamps the trail tells of that are not there."""
    made = {anchor.digest for anchor in anchors}
    stamped = {anchor.digest for anchor in anchors if getattr(anchor, "stamp", None) is not None}
    told = ((ANCHORED, made, AnchorFault.ANCHOR_REMOVED), (STAMPED, stamped, AnchorFault.STAMP_REMOVED))
    for action, there, kind in told:
        for line in audit.lines_of(subject_kind=KIND, action=action):
            if line.detail.get("digest") not in there:
                yield _found(kind, f"anchor {line.subject}")


def _stamp_holds(anchor: AuditAnchor) -> bool:
    stamp = getattr(anchor, "stamp", None)
    if stamp is None:
        return True
    from iskan.integrations.timestamps.check import require_stamp  # noqa: PLC0415 -- brings the libraries of signatures
    from iskan.integrations.timestamps.http import trusted_certificates  # noqa: PLC0415 -- likewise

    try:
        digest = bytes.fromhex(anchor.digest)
        at = require_stamp(bytes(stamp.token), digest=digest, trusted=trusted_certificates())
    except BadStamp:
        return False
    return bool(at == stamp.stamped_at) and _is_in_time(anchor.at, at)


def _is_in_time(made: datetime, stamped: datetime) -> bool:
    return made - CLOCKS_DIFFER <= stamped <= made + STAMPED_WITHIN
