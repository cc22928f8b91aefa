"""The nights' jobs, what the health page says of backups, and who is told when they are old."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from pytest_django import Settings
from tests.factories.cast import Cast

from iskan.apps.backups import health, operations, queries, tasks
from iskan.apps.backups.enums import RunKind
from iskan.apps.backups.models import BackupRun
from iskan.apps.notifications.models import Message
from iskan.config import commits
from iskan.foundation import clock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def configured(settings: Settings) -> Settings:
    settings.ISKAN_BACKUP_KEY_FILE, settings.ISKAN_BACKUP_TARGETS = "key", ["s3://sets"]
    return settings


def ran(kind: RunKind, *, hours_ago: float, fault: str = "", name: str = "one") -> BackupRun:
    at = clock.now() - hours_ago * HOUR
    return operations.record_run(kind=kind, sets=[name], at=at, seconds=90, lost_minutes=60, fault=fault)


def said() -> str:
    why = health._backup().why
    assert why
    return why.en


def test_an_installation_without_backups_says_so() -> None:
    assert "ISKAN_BACKUP_KEY_FILE" in said()
    assert operations.old_kinds(clock.now()) == []


def test_health_tells_the_age_and_the_last_drill(configured: Settings) -> None:
    assert configured.ISKAN_BACKUP_DRILL == "weekly"
    assert said() == "backup never made, OLD; restore drill never made, OLD"
    ran(RunKind.BACKUP, hours_ago=5)
    ran(RunKind.DRILL, hours_ago=100)
    assert said() == (
        "backup 5 hours old; restore drill 100 hours old, took 1.5 minutes, 60 minutes lost with the set alone"
    )
    ran(RunKind.BACKUP, hours_ago=1, fault="the disk is full")
    ran(RunKind.DRILL, hours_ago=1, fault="a byte")
    assert said() == "backup 5 hours old, the last FAILED; restore drill 100 hours old, the last FAILED"
    assert health._backup().fit


def test_a_fault_is_told_at_once_and_age_once_a_day(configured: Settings, cast: Cast) -> None:
    del configured
    run = ran(RunKind.BACKUP, hours_ago=31, fault="the disk is full")
    ran(RunKind.BACKUP, hours_ago=32)
    assert operations.alarm_when_old(clock.now()) == [RunKind.BACKUP, RunKind.DRILL]
    operations.alarm_when_old(clock.now())
    told = list(Message.objects.filter(user=cast.administrator).order_by("pk"))
    assert told[0].event == f"backup-failed:{run.pk}"
    assert "the disk is full" in told[0].body_en
    assert [message.subject_en for message in told[1:]] == [
        "Alarm: the backup is old",
        "Alarm: no restore was tried for too long",
    ]
    assert "no day yet" in told[2].body_en
    operations.alarm_when_old(clock.now() + 24 * HOUR)
    assert Message.objects.filter(user=cast.administrator).count() == 5


def test_a_drill_is_due_each_week_or_each_night(configured: Settings) -> None:
    now = clock.now()
    assert operations.is_drill_due(now)
    ran(RunKind.DRILL, hours_ago=24)
    assert not operations.is_drill_due(now)
    assert operations.is_drill_due(now + timedelta(days=6))
    configured.ISKAN_BACKUP_DRILL = "nightly"
    assert operations.is_drill_due(now)
    assert operations.old_kinds(now) == [RunKind.BACKUP]
    assert RunKind.DRILL in operations.old_kinds(now + 7 * HOUR)


def test_sets_a_drill_restored_are_known() -> None:
    ran(RunKind.DRILL, hours_ago=3, name="good")
    ran(RunKind.DRILL, hours_ago=2, name="bad", fault="a byte")
    assert queries.tried_sets() == {"good"}


def test_what_was_done_is_not_taken_back() -> None:
    run = ran(RunKind.BACKUP, hours_ago=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        BackupRun.objects.filter(pk=run.pk).update(fault="")
    assert str(run).endswith("done")


def test_the_nights_jobs_call_the_commands_where_backups_are_made(
    configured: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks, "run", called.append)
    tasks.backup_nightly(0)
    tasks.drill_nightly(0)
    assert called == [tasks.BACKUP, tasks.DRILL]
    ran(RunKind.DRILL, hours_ago=24)
    tasks.drill_nightly(0)
    configured.ISKAN_BACKUP_TARGETS = []
    tasks.backup_nightly(0)
    tasks.watch(0)
    assert len(called) == 2


def test_a_command_that_could_not_even_keep_its_fault_fails_the_job() -> None:
    tasks.run(("version",))
    with pytest.raises(tasks.CommandFailed, match="unrecognized arguments"):
        tasks.run(("backup", "--no-such-option"))


def test_health_tells_whether_the_log_is_received(settings: Settings) -> None:
    settings.ISKAN_BACKUP_DIR = None
    assert health._archive().why is None
    settings.ISKAN_BACKUP_DIR, settings.ISKAN_BACKUP_LOG = settings.DATA_DIR, "asynchronous"
    found = health._archive()
    assert found.fit
    assert found.why
    assert "on one disk" in found.why.en
    settings.ISKAN_BACKUP_LOG = "off"
    assert health._archive().why is None


@pytest.mark.parametrize(
    ("received", "fit", "why"),
    [((True, True), True, ""), ((True, False), True, "do not wait"), ((False, True), False, "commits wait")],
)
def test_commits_that_wait_for_nobody_are_a_fault(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, received: tuple[bool, bool], why: str, *, fit: bool
) -> None:
    settings.ISKAN_BACKUP_DIR, settings.ISKAN_BACKUP_LOG = settings.DATA_DIR, "synchronous"
    monkeypatch.setattr(health, "is_receiving", lambda: received)
    found = health._archive()
    assert found.fit == fit
    assert why in (found.why.en if found.why else "")


def test_the_receivers_name_is_the_one_it_gives_itself() -> None:
    assert queries.RECEIVER == commits.RECEIVER
