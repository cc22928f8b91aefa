"""Whether the audit trail is whole: every digest recomputed in the database, nothing read into memory."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

LANES = 16
SEAL = re.compile(r"(?P<upto>\d+)-(?P<digest>[0-9a-f]{64})")

# What a line's digest is made of, as the database's own `audit_content` writes it. It stands here once more because who
# owns the database may put another function in that one's place, which gives a changed line its old content.
CONTENT = """convert_to(jsonb_build_array(
        entry.id, extract(epoch FROM entry.at)::text, entry.actor_id, entry.actor_role,
        entry.action, entry.subject_kind, entry.subject, entry.detail,
        extract(epoch FROM entry.recorded_at)::text, entry.recorded_by
    )::text, 'UTF8')"""
# With every lane held for a moment no commit is under way: links up to this one are all there.
HOLD_LANES = """
    SELECT pg_advisory_xact_lock(hashtext('audit_lane'), lane) FROM generate_series(0, %s) AS lane ORDER BY lane
"""
LAST_LINK = "SELECT coalesce(max(id), 0) FROM foundation_auditlink"
COUNT = "SELECT count(*) FROM foundation_auditlink WHERE id > %s AND id <= %s"
# Sixteen looks at an index, however long the trail is.
HEADS = """
    SELECT lane, head.digest FROM generate_series(0, %s) AS lane CROSS JOIN LATERAL (
        SELECT digest FROM foundation_auditlink link WHERE link.lane = lane.lane AND id <= %s ORDER BY id DESC LIMIT 1
    ) head ORDER BY lane
"""
# Each lane goes on from its head at the link after which it is looked at; from the first link on there is none.
BROKEN = f"""
    WITH head AS ({HEADS}), chain AS (
        SELECT id, entry_id, link.digest,
            coalesce(lag(link.digest) OVER (PARTITION BY link.lane ORDER BY id), head.digest) AS previous
        FROM foundation_auditlink link LEFT JOIN head ON head.lane = link.lane WHERE id > %s AND id <= %s
    )
    SELECT chain.id, chain.entry_id, entry.id IS NULL
    FROM chain LEFT JOIN foundation_auditentry entry ON entry.id = chain.entry_id
    WHERE entry.id IS NULL
       OR chain.digest IS DISTINCT FROM sha256(coalesce(chain.previous, ''::bytea) || {CONTENT})
    ORDER BY chain.id LIMIT 1
"""  # noqa: S608 -- a statement of our own
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHead:
    """How far the trail had come: its last link, how many lines it held, and the seal over all of them."""

    link: int
    lines: int
    seal: str


def head() -> ChainHead:
    """Return the head of the trail as of now, every transaction that is committing let through first."""
    link = _last_link()
    return ChainHead(link=link, lines=lines_between(0, link), seal=seal_at(link))


def seal_at(link: int) -> str:
    """Return the seal over the trail up to a link, as it can be computed from what the database holds."""
    with connection.cursor() as cursor:
        return _seal(cursor, link)


def lines_between(after: int, upto: int) -> int:
    """Return how many lines were linked after one link and up to another."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [after, upto])
        return int(cursor.fetchone()[0])


def link_of(seal: str) -> int:
    """Return the link a seal was taken at.

    Raises:
        NotASeal: the words are none.
    """
    kept = SEAL.fullmatch(seal.strip())
    if kept is None:
        raise NotASeal(seal)
    return int(kept["upto"])


def verify(*, expected: str | None = None, since: str | None = None) -> ChainVerdict:
    """Recompute every link and find the first fault; with a seal kept from before, find a lost or rewritten past.

    ``since`` is such a seal too: what came before it is compared with it alone, and only what follows is recomputed.
    """
    upto, kept, after = _last_link(), since or expected, link_of(since) if since else 0
    with connection.cursor() as cursor:
        fault = _broken(cursor, after, upto) or _unlinked(cursor) or (_not_as_kept(cursor, kept) if kept else None)
        return ChainVerdict(entries=lines_between(0, upto), seal=_seal(cursor, upto), fault=fault)


def _last_link() -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HOLD_LANES, [LANES - 1])
        cursor.execute(LAST_LINK)
        return int(cursor.fetchone()[0])


def _broken(cursor: CursorWrapper, after: int, upto: int) -> ChainFault | None:
    cursor.execute(BROKEN, [LANES - 1, after, after, upto])
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
    upto = link_of(expected)
    is_as_kept = _seal(cursor, upto) == expected.strip()
    return None if is_as_kept else ChainFault(kind=FaultKind.NOT_AS_KEPT, link_id=upto)


def _seal(cursor: CursorWrapper, upto: int) -> str:
    """Return a digest over the lanes' heads at a link, with the link it was taken at."""
    cursor.execute(HEADS, [LANES - 1, upto])
    heads = b"".join(lane.to_bytes(2, "big") + bytes(digest) for lane, digest in cursor.fetchall())
    return f"{upto}-{hashlib.sha256(heads).hexdigest()}"
