"""The audit trail: every change, and every reading of a person's file, adds a line in the same transaction."""

import json
import logging
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import connection, transaction
from django.db.models import Q

from iskan.foundation.models import AuditEntry
from iskan.foundation.replica import copy_read
from iskan.foundation.scope import Scope

logger = logging.getLogger(__name__)
# Written out by hand: every change of anything adds such a line.
_ADD = """
INSERT INTO foundation_auditentry (at, actor_id, actor_role, action, subject_kind, subject, detail)
VALUES (%s, %s, %s, %s, %s, %s, %s::jsonb)
"""
_ADD_MANY = """
INSERT INTO foundation_auditentry (at, actor_id, actor_role, action, subject_kind, subject, detail)
SELECT %s, %s, %s, %s, %s, line.* FROM unnest(%s::text[], %s::jsonb[]) AS line
"""
READ = "file.read"
SHOWN, SEARCHED, LISTED = "shown", "search", "list.read"
_SHOWS = Q(detail__has_key=SHOWN)
CASE = "case"
PERSON = "person"
# Nine digits by themselves are somebody's personal number; what an address named by one is quoted in a line, too.
_PERSONAL_NUMBER = re.compile(r"(?<!\w)\d{9}(?!\w)")
NUMBER_LEFT_OUT = "<number>"


class WebSession(Protocol):
    """The part of a web session the trail needs: what it remembers between requests."""

    modified: bool

    def get(self, key: str, default: Any) -> Any: ...

    def __setitem__(self, key: str, value: Any) -> None: ...

    def save(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the trail."""

    at: datetime
    actor_id: int | None
    actor_role: str
    action: str
    subject_kind: str
    subject: str
    detail: dict[str, Any]


def record(*, scope: Scope, action: str, subject_kind: str, subject: str, at: datetime, **detail: Any) -> None:
    """Add a line. ``subject`` is a reference or an internal id, never a name; ``detail`` holds no personal values."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [at, scope.user_id, role_of(scope), action, subject_kind, subject, _kept(detail)])


def without_numbers(value: Any) -> Any:
    """Return a part of a line's detail with every personal number in its words left out."""
    if isinstance(value, str):
        return _PERSONAL_NUMBER.sub(NUMBER_LEFT_OUT, value)
    if isinstance(value, Mapping):
        return {without_numbers(name): without_numbers(one) for name, one in value.items()}
    return [without_numbers(one) for one in value] if isinstance(value, list | tuple) else value


def _kept(detail: Mapping[str, Any]) -> str:
    """Return the detail of a line as it is kept: whoever reads the trail may not be one who may read the number."""
    return json.dumps(without_numbers(detail))


def record_many(
    *, scope: Scope, action: str, subject_kind: str, lines: Sequence[tuple[str, Mapping[str, Any]]], at: datetime
) -> None:
    """Add the lines of one action on many subjects, each with its detail, in one statement."""
    subjects, details = [subject for subject, _detail in lines], [_kept(detail) for _subject, detail in lines]
    with connection.cursor() as cursor:
        cursor.execute(_ADD_MANY, [at, scope.user_id, role_of(scope), action, subject_kind, subjects, details])


def record_read(
    *, scope: Scope, subject_kind: str, subject: str, at: datetime, session: WebSession | None = None, **detail: Any
) -> bool:
    """Add a line for the reading of a person's file, and say whether one was added.

    Officials leave one at each reading. A citizen reading their own file leaves one for each file and ``session``; the
    session remembers it in the same transaction, so that a first visit commits once.
    """
    if scope.is_official or session is None:
        record(scope=scope, action=READ, subject_kind=subject_kind, subject=subject, at=at, **detail)
        return True
    seen, mark = session.get("read", []), f"{subject_kind}:{subject}"
    if mark in seen:
        return False
    if copy_read() is not None:
        # No line can be added while the primary is away; the log keeps who read what.
        logger.warning("Read from the copy, with no line in the trail: %s by account %s", mark, scope.user_id)
        return False
    with transaction.atomic():
        record(scope=scope, action=READ, subject_kind=subject_kind, subject=subject, at=at, **detail)
        session["read"] = [*seen, mark]
        _save(session)
    return True


def _save(session: WebSession) -> None:
    """Save a session now instead of with the answer; one that was ended meanwhile is answered as Django does."""
    try:
        session.save()
    except UpdateError as fault:
        raise SessionInterrupted("The session was ended while its page was read.") from fault
    session.modified = False


def record_shown(*, scope: Scope, action: str, references: Collection[str], at: datetime, **detail: Any) -> None:
    """Add one line for a list that showed an official names, or none: how many cases, and which."""
    if scope.is_official:
        record(
            scope=scope, action=action, subject_kind=CASE, subject="", at=at, found=len(references),
            shown=sorted(references), **detail,
        )  # fmt: skip


def appearances_of(references: Sequence[str]) -> list[tuple[Entry, str]]:
    """Return the lists and searches that showed these cases to an official, with the case each showed, newest first."""
    rows = AuditEntry.objects.filter(_SHOWS, detail__shown__has_any_keys=list(references)).order_by("-id")
    return [(_entry(row), one) for row in rows for one in references if one in row.detail[SHOWN]]


def entries(ids: Collection[int]) -> tuple[Entry, ...]:
    """Return lines by their numbers, oldest first."""
    return tuple(map(_entry, AuditEntry.objects.filter(pk__in=ids).order_by("id")))


def readings_of(*, subject_kind: str, subjects: list[str], officials_only: bool = True) -> list[Entry]:
    """Return who read the files of these subjects, newest first."""
    rows = AuditEntry.objects.filter(action=READ, subject_kind=subject_kind, subject__in=subjects)
    if officials_only:
        rows = rows.exclude(actor_role__in=["citizen", "system", "anonymous"])
    return [_entry(row) for row in rows.order_by("-id")]


def trail_of(*, subject_kind: str, subject: str) -> list[Entry]:
    """Return every line about a subject, oldest first; about a case also the lists that showed it."""
    about = Q(subject_kind=subject_kind, subject=subject)
    if subject_kind == CASE:
        about |= _SHOWS & Q(detail__shown__has_key=subject)
    return [_entry(row) for row in AuditEntry.objects.filter(about).order_by("id")]


def newest(*, subject_kind: str, action: str) -> Entry | None:
    """Return the newest line of an action on subjects of a kind, of which there are few."""
    rows = AuditEntry.objects.filter(subject_kind=subject_kind, action=action)
    # By day and not by number: the index of the kind is read, never the whole trail from its end.
    row = rows.order_by("-at", "-id").first()
    return _entry(row) if row else None


def lines_of(*, subject_kind: str, action: str) -> list[Entry]:
    """Return every line of an action on subjects of a kind, of which there are few, oldest first."""
    rows = AuditEntry.objects.filter(subject_kind=subject_kind, action=action)
    return [_entry(row) for row in rows.order_by("id")]


def role_of(scope: Scope) -> str:
    """Return as what the viewer acts: system, citizen, anonymous, an official's roles, or a client by its name."""
    if scope.is_system:
        return "system"
    if scope.filing is not None and scope.filing.client:
        return f"client:{scope.filing.client}"
    if scope.partner_client:
        return f"client:{scope.partner_client}"
    if scope.roles:
        return ",".join(sorted(scope.roles))
    return "citizen" if scope.user_id is not None else "anonymous"


def _entry(row: AuditEntry) -> Entry:
    return Entry(
        at=row.at,
        actor_id=row.actor_id,
        actor_role=row.actor_role,
        action=row.action,
        subject_kind=row.subject_kind,
        subject=row.subject,
        detail=row.detail,
    )
