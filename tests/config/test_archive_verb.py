"""The words of `iskan archive` and `iskan restore --until`."""

from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import Settings

from iskan.config import commits, supervisor
from iskan.config.backup import archiving, verbs
from iskan.config.progress import RunFault


@pytest.fixture
def told(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """Name a second disk, and a server that is not ours to start."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/iskan")
    settings.DATA_DIR, settings.ISKAN_BACKUP_DIR = tmp_path / "data", tmp_path / "second"
    return settings


def test_it_wants_a_place(settings: Settings) -> None:
    settings.ISKAN_BACKUP_DIR = None
    with pytest.raises(RunFault, match="ISKAN_BACKUP_DIR"):
        archiving.archive([])


def test_another_servers_commits_are_its_operators(told: Settings) -> None:
    told.ISKAN_BACKUP_LOG = "synchronous"
    with pytest.raises(RunFault, match="synchronous_standby_names"):
        archiving.archive([])


def test_it_looks_after_the_archive_until_it_is_told_to_stop(told: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[archiving.ArchiveKeeper] = []

    def look(kept: archiving.ArchiveKeeper) -> None:
        looks.append(kept)
        with pytest.raises(RunFault, match="received already"):
            archiving.archive([])
        if len(looks) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(archiving.ArchiveKeeper, "look", look)
    with pytest.raises(KeyboardInterrupt):
        archiving.archive([])
    assert looks[0].server is None
    with commits.attended(told.DATA_DIR):
        pass


@pytest.mark.parametrize(
    ("mode", "expected"), [("asynchronous", ["archive"]), ("off", []), ("synchronous", ["archive"])]
)
def test_the_supervisor_starts_it_where_there_is_a_second_disk(told: Settings, mode: str, expected: list[str]) -> None:
    told.ISKAN_BACKUP_LOG = mode
    assert [part.name for part in supervisor._archive()] == expected
    assert all(part.is_dispensable for part in supervisor._archive())
    with override_settings(ISKAN_BACKUP_DIR=None):
        assert supervisor._archive() == []


@pytest.mark.parametrize("words", [[], ["--from", "set"], ["--key-file", "key"]])
def test_a_restore_wants_to_know_what(words: list[str]) -> None:
    with pytest.raises(RunFault, match="--until TIME"):
        verbs.restore(words)


def test_a_restore_wants_an_instant_and_an_archive(told: Settings) -> None:
    with pytest.raises(RunFault, match="yesterday is no instant"):
        verbs.restore(["--until", "yesterday"])
    with pytest.raises(RunFault, match="server of its own"):
        verbs.restore(["--until", "2026-03-02T09:00"])
    told.ISKAN_BACKUP_DIR = None
    with pytest.raises(RunFault, match="Name the archive"):
        verbs.restore(["--until", "latest"])


def test_an_instant_without_a_zone_is_the_installations_own() -> None:
    at = verbs._instant("2026-03-02T09:00")
    assert at is not None
    assert at.isoformat() == "2026-03-02T09:00:00+03:00"
    assert verbs._instant("latest") is None
