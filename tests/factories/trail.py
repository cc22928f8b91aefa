"""Lines of the audit trail as transactions would leave them, and ways to falsify it past the database's guards."""

from django.db import connection
from tests.factories.cast import AT

from iskan.foundation import audit
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import Role, Scope

REVIEWER = Scope(user_id=7, roles=frozenset({Role.REVIEWER}))


def add(count: int = 1, scope: Scope = REVIEWER, **detail: object) -> list[int]:
    """Add lines as so many transactions would."""
    for number in range(count):
        audit.record(scope=scope, action="case.moved", subject_kind="case", subject=f"CASE-{number}", at=AT, **detail)
        close()
    return list(AuditEntry.objects.order_by("id").values_list("pk", flat=True))


def close() -> None:
    """Run what a commit runs; a test's own transaction never commits."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def tamper(sql: str, *values: object) -> None:
    """Run a statement as a superuser who has switched triggers and foreign keys off."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


# The whole chain computed anew by the owner of the database, who has forgotten no link.
REWRITE = """
    WITH RECURSIVE anew AS (
        SELECT link.id, sha256(''::bytea || audit_content(entry)) AS digest
        FROM foundation_auditlink link JOIN foundation_auditentry entry ON entry.id = link.entry_id
        WHERE link.id = (SELECT min(id) FROM foundation_auditlink)
        UNION ALL
        SELECT link.id, sha256(anew.digest || audit_content(entry))
        FROM anew
        CROSS JOIN LATERAL (SELECT * FROM foundation_auditlink l WHERE l.id > anew.id ORDER BY l.id LIMIT 1) link
        JOIN foundation_auditentry entry ON entry.id = link.entry_id
    )
    UPDATE foundation_auditlink link SET digest = anew.digest FROM anew WHERE anew.id = link.id
"""
