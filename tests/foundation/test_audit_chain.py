"""The audit trail under tampering: every way to falsify it is found, by one who switched the database's guards off."""

import json
import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from tests.factories.cast import AT
from tests.factories.trail import REWRITE, add, close, tamper

from iskan.foundation import audit
from iskan.foundation.audit_chain import CONTENT, FaultKind, NotASeal, verify
from iskan.foundation.audit_export import exported_lines
from iskan.foundation.models import AuditEntry, AuditLink
from iskan.foundation.scope import SYSTEM

GUARDED = ("foundation_auditentry", "foundation_auditlink")


@pytest.fixture
def trail(db: None) -> list[int]:  # noqa: ARG001 -- the trail is kept in the database
    return add(6, note="بلا أسماء")


def kind_found(expected: str | None = None) -> FaultKind | None:
    fault = verify(expected=expected).fault
    return fault.kind if fault else None


@pytest.mark.django_db
def test_empty_trail_is_intact() -> None:
    verdict = verify()
    assert (verdict.entries, verdict.fault) == (0, None)


def test_every_line_is_linked_in_one_lane_of_its_transaction(trail: list[int]) -> None:
    assert list(AuditLink.objects.order_by("id").values_list("entry_id", flat=True)) == trail
    assert AuditLink.objects.values("lane").distinct().count() == 1


def test_untouched_trail_is_intact_and_keeps_its_seal(trail: list[int]) -> None:
    verdict = verify()
    assert (verdict.entries, verdict.fault) == (len(trail), None)
    add(3)
    assert verify().seal != verdict.seal
    assert kind_found(expected=verdict.seal) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2026-03-02 09:00:01+00"), ("recorded_at", "2026-03-02 09:00:01+00"), ("recorded_by", "nobody"),
        ("actor_id", 8), ("actor_id", None), ("actor_role", "approver"),
        ("action", "case.read"), ("subject_kind", "person"), ("subject", "CASE-9"), ("detail", '{"note": "أسماء"}'),
    ],
)  # fmt: skip
def test_changed_column_is_found(trail: list[int], column: str, value: object) -> None:
    tamper(f"UPDATE foundation_auditentry SET {column} = %s WHERE id = %s", value, trail[2])  # noqa: S608 -- columns above
    fault = verify().fault
    assert fault is not None
    assert (fault.kind, fault.entry_id) == (FaultKind.CHANGED, trail[2])


def test_database_says_when_and_as_whom_a_line_was_written(db: None) -> None:  # noqa: ARG001 -- kept in the database
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_auditentry"
            " (at, recorded_at, recorded_by, actor_role, action, subject_kind, subject, detail) VALUES"
            " ('2001-01-01', '2001-01-01', 'somebody', 'reviewer', 'case.moved', 'case', 'CASE-1', '{}')"
            " RETURNING recorded_at > now(), recorded_by = session_user"
        )
        assert cursor.fetchone() == (True, True)


def test_what_follows_a_seal_is_recomputed_and_what_came_before_compared(trail: list[int]) -> None:
    kept = verify().seal
    added = add(2)[-1]
    assert verify(since=kept).fault is None
    tamper("UPDATE foundation_auditentry SET actor_id = 8 WHERE id = %s", trail[1])
    assert verify(since=kept).fault is None, "the seal stands over links; what came before is recomputed without it"
    tamper("UPDATE foundation_auditentry SET actor_id = 8 WHERE id = %s", added)
    fault = verify(since=kept).fault
    assert fault is not None
    assert (fault.kind, fault.entry_id) == (FaultKind.CHANGED, added)


def test_line_changed_under_a_function_that_gives_its_old_content_is_found(trail: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION old_content(entry foundation_auditentry) RETURNS bytea LANGUAGE sql IMMUTABLE AS"
            f" $$ SELECT {CONTENT} $$"
        )
        cursor.execute(
            "CREATE OR REPLACE FUNCTION audit_content(entry foundation_auditentry) RETURNS bytea LANGUAGE plpgsql"
            f" IMMUTABLE AS $$ BEGIN IF entry.id = {trail[2]} THEN entry.actor_id := 7; END IF;"
            " RETURN old_content(entry); END $$"
        )
    tamper("UPDATE foundation_auditentry SET actor_id = 8 WHERE id = %s", trail[2])
    fault = verify().fault
    assert fault is not None
    assert (fault.kind, fault.entry_id) == (FaultKind.CHANGED, trail[2])
    assert [line.content.split(", ")[2] for line in exported_lines(2**40)][2] == "8", "exported as it stands"


def test_removed_line_is_found(trail: list[int]) -> None:
    tamper("DELETE FROM foundation_auditentry WHERE id = %s", trail[3])
    fault = verify().fault
    assert fault is not None
    assert (fault.kind, fault.entry_id) == (FaultKind.REMOVED, trail[3])


@pytest.mark.parametrize("place", [0, 3])
def test_line_removed_with_its_link_is_found_at_the_next(trail: list[int], place: int) -> None:
    tamper("DELETE FROM foundation_auditlink WHERE entry_id = %s", trail[place])
    tamper("DELETE FROM foundation_auditentry WHERE id = %s", trail[place])
    fault = verify().fault
    assert fault is not None
    assert (fault.kind, fault.entry_id) == (FaultKind.CHANGED, trail[place + 1])


def test_removed_end_is_found_with_a_kept_seal_alone(trail: list[int]) -> None:
    kept = verify().seal
    for table, column in (("foundation_auditlink", "entry_id"), ("foundation_auditentry", "id")):
        tamper(f"DELETE FROM {table} WHERE {column} >= %s", trail[-2])  # noqa: S608 -- names above
    assert kind_found() is None
    assert kind_found(expected=kept) is FaultKind.NOT_AS_KEPT


def test_whole_trail_removed_is_found_with_a_kept_seal(trail: list[int]) -> None:
    del trail
    kept = verify().seal
    tamper("DELETE FROM foundation_auditlink")
    tamper("DELETE FROM foundation_auditentry")
    assert kind_found(expected=kept) is FaultKind.NOT_AS_KEPT


def test_line_added_past_the_chain_is_found(trail: list[int]) -> None:
    del trail
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_auditentry DISABLE TRIGGER audit_chain")
    add()
    assert kind_found() is FaultKind.UNLINKED


def test_line_of_a_session_that_spares_itself_triggers_is_linked_and_dated_all_the_same(trail: list[int]) -> None:
    del trail
    tamper(
        "INSERT INTO foundation_auditentry (at, actor_role, action, subject_kind, subject, detail)"
        " VALUES (now(), 'reviewer', 'case.moved', 'case', 'CASE-1', '{}')"
    )
    close()
    assert kind_found() is None


def test_removed_link_is_found(trail: list[int]) -> None:
    tamper("DELETE FROM foundation_auditlink WHERE entry_id = %s", trail[-1])
    assert kind_found() is FaultKind.UNLINKED


def test_two_lines_changing_places_are_found(trail: list[int]) -> None:
    first, second = trail[1], trail[2]
    tamper("UPDATE foundation_auditlink SET entry_id = -1 WHERE entry_id = %s", first)
    tamper("UPDATE foundation_auditlink SET entry_id = %s WHERE entry_id = %s", first, second)
    tamper("UPDATE foundation_auditlink SET entry_id = %s WHERE entry_id = -1", second)
    assert kind_found() is FaultKind.CHANGED


def test_link_moved_to_another_lane_is_found(trail: list[int]) -> None:
    tamper("UPDATE foundation_auditlink SET lane = (lane + 1) %% 16 WHERE entry_id = %s", trail[3])
    assert kind_found() is FaultKind.CHANGED


def test_chain_forged_throughout_is_found_with_a_kept_seal_alone(trail: list[int]) -> None:
    kept = verify().seal
    tamper("UPDATE foundation_auditentry SET actor_id = 99 WHERE id = %s", trail[0])
    tamper(REWRITE)
    assert kind_found() is None
    assert kind_found(expected=kept) is FaultKind.NOT_AS_KEPT


@pytest.mark.parametrize("seal", ["", "12", "x-" + "0" * 64, "12-" + "0" * 63])
def test_seal_never_printed_is_refused(trail: list[int], seal: str) -> None:
    del trail
    if not seal:
        assert kind_found(expected=seal) is None
        return
    with pytest.raises(NotASeal):
        verify(expected=seal)


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_database_itself_refuses_change(trail: list[int], table: str, verb: str) -> None:
    del trail
    with (
        connection.cursor() as cursor, pytest.raises(DatabaseError, match="added to only"), transaction.atomic(),
    ):  # fmt: skip
        cursor.execute(verb.format(table))


def console(*words: str) -> tuple[str, int]:
    said = StringIO()
    try:
        call_command("audit", *words, stdout=said)
    except SystemExit as left:
        return said.getvalue(), int(str(left.code))
    return said.getvalue(), 0


def test_console_says_intact_and_prints_the_seal(trail: list[int]) -> None:
    said, code = console("verify")
    assert code == 0
    assert f"intact: {len(trail)} lines" in said
    seal = said.split()[-1]
    assert console("verify", "--expect", seal)[1] == 0
    assert console("verify", "--since", seal)[1] == 0


def test_console_says_the_first_fault_and_fails(trail: list[int]) -> None:
    tamper("UPDATE foundation_auditentry SET actor_id = 99 WHERE id = %s", trail[4])
    tamper("UPDATE foundation_auditentry SET actor_id = 99 WHERE id = %s", trail[2])
    said, code = console("verify")
    assert (code, f"line {trail[2]}," in said) == (1, True)
    told = json.loads(console("verify", "--json")[0])
    assert told["intact"] is False
    assert (told["fault"]["kind"], told["fault"]["entry_id"]) == ("changed", trail[2])


def test_console_explains_a_bad_seal(trail: list[int]) -> None:
    del trail
    with pytest.raises(CommandError, match="A digest is expected"):
        console("verify", "--expect", "yesterday's")


def test_console_shows_a_subjects_lines_and_that_it_did(trail: list[int]) -> None:
    del trail
    said, _ = console("show", "--subject", "CASE-1")
    assert "case.moved" in said
    assert "reviewer 7" in said
    assert AuditEntry.objects.latest("id").action == "audit.shown"


@pytest.mark.django_db(transaction=True)
def test_another_isolation_level_is_refused() -> None:
    with pytest.raises(DatabaseError, match="read committed"):
        _record_in_repeatable_read()
    assert not AuditEntry.objects.exists()


def _record_in_repeatable_read() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        audit.record(scope=SYSTEM, action="drill", subject_kind="drill", subject="1", at=AT)


@pytest.mark.django_db(transaction=True)
def test_many_writers_leave_one_whole_trail() -> None:
    def write() -> None:
        try:
            for number in range(15):
                with transaction.atomic():
                    for _ in range(1 + number % 3):
                        audit.record(scope=SYSTEM, action="drill", subject_kind="drill", subject="1", at=AT)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    verdict = verify()
    assert (verdict.entries, verdict.fault) == (6 * 30, None)
