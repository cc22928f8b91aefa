"""Sets in folders and in buckets: kept, listed, fetched, removed, and a fault of either in words."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.config.buckets import KEYS, make_bucket, names, serving
from tests.factories.cast import Cast, make_cast
from tests.ports import free_port

from iskan.apps.backups.models import BackupRun
from iskan.apps.backups.tasks import FAULT_KEPT
from iskan.apps.notifications.models import Message
from iskan.config import ports
from iskan.config.backup import database, targets, verbs
from iskan.config.backup.manifest import NAME, read_manifest
from iskan.config.progress import RunFault
from iskan.foundation.models import AuditEntry

PASSPHRASE = "a passphrase of the tests, long enough"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture
def place(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let sets be made of the tests' database under a passphrase, into nothing that is named."""
    monkeypatch.setenv("DATABASE_URL", "the tests' own, which runs already")
    settings.DATA_DIR, settings.ISKAN_BACKUP_DIR, settings.ISKAN_BACKUP_TARGETS = tmp_path / "data", None, []
    settings.ISKAN_BACKUP_KEY_FILE = str(tmp_path / "key")
    (tmp_path / "key").write_text(PASSPHRASE)
    return tmp_path


@pytest.fixture
def bucket(endpoint: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    settings.ISKAN_BACKUP_S3_ENDPOINT = endpoint
    name = f"sets-{abs(hash(tmp_path))}"
    make_bucket(endpoint, name)
    return name


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()


@pytest.mark.django_db
def test_a_set_is_made_into_every_target_and_comes_back_from_a_bucket(place: Path, bucket: str, endpoint: str) -> None:
    address = f"s3://{bucket}/iskan/nightly"
    assert verbs.backup(["--to", str(place / "sets"), "--to", address]) == 0
    (folder,) = (place / "sets").iterdir()
    (kept,) = targets.target(address).sets()
    assert (kept.name, kept.is_whole) == (folder.name, True)
    assert all(name.startswith(f"iskan/nightly/{folder.name}/") for name in names(endpoint, bucket))
    with targets.located(f"{address}/{folder.name}") as fetched:
        assert read_manifest(fetched, PASSPHRASE.encode())[0].documents == 0
        assert {path.name: path.read_bytes() for path in fetched.iterdir()} == {
            path.name: path.read_bytes() for path in folder.iterdir()
        }
    assert not fetched.exists()


@pytest.mark.django_db
def test_a_bucket_alone_leaves_nothing_on_the_disk(place: Path, bucket: str, settings: Settings) -> None:
    settings.ISKAN_BACKUP_TARGETS = [f"s3://{bucket}"]
    assert verbs.backup([]) == 0
    assert [path for path in (place / "data").rglob("*") if path.is_file()] == []
    with targets.located("latest") as fetched:
        assert (fetched / NAME).exists()


def test_a_bucket_that_is_away_or_lacks_the_set_is_said_in_words(
    place: Path, bucket: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RunFault, match=r"holds no iskan-20260101T000000Z"):
        verbs.backup(["verify", "--from", f"s3://{bucket}/iskan-20260101T000000Z"])
    settings.ISKAN_BACKUP_S3_ENDPOINT = f"http://{ports.LOOPBACK}:{free_port()}"
    with pytest.raises(RunFault, match="Could not connect"):
        verbs.backup(["list", "--to", f"s3://{bucket}"])
    assert capsys.readouterr().out == ""
    assert place.exists()


def fabricated(folder: Path, day: int, *, is_whole: bool = True) -> Path:
    """Lay what looks like a set into a folder."""
    made = folder / f"{datetime(2025, 3, day, tzinfo=UTC):iskan-%Y%m%dT%H%M%SZ}"
    made.mkdir(parents=True)
    (made / "database.dump.sealed").write_bytes(b"x" * day)
    if is_whole:
        (made / NAME).write_text("{}")
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["bucket", "folder"])
def test_old_sets_go_and_what_went_is_printed_and_kept(
    place: Path, bucket: str, settings: Settings, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    settings.ISKAN_BACKUP_KEEP = {"daily": 1, "weekly": 1, "monthly": 1}
    settings.ISKAN_BACKUP_TARGETS = [str(place / "sets") if kind == "folder" else f"s3://{bucket}/below"]
    where = targets.target(settings.ISKAN_BACKUP_TARGETS[0])
    for day, is_whole in ((3, True), (4, True), (5, True), (6, False)):
        where.put(fabricated(place / "made", day, is_whole=is_whole))
    (place / "sets" / "iskan-notes").mkdir(parents=True)
    verbs.backup(["list"])
    assert "4 sets" in (said := capsys.readouterr().out)
    assert said.count("NOT FINISHED") == 1
    assert verbs.backup(["prune"]) == 0
    assert [kept.begun_at.day for kept in where.sets()] == [5]
    said = capsys.readouterr().out
    run = BackupRun.objects.get()
    assert run.sets == [f"iskan-2025030{day}T000000Z" for day in (3, 4, 6)]
    assert all(name in said for name in run.sets)
    assert AuditEntry.objects.filter(action="backup.run").count() == 1
    assert (place / "sets" / "iskan-notes").exists()


@pytest.mark.django_db
def test_a_backup_that_is_kept_of_prunes_too(place: Path, settings: Settings) -> None:
    settings.ISKAN_BACKUP_KEEP = {"daily": 1, "weekly": 1, "monthly": 1}
    settings.ISKAN_BACKUP_TARGETS = [str(place / "sets")]
    fabricated(place / "sets", 3)
    assert verbs.backup(["--record"]) == 0
    made, pruned = BackupRun.objects.order_by("pk")
    assert (made.kind, made.fault, pruned.kind, pruned.sets) == ("backup", "", "pruning", ["iskan-20250303T000000Z"])
    assert made.size > 1000


def test_a_fault_is_kept_and_the_administrators_are_told(place: Path, cast: Cast, settings: Settings) -> None:
    settings.ISKAN_BACKUP_TARGETS = [str(place / "sets")]
    spoilt = fabricated(place / "sets", 3)
    assert verbs.backup(["verify", "--record"]) == FAULT_KEPT
    run = BackupRun.objects.get()
    assert (run.kind, run.sets) == ("drill", [spoilt.name])
    assert "CANNOT be relied on" in run.fault
    assert run.lost_minutes is not None
    assert run.lost_minutes > 500_000
    (told,) = Message.objects.filter(event=f"backup-failed:{run.pk}")
    assert told.user_id == cast.administrator.pk
    assert "CANNOT be relied on" in told.body_ar
    with pytest.raises(RunFault, match="CANNOT"):
        verbs.backup(["verify"])


def test_a_backup_that_fails_is_kept_too_and_nothing_is_pruned(place: Path, cast: Cast, settings: Settings) -> None:
    settings.ISKAN_BACKUP_TARGETS = [str(place / "sets")]
    settings.ISKAN_BACKUP_KEY_FILE = str(place / "nowhere")
    assert cast
    assert verbs.backup(["--record"]) == FAULT_KEPT
    assert [run.kind for run in BackupRun.objects.all()] == ["backup"]
    assert "nowhere" in BackupRun.objects.get().fault


def test_what_is_not_named_is_asked_for(place: Path, settings: Settings) -> None:
    with pytest.raises(RunFault, match="ISKAN_BACKUP_TARGET"):
        verbs.backup(["list"])
    with pytest.raises(RunFault, match="No target is named"):
        verbs.backup(["verify"])
    settings.ISKAN_BACKUP_TARGETS = [str(place / "sets")]
    with pytest.raises(RunFault, match="holds no whole set"):
        verbs.backup(["verify"])
    fabricated(place / "sets", 3)
    settings.ISKAN_BACKUP_KEY_FILE = ""
    with pytest.raises(RunFault, match="ISKAN_BACKUP_KEY_FILE"):
        verbs.backup(["verify"])
    (place / "key").write_text("short")
    with pytest.raises(RunFault, match="fewer than 20"):
        verbs.backup(["keys", "--key-file", str(place / "key")])


@pytest.mark.django_db
def test_the_keys_alone_come_back(place: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    signing = place / "signing"
    signing.mkdir()
    settings.ISKAN_SIGNING_KEY, settings.ISKAN_SIGNING_CERT = str(signing / "key.pem"), str(signing / "certificate.pem")
    (signing / "key.pem").write_text("the key")
    settings.ISKAN_BACKUP_TARGETS = [str(place / "sets")]
    assert verbs.backup([]) == 0
    shutil.rmtree(signing)
    assert verbs.backup(["keys"]) == 0
    assert (signing / "key.pem").read_text() == "the key"
    assert "where they were" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(("version", "is_taken"), [("9.6", False), ("99.1", True)])
def test_a_machines_own_program_is_taken_where_it_is_not_older_than_the_server(
    place: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, version: str, *, is_taken: bool
) -> None:
    program = place / "pg_dump"
    program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(place))
    settings.ISKAN_BACKUP_TARGETS = [str(place / "sets")]
    assert (database._program("pg_dump", settings) == str(program)) == is_taken
