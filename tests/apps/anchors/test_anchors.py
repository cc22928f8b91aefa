"""Anchors under tampering: each way to rewrite the past unseen is found, by one who owns the database."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests.factories.cast import AT, Cast
from tests.factories.draws import make_draw_office
from tests.factories.filed import inserted_case
from tests.factories.trail import REWRITE, add, close, tamper
from tests.integrations.conftest import running, set_moods

from iskan.apps.accounts.models import User
from iskan.apps.anchors.models import AlarmClosure, AnchorMailing, AnchorStamp, AuditAnchor, ChainVerification
from iskan.apps.anchors.operations.anchoring import make_anchor, queue_missing_stamps, stamp_anchor
from iskan.apps.anchors.operations.exporting import FolderNotEmpty, export_trail
from iskan.apps.anchors.operations.mailing import mail_anchor
from iskan.apps.anchors.operations.verifying import verify_trail
from iskan.apps.anchors.queries import anchors as queries
from iskan.apps.anchors.queries.proof import overdue_stamp, prove
from iskan.apps.anchors.queueing import STAMP
from iskan.apps.documents.press.certificates import make_certificate
from iskan.apps.notifications.models import Message
from iskan.core.anchoring.statement import digest_of, read_statement
from iskan.foundation.audit_chain import NotASeal
from iskan.foundation.models import AuditEntry
from iskan.integrations.timestamps.port import TimestampsUnavailable

NIGHT = timedelta(days=1)


@pytest.fixture(scope="module")
def authority_url() -> Iterator[str]:
    with running("iskan.integrations.timestamps.simulator") as (url, _):
        yield url


@pytest.fixture
def anchors(db: None) -> list[AuditAnchor]:  # noqa: ARG001 -- the trail is kept in the database
    """Three nights of a trail."""
    made = []
    for night in range(3):
        add(3)
        made.append(make_anchor(at=AT + night * NIGHT))
        close()
    return made


def kind_found(since: str | None = None) -> str:
    finding = prove(since=since).finding
    return finding.kind if finding else ""


def cut_off(after: int) -> None:
    """Take the end of the trail away, links and lines, as if it had never been."""
    tamper(
        "DELETE FROM foundation_auditentry e USING foundation_auditlink l WHERE l.entry_id = e.id AND l.id > %s", after
    )
    tamper("DELETE FROM foundation_auditlink WHERE id > %s", after)


def test_anchors_of_a_trail_nobody_touched_fit(anchors: list[AuditAnchor]) -> None:
    assert [anchor.number for anchor in anchors] == [1, 2, 3]
    assert kind_found() == ""
    for anchor in anchors:
        assert kind_found(since=anchor.digest) == ""
        assert digest_of(anchor.statement) == anchor.digest


def test_nothing_new_makes_no_anchor_but_its_own_line_does(anchors: list[AuditAnchor]) -> None:
    said = read_statement(make_anchor(at=AT + 3 * NIGHT).statement)
    assert (said.number, said.previous, said.lines) == (4, anchors[-1].digest, 12)


def test_end_cut_off_is_found(anchors: list[AuditAnchor]) -> None:
    cut_off(anchors[1].link)
    assert kind_found() == "not_as_anchored"


def test_end_cut_off_with_its_anchors_is_found_by_a_head_kept_outside(anchors: list[AuditAnchor]) -> None:
    cut_off(anchors[1].link)
    tamper("DELETE FROM anchors_auditanchor WHERE number >= 2")
    assert kind_found() == ""
    assert kind_found(since=anchors[-1].digest) == "anchor_removed"
    assert kind_found(since=read_statement(anchors[-1].statement).seal) == "not_as_kept"


def test_end_cut_off_with_its_anchors_is_found_by_the_next_night(anchors: list[AuditAnchor], cast: Cast) -> None:
    del cast
    assert verify_trail(at=AT + 3 * NIGHT)[0].fault == ""
    close()
    assert verify_trail(at=AT + 3 * NIGHT)[0].fault == "", "what was added since changes nothing"
    close()
    cut_off(anchors[1].link)
    tamper("DELETE FROM anchors_auditanchor WHERE number >= 2")
    assert kind_found() == ""
    assert verify_trail(at=AT + 4 * NIGHT)[0].fault == "not_as_kept"


def test_chain_recomputed_by_the_owner_is_found(anchors: list[AuditAnchor]) -> None:
    del anchors
    tamper("UPDATE foundation_auditentry SET actor_id = 99 WHERE id = (SELECT min(id) FROM foundation_auditentry)")
    tamper(REWRITE)
    assert kind_found() == "not_as_anchored"


def test_chain_recomputed_with_every_anchor_is_found_by_a_head_kept_outside(anchors: list[AuditAnchor]) -> None:
    kept = anchors[-1].digest
    tamper("UPDATE foundation_auditentry SET actor_id = 99 WHERE id = (SELECT min(id) FROM foundation_auditentry)")
    tamper("DELETE FROM foundation_auditlink l USING foundation_auditentry e"
           " WHERE e.id = l.entry_id AND e.action = 'audit.anchor'")  # fmt: skip
    tamper("DELETE FROM foundation_auditentry WHERE action = 'audit.anchor'")
    tamper("DELETE FROM anchors_auditanchor")
    tamper(REWRITE)
    make_anchor(at=AT + 2 * NIGHT)
    close()
    assert kind_found() == ""
    assert kind_found(since=kept) == "anchor_removed"


def test_all_anchors_removed_are_found_by_the_night_and_by_a_head_kept_outside(
    anchors: list[AuditAnchor], cast: Cast
) -> None:
    tamper("DELETE FROM anchors_auditanchor")
    alarm, _proof = verify_trail(at=AT + 3 * NIGHT)
    assert (alarm.fault, Message.objects.get().user) == ("anchor_removed", cast.auditor)
    assert kind_found(since=anchors[0].digest) == "anchor_removed"


def test_line_changed_and_the_chain_computed_anew_from_it_on_is_found_since_a_head_before_it(
    anchors: list[AuditAnchor],
) -> None:
    changed = anchors[1].link
    tamper(
        "UPDATE foundation_auditentry SET actor_id = 99 WHERE id = (SELECT entry_id FROM foundation_auditlink"
        " WHERE id = %s)",
        changed,
    )
    assert kind_found(since=anchors[0].digest) == "changed"
    tamper(REWRITE)
    assert kind_found(since=anchors[0].digest) == "not_as_anchored"
    assert kind_found() == "not_as_anchored"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_removed_anchor_is_found(anchors: list[AuditAnchor], number: int) -> None:
    del anchors
    tamper("DELETE FROM anchors_auditanchor WHERE number = %s", number)
    assert kind_found() == "anchor_removed"


@pytest.mark.parametrize(
    "change",
    ["at = at + interval '1 hour'", "statement = replace(statement, '\"lines\":3', '\"lines\":2')", "link = 1"],
)
def test_changed_anchor_is_found(anchors: list[AuditAnchor], change: str) -> None:
    del anchors
    tamper(f"UPDATE anchors_auditanchor SET {change} WHERE number = 1")  # noqa: S608 -- changes above
    assert kind_found() == "anchor_changed"


def test_what_a_draw_is_bound_to_is_anchored_once_and_held_to(cast: Cast) -> None:
    office = make_draw_office(AT)
    draw = office.freeze([inserted_case(1, cast.requests)], [("U-1", "house-4br")])
    close()
    first, second = make_anchor(at=AT), make_anchor(at=AT + NIGHT)
    assert [tuple(head) for head in read_statement(first.statement).draws] == [
        (draw.reference, "lists", bytes(draw.list_hash).hex())
    ]
    close()
    second = make_anchor(at=AT + NIGHT)
    assert read_statement(second.statement).draws == ()
    close()
    assert kind_found() == ""
    tamper("UPDATE draws_draw SET list_hash = %s WHERE id = %s", b"other", draw.pk)
    assert kind_found() == "draw_changed"


@pytest.mark.parametrize("words", ["yesterday's", "12", "a" * 63])
def test_head_that_is_none_is_refused(anchors: list[AuditAnchor], words: str) -> None:
    del anchors
    with pytest.raises(NotASeal):
        prove(since=words)


def test_authority_stamps_an_anchor_once(anchors: list[AuditAnchor], authority_url: str, settings: Settings) -> None:
    settings.ISKAN_TIMESTAMP_URL = authority_url
    del anchors
    anchor = _anchor_of_now()
    stamp = stamp_anchor(anchor_id=anchor.pk, at=anchor.at)
    assert stamp_anchor(anchor_id=anchor.pk, at=anchor.at) == stamp
    close()
    assert kind_found() == ""
    assert AuditEntry.objects.filter(action="audit.stamp").count() == 1


def test_forged_time_stamps_are_found(anchors: list[AuditAnchor], authority_url: str, settings: Settings) -> None:
    settings.ISKAN_TIMESTAMP_URL = authority_url
    fresh = _anchor_of_now()
    stamp = stamp_anchor(anchor_id=fresh.pk, at=fresh.at)
    close()
    token = bytes(stamp.token)
    for forged in (token[:-1] + bytes([token[-1] ^ 1]), b"", b"no token"):
        tamper("UPDATE anchors_anchorstamp SET token = %s", forged)
        assert kind_found() == "stamp_forged"
    tamper("UPDATE anchors_anchorstamp SET token = %s, stamped_at = stamped_at - interval '1 day'", token)
    assert kind_found() == "stamp_forged", "the row says another instant than the token"
    tamper("UPDATE anchors_anchorstamp SET stamped_at = stamped_at + interval '1 day', anchor_id = %s", anchors[0].pk)
    assert kind_found() == "stamp_removed"


def test_stamps_exchanged_for_each_others_are_found(authority_url: str, settings: Settings, db: None) -> None:  # noqa: ARG001 -- the trail
    settings.ISKAN_TIMESTAMP_URL = authority_url
    stamps = [stamp_anchor(anchor_id=anchor.pk, at=anchor.at) for anchor in (_anchor_of_now(), _anchor_of_now())]
    close()
    assert kind_found() == ""
    for stamp, other in zip(stamps, reversed(stamps), strict=True):
        tamper(
            "UPDATE anchors_anchorstamp SET token = %s, stamped_at = %s WHERE id = %s",
            bytes(other.token), other.stamped_at, stamp.pk,
        )  # fmt: skip
    assert kind_found() == "stamp_forged"


def test_stamp_had_long_after_is_no_proof(anchors: list[AuditAnchor], authority_url: str, settings: Settings) -> None:
    settings.ISKAN_TIMESTAMP_URL = authority_url
    stamp_anchor(anchor_id=anchors[0].pk, at=AT)
    close()
    assert kind_found() == "stamp_forged"


def test_removed_stamp_is_found(anchors: list[AuditAnchor], authority_url: str, settings: Settings) -> None:
    settings.ISKAN_TIMESTAMP_URL = authority_url
    del anchors
    fresh = _anchor_of_now()
    stamp_anchor(anchor_id=fresh.pk, at=fresh.at)
    close()
    tamper("DELETE FROM anchors_anchorstamp")
    assert kind_found() == "stamp_removed"


def test_authority_that_is_away_is_asked_again(
    anchors: list[AuditAnchor], authority_url: str, settings: Settings
) -> None:
    settings.ISKAN_TIMESTAMP_URL = authority_url
    set_moods(authority_url, timestamps="down")
    with pytest.raises(TimestampsUnavailable):
        stamp_anchor(anchor_id=anchors[0].pk, at=AT)
    set_moods(authority_url, timestamps="normal")
    assert not AnchorStamp.objects.exists()


def test_what_jobs_gave_up_is_asked_for_again_and_told_of(
    anchors: list[AuditAnchor], authority_url: str, settings: Settings, cast: Cast
) -> None:
    settings.ISKAN_TIMESTAMP_URL = ""
    late = AT + 3 * NIGHT
    assert (queue_missing_stamps(at=late), verify_trail(at=late)[0].fault) == (0, "")
    close()
    settings.ISKAN_TIMESTAMP_URL = authority_url
    jobs = ProcrastinateJob.objects.filter(task_name=STAMP)
    queued = jobs.count()
    assert queue_missing_stamps(at=late) == 1, "of three nights one is older than two days"
    assert jobs.count() == queued + 1
    assert queue_missing_stamps(at=AT + 9 * NIGHT) == 0, "a stamp from so late proves nothing"
    alarm, _proof = verify_trail(at=late)
    assert (alarm.fault, alarm.detail) == ("stamp_overdue", "anchor 1")
    assert Message.objects.get().user == cast.auditor
    close()
    assert verify_trail(at=AT + NIGHT)[0].fault == ""
    AnchorStamp.objects.create(anchor=anchors[2], token=b"t", stamped_at=late, received_at=late)
    assert overdue_stamp(late) is None, "a later stamp vouches for what its statement names"


def test_a_mail_server_that_hangs_holds_no_row(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    _own_key(settings, tmp_path)
    User.objects.filter(pk=cast.auditor.pk).update(email="auditor@example.test")
    add(1)
    anchor, depth = make_anchor(at=AT), len(connection.savepoint_ids)

    class Watching(BaseEmailBackend):
        def send_messages(self, messages: object) -> int:
            del messages
            inside.append(len(connection.savepoint_ids) - depth)
            return 1

    inside: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mail, "get_connection", lambda *_a, **_k: Watching())
        assert mail_anchor(anchor_id=anchor.pk, user_id=cast.auditor.pk, at=AT)
    assert inside == [0]


def test_auditor_is_mailed_the_head_signed_and_once(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    _own_key(settings, tmp_path)
    cast.auditor.email, cast.auditor.language = "auditor@example.test", "en"
    cast.auditor.save()
    add(1)
    anchor = make_anchor(at=AT)
    assert mail_anchor(anchor_id=anchor.pk, user_id=cast.auditor.pk, at=AT)
    assert not mail_anchor(anchor_id=anchor.pk, user_id=cast.auditor.pk, at=AT)
    assert not mail_anchor(anchor_id=anchor.pk, user_id=cast.reviewer.pk, at=AT)
    (letter,) = mail.outbox
    assert (letter.to, anchor.digest in letter.body) == (["auditor@example.test"], True)
    (_name, content, _kind), (_sig, signature, _kind_of_it) = letter.attachments
    assert content.encode() if isinstance(content, str) else content == anchor.statement.encode()
    _require_signature(tmp_path, anchor.statement.encode(), signature)
    assert AnchorMailing.objects.count() == 1


def test_exported_folder_is_checked_without_the_system(anchors: list[AuditAnchor], tmp_path: Path) -> None:
    folder = tmp_path / "proof"
    export_trail(folder=folder, at=AT)
    assert _check(folder, anchors[-1].digest) == (0, "The trail is as it was published.")
    assert _check(folder, "0" * 64)[0] == 1
    with pytest.raises(FolderNotEmpty):
        export_trail(folder=folder, at=AT)
    for name, change in _FORGERIES.items():
        _forge(folder, name, change)


_FORGERIES = {
    "a line changed": lambda lines: [lines[0].replace("CASE-0", "CASE-9"), *lines[1:]],
    "a line removed": lambda lines: lines[:4] + lines[5:],
    "the end cut off": lambda lines: lines[:7],
    "two lines exchanged": lambda lines: [lines[1], lines[0], *lines[2:]],
    "all removed": lambda _lines: [],
}


def _forge(folder: Path, name: str, change: object) -> None:
    path = folder / "trail.jsonl"
    whole = path.read_text()
    assert callable(change)
    path.write_text("".join(change(whole.splitlines(keepends=True))))
    code, said = _check(folder)
    assert code == 1, f"{name}: {said}"
    path.write_text(whole)


def test_exported_anchor_removed_is_found(anchors: list[AuditAnchor], tmp_path: Path) -> None:
    folder = tmp_path / "proof"
    export_trail(folder=folder, at=AT)
    path = folder / "anchors.jsonl"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:1]))
    assert _check(folder)[0] == 0, "by itself the folder is whole"
    assert _check(folder, anchors[-1].digest)[0] == 1


def _check(folder: Path, *heads: str) -> tuple[int, str]:
    command = [sys.executable, "-I", str(folder / "verify_audit.py"), str(folder), *heads]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()[-1]


def _anchor_of_now() -> AuditAnchor:
    from iskan.foundation import clock  # noqa: PLC0415 -- the authority's clock is this machine's

    add(1)
    anchor = make_anchor(at=clock.now())
    close()
    return anchor


def _own_key(settings: Settings, folder: Path) -> None:
    settings.ISKAN_SIGNING_KEY, settings.ISKAN_SIGNING_CERT = str(folder / "key.pem"), str(folder / "certificate.pem")
    settings.ISKAN_SIGNING_PASSPHRASE = ""
    make_certificate(key_path=folder / "key.pem", certificate_path=folder / "certificate.pem", passphrase="", at=AT)


def _require_signature(folder: Path, content: bytes, signature: bytes) -> None:
    (folder / "a.json").write_bytes(content)
    (folder / "a.p7s").write_bytes(signature)
    command = [
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(folder / "a.p7s"), "-noverify",
        "-certfile", str(folder / "certificate.pem"), "-content", str(folder / "a.json"), "-out", "/dev/null",
    ]  # fmt: skip
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    (folder / "a.json").write_bytes(content.replace(b"1", b"2", 1))
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
    assert json.loads(content)["number"] == 1


@pytest.mark.django_db
def test_an_open_alarm_is_found_however_many_came_after_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "ALARMS_SHOWN", 2)
    kept = [
        ChainVerification.objects.create(at=AT, lines=1, anchors=1, seal="s", seconds=1, fault="chain", detail=str(n))
        for n in range(4)
    ]
    for closed in kept[1:]:
        AlarmClosure.objects.create(verification=closed, by=cast.auditor, at=AT, reason="فُحص")
    scope = cast.scope("auditor")
    assert queries.alarms(scope)[0].id == kept[0].pk
    assert queries.alarm_of(scope, kept[0].pk).detail == "0"
    assert queries.alarm_of(scope, kept[1].pk).reason == "فُحص"
