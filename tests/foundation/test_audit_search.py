"""The whole trail is asked by official, subject, action and day, and read a page at a time."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from tests.factories.cast import AT

from iskan.foundation import audit, audit_search
from iskan.foundation.audit_search import FoundLine, LinesSought, every_line, trail_page
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import SYSTEM, Role, Scope

REVIEWER = Scope(user_id=7, roles=frozenset({Role.REVIEWER}))
APPROVER = Scope(user_id=8, roles=frozenset({Role.APPROVER}))
ONE, OTHER = "ABCDE-FGHIJ", "KLMNO-PQRST"

pytestmark = pytest.mark.django_db


def add(scope: Scope, action: str, kind: str, subject: str, at: datetime = AT) -> None:
    audit.record(scope=scope, action=action, subject_kind=kind, subject=subject, at=at)


@pytest.fixture
def lines() -> None:
    add(REVIEWER, "file.read", "case", ONE)
    add(REVIEWER, "case.claimed", "case", OTHER, AT + timedelta(days=1))
    add(APPROVER, "figure.approved", "figure", "revival_years", AT + timedelta(days=2))
    audit.record_shown(scope=APPROVER, action=audit.LISTED, references=[ONE, OTHER], at=AT + timedelta(days=3))
    add(SYSTEM, "person.remember", "person", "12", AT + timedelta(days=4))


def told(found: tuple[FoundLine, ...]) -> list[str]:
    return [line.entry.action for line in found]


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize(
    ("sought", "actions"),
    [
        (LinesSought(), ["person.remember", "list.read", "figure.approved", "case.claimed", "file.read"]),
        (LinesSought(actor_id=7), ["case.claimed", "file.read"]),
        (LinesSought(action="figure.approved"), ["figure.approved"]),
        (LinesSought(kind="figure"), ["figure.approved"]),
        (LinesSought(since=AT + timedelta(days=1), until=AT + timedelta(days=3)), ["figure.approved", "case.claimed"]),
        (LinesSought(subjects=(("case", ONE),)), ["list.read", "file.read"]),
        (LinesSought(subjects=(("case", ONE), ("person", "12"))), ["person.remember", "list.read", "file.read"]),
        (LinesSought(subjects=(("case", ONE),), actor_id=8), ["list.read"]),
        (LinesSought(subjects=()), []),
    ],
)
def test_what_is_asked_narrows_the_trail(sought: LinesSought, actions: list[str]) -> None:
    assert told(trail_page(sought).lines) == actions
    assert told(tuple(every_line(sought))) == actions


@pytest.mark.usefixtures("lines")
def test_the_trail_is_read_a_page_at_a_time_and_no_line_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_search, "ON_A_PAGE", 2)
    monkeypatch.setattr(audit_search, "AT_ONCE", 2)
    add(REVIEWER, "case.noted", "case", ONE, AT)  # of the same instant as the oldest
    first = trail_page(LinesSought())
    second = trail_page(LinesSought(), after=first.older)
    third = trail_page(LinesSought(), after=second.older)
    read = [*first.lines, *second.lines, *third.lines]
    assert [line.id for line in read] == [line.id for line in every_line(LinesSought())]
    assert len(read) == AuditEntry.objects.count()
    assert third.older is None
    assert trail_page(LinesSought(), after=999_999_999).lines == first.lines


@pytest.mark.parametrize(
    ("sought", "index"),
    [
        (LinesSought(), "audit_by_time"),
        (LinesSought(actor_id=7), "audit_by_actor_day"),
        (LinesSought(action="draw.run"), "audit_by_action"),
        (LinesSought(since=AT, until=AT + timedelta(days=1)), "audit_by_time"),
        (LinesSought(subjects=(("figure", "revival_years"),)), "audit_by_subject"),
    ],
)
def test_no_question_walks_the_whole_trail(sought: LinesSought, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            INSERT INTO foundation_auditentry (at, actor_id, actor_role, action, subject_kind, subject, detail)
            SELECT %s - n * interval '1 minute', n %% 40, 'reviewer',
                CASE WHEN n %% 3000 = 0 THEN 'draw.run' ELSE 'file.read' END,
                CASE WHEN n %% 500 = 0 THEN 'figure' ELSE 'case' END, 'S' || n, '{}'
            FROM generate_series(1, 6000) AS n
        """, [AT])  # fmt: skip
        cursor.execute("ANALYZE foundation_auditentry")
        statement, values = audit_search._statement(sought, None, audit_search.ON_A_PAGE)
        cursor.execute(f"EXPLAIN {statement}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert index in plan, plan
    assert "Seq Scan on foundation_auditentry" not in plan, plan
