"""Whether the audit trail is whole: every digest recomputed in the database, nothing read into memory."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

LANES = 16
SEAL = re.compile(r"(?P<upto>\d+)-(?P<digest>[0-9a-f]{64})")

# With every lane held for a moment no commit is under way: links up to this one are all there.
HOLD_LANES = """
    SELECT pg_advisory_xact_lock(hashtext('audit_lane'), lane) FROM generate_series(0, %s) AS lane ORDER BY lane
"""
LAST_LINK = "SELECT coalesce(max(id), 0), (SELECT count(*) FROM foundation_auditentry) FROM foundation_auditlink"
HEADS = """
    SELECT DISTINCT ON (lane) lane, digest FROM foundation_auditlink WHERE id <= %s ORDER BY lane, id DESC
"""
BROKEN = """
    WITH chain AS (
        SELECT id, entry_id, digest, lag(digest) OVER (PARTITION BY lane ORDER BY id) AS previous
        FROM foundation_auditlink WHERE id <= %s
    )
    SELECT chain.id, chain.entry_id, entry.id IS NULL
    FROM chain LEFT JOIN foundation_auditentry entry ON entry.id = chain.entry_id
    WHERE entry.id IS NULL
       OR chain.digest IS DISTINCT FROM sha256(coalesce(chain.previous, ''::bytea) || audit_content(entry))
    ORDER BY chain.id LIMIT 1
"""
UNLINKED = """
    SELECT entry.id FROM foundation_auditentry entry
    WHERE NOT EXISTS (SELECT FROM foundation_auditlink link WHERE link.entry_id = entry.id)
    ORDER BY entry.id LIMIT 1
"""


class FaultKind(StrEnum):
    """What was found first."""

    CHANGED = "changed"
    REMOVED = "removed"
    UNLINKED = "unlinked"
    NOT_AS_KEPT = "not_as_kept"


SAYS = {
    FaultKind.CHANGED: "The line was changed, or a line before it in its chain was changed, moved or removed.",
    FaultKind.REMOVED: "The line was removed; its link is still there.",
    FaultKind.UNLINKED: "The line was added past the chain.",
    FaultKind.NOT_AS_KEPT: "The trail is not what the kept digest was made of: its end was removed or rewritten.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFault:
    """Where the trail is first not what it was."""

    kind: FaultKind
    entry_id: int | None = None
    link_id: int | None = None

    @property
    def says(self) -> str:
        return SAYS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainVerdict:
    """The outcome: ``seal`` stands for the whole trail up to now, to be kept elsewhere and expected next time."""

    entries: int
    seal: str
    fault: ChainFault | None


class NotASeal(ValueError):
    """What was given to compare with was not printed by a former verification."""


def verify(*, expected: str | None = None) -> ChainVerdict:
    """Recompute every link and find the first fault; with a seal kept from before, find a lost or rewritten past."""
    upto, entries = _last_link()
    with connection.cursor() as cursor:
        fault = _broken(cursor, upto) or _unlinked(cursor) or (_not_as_kept(cursor, expected) if expected else None)
        return ChainVerdict(entries=entries, seal=_seal(cursor, upto), fault=fault)


def _last_link() -> tuple[int, int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HOLD_LANES, [LANES - 1])
        cursor.execute(LAST_LINK)
        upto, entries = cursor.fetchone()
        return upto, entries


def _broken(cursor: CursorWrapper, upto: int) -> ChainFault | None:
    cursor.execute(BROKEN, [upto])
    row = cursor.fetchone()
    if row is None:
        return None
    link_id, entry_id, is_missing = row
    kind = FaultKind.REMOVED if is_missing else FaultKind.CHANGED
    return ChainFault(kind=kind, entry_id=entry_id, link_id=link_id)


def _unlinked(cursor: CursorWrapper) -> ChainFault | None:
    cursor.execute(UNLINKED)
    row = cursor.fetchone()
    return ChainFault(kind=FaultKind.UNLINKED, entry_id=row[0]) if row else None


def _not_as_kept(cursor: CursorWrapper, expected: str) -> ChainFault | None:
    kept = SEAL.fullmatch(expected.strip())
    if kept is None:
        raise NotASeal(expected)
    upto = int(kept["upto"])
    is_as_kept = _seal(cursor, upto) == kept[0]
    return None if is_as_kept else ChainFault(kind=FaultKind.NOT_AS_KEPT, link_id=upto)


def _seal(cursor: CursorWrapper, upto: int) -> str:
    """Return a digest over the lanes' heads at a link, with the link it was taken at."""
    cursor.execute(HEADS, [upto])
    heads = b"".join(lane.to_bytes(2, "big") + bytes(digest) for lane, digest in cursor.fetchall())
    return f"{upto}-{hashlib.sha256(heads).hexdigest()}"
