"""The archive: what was confirmed comes back after the machine is gone, as it stood at any instant; nothing hangs."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker
from tests.config.archived import asked, copied, installation, issue, keeper, kill_server, looked_after
from tests.factories.migrated import migrated_dump, restore_dump

from iskan.config import commits, embedded
from iskan.config.backup import streams
from iskan.config.backup.archiving import ArchiveKeeper, MayNotReplicate
from iskan.config.backup.recovering import NotOurServer, recover
from iskan.config.backup.restoring import NotEmpty, NotWhole


@pytest.fixture(scope="module", autouse=True)
def unblocked(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let this module use servers of its own."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an installation with the database's shape and stop it."""
    folder, dump = tmp_path_factory.mktemp("m"), migrated_dump()
    with installation(folder), embedded.running(folder, disposable=True) as address:
        restore_dump(address, dump)
        asked(folder, "CREATE TABLE marker (id bigint PRIMARY KEY)")
        connection.close()
    return folder


@pytest.fixture
def place(migrated: Path, tmp_path: Path) -> Iterator[Path]:
    """Yield a running copy of it, to which Django is connected."""
    folder = copied(migrated, tmp_path / "d")
    with installation(folder):
        embedded.ensure_running(folder)
        yield folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "second"


@pytest.fixture
def kept(place: Path, archive: Path) -> Iterator[ArchiveKeeper]:
    """Yield a keeper whose first base backup counts."""
    running = keeper(place, archive)
    looked_after(running, lambda: has_base(archive))
    yield running
    running.stop()


def has_base(archive: Path) -> bool:
    return any(stream.bases() for stream in streams.streams(archive))


def test_every_confirmed_row_comes_back_after_the_machine_is_gone(place: Path, archive: Path, tmp_path: Path) -> None:
    running = keeper(place, archive, synchronous=True)
    looked_after(running, lambda: has_base(archive) and commits.do_wait(embedded.Server(place)))
    confirmed: list[int] = []
    writer = threading.Thread(target=write_until_killed, args=(place, confirmed))
    writer.start()
    looked_after(running, lambda: len(confirmed) > 200)
    kill_server(place)
    writer.join()
    running.stop()
    with installation(tmp_path / "back") as back:
        recover(archive=archive, until=None)
        with embedded.running(back):
            assert asked(back, "SELECT count(*) FROM marker WHERE id = ANY(%s)", confirmed) == len(confirmed)


def write_until_killed(folder: Path, confirmed: list[int]) -> None:
    with psycopg.connect(embedded.url(folder), autocommit=True) as own:
        number = 0
        while True:
            try:
                own.execute("INSERT INTO marker VALUES (%s)", [number := number + 1])
            except psycopg.OperationalError:
                return
            confirmed.append(number)


def test_it_goes_back_to_an_instant_with_the_documents(
    place: Path, kept: ArchiveKeeper, archive: Path, tmp_path: Path
) -> None:
    document = issue(1)
    asked(place, "INSERT INTO marker VALUES (1)")
    time.sleep(0.05)
    instant = datetime.now(UTC)
    time.sleep(0.05)
    asked(place, "INSERT INTO marker VALUES (2)")
    asked(place, "DROP TABLE foundation_ratecount")
    copy = archive / streams.DOCUMENTS / str(document.file.name)
    looked_after(kept, lambda: copy.exists() and has_received(place, kept))
    with installation(tmp_path / "back") as back:
        state = recover(archive=archive, until=instant)
        assert state.documents == 1
        with embedded.running(back):
            assert asked(back, "SELECT array_agg(id) FROM marker") == [1]
            assert asked(back, "SELECT count(*) FROM foundation_ratecount") == 0


def has_received(folder: Path, kept: ArchiveKeeper) -> bool:
    return kept.is_streaming(past=asked(folder, "SELECT pg_current_wal_flush_lsn()::text"))


def test_a_document_that_is_not_what_was_put_there_is_named(
    place: Path, kept: ArchiveKeeper, archive: Path, tmp_path: Path
) -> None:
    copy = archive / streams.DOCUMENTS / str(issue(2).file.name)
    looked_after(kept, copy.exists)
    copy.write_bytes(b"another")
    looked_after(kept, lambda: has_received(place, kept))
    with installation(tmp_path / "back"), pytest.raises(NotWhole, match="1 of 1 documents"):
        recover(archive=archive, until=None)


def test_an_instant_the_log_does_not_reach_leaves_nothing_behind(
    kept: ArchiveKeeper, archive: Path, tmp_path: Path
) -> None:
    assert kept.is_streaming()
    with installation(tmp_path / "back") as back:
        with pytest.raises(embedded.EmbeddedServerFault, match="recovery target"):
            recover(archive=archive, until=datetime.now(UTC) + timedelta(days=1))
        assert not (back / "postgres").exists()
        with pytest.raises(streams.NoBase, match="the earliest instant"):
            recover(archive=archive, until=datetime.now(UTC) - timedelta(days=1))


@pytest.mark.usefixtures("kept")
def test_nothing_is_restored_over_something_nor_from_a_spoilt_base(place: Path, archive: Path, tmp_path: Path) -> None:
    with pytest.raises(NotEmpty):
        recover(archive=archive, until=None)
    assert (place / "postgres").exists()
    _stream, base = streams.base_for(archive, None)
    spoilt = base.folder / "PG_VERSION"
    spoilt.write_bytes(bytes([spoilt.read_bytes()[0] ^ 1]) + spoilt.read_bytes()[1:])
    with installation(tmp_path / "back") as back:
        with pytest.raises(streams.BaseSpoilt, match="PG_VERSION"):
            recover(archive=archive, until=None)
        assert not (back / "postgres").exists()


def test_another_server_is_its_operators(monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/iskan")
    with pytest.raises(NotOurServer):
        recover(archive=archive, until=None)


def receiver_of(folder: Path) -> int | None:
    found = asked(folder, "SELECT pid FROM pg_stat_replication WHERE application_name = %s", commits.RECEIVER)
    return int(found) if found else None


def test_a_receiver_that_ends_is_started_again_and_goes_on_with_its_stream(
    place: Path, kept: ArchiveKeeper, archive: Path
) -> None:
    before = receiver_of(place)
    assert kept.receiver_pid is not None
    os.kill(kept.receiver_pid, signal.SIGKILL)
    looked_after(kept, lambda: receiver_of(place) not in {None, before} and kept.is_streaming())
    assert len(streams.streams(archive)) == 1


def test_a_segment_half_made_on_a_full_disk_does_not_keep_the_receiver_away(
    place: Path, kept: ArchiveKeeper, archive: Path
) -> None:
    before = receiver_of(place)
    asked(place, "INSERT INTO marker VALUES (1)")
    looked_after(kept, lambda: has_received(place, kept))
    assert kept.receiver_pid is not None
    os.kill(kept.receiver_pid, signal.SIGKILL)
    (partial,) = streams.streams(archive)[0].log.glob("*.partial")
    os.truncate(partial, 8_384_512)
    looked_after(kept, lambda: receiver_of(place) not in {None, before} and has_received(place, kept))
    assert [path.stat().st_size for path in streams.streams(archive)[0].log.glob("*.partial")] == [16 << 20]


def test_where_log_was_lost_another_stream_begins_with_a_base_of_its_own(
    place: Path, kept: ArchiveKeeper, archive: Path
) -> None:
    assert kept.receiver_pid is not None
    os.kill(kept.receiver_pid, signal.SIGKILL)
    for _ in range(100):
        if receiver_of(place) is None:
            break
        time.sleep(0.1)
    asked(place, "SELECT pg_drop_replication_slot(%s)", commits.RECEIVER)
    looked_after(kept, lambda: len(streams.streams(archive)) == 2)
    looked_after(kept, streams.streams(archive)[1].bases)


def test_commits_wait_for_a_receiver_that_hangs_no_longer_than_is_said(
    place: Path, archive: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server, running = embedded.Server(place), keeper(place, archive, synchronous=True, patience=1)
    looked_after(running, lambda: commits.do_wait(server))
    assert running.receiver_pid is not None
    os.kill(running.receiver_pid, signal.SIGSTOP)
    written = threading.Thread(target=asked, args=(place, "INSERT INTO marker VALUES (7)"))
    written.start()
    written.join(1)
    assert written.is_alive(), "a commit waits for the receiver"
    looked_after(running, lambda: not written.is_alive())
    assert not commits.do_wait(server)
    assert "commits go on without it" in caplog.text
    os.kill(running.receiver_pid, signal.SIGCONT)
    looked_after(running, lambda: commits.do_wait(server))
    running.stop()
    assert not commits.do_wait(server)
    asked(place, "INSERT INTO marker VALUES (8)")


def test_where_nobody_looks_after_the_receiver_nothing_waits_for_it(place: Path) -> None:
    server = embedded.Server(place)
    commits.wait_for_receiver(server)
    with commits.attended(place):
        embedded.ensure_running(place)
        assert commits.do_wait(server)
        with pytest.raises(commits.AlreadyReceiving), commits.attended(place):
            pass
    embedded.ensure_running(place)
    assert not commits.do_wait(server)
    asked(place, "INSERT INTO marker VALUES (1)")


def test_a_server_starts_without_waiting_for_anybody(place: Path) -> None:
    commits.wait_for_receiver(embedded.Server(place))
    with commits.attended(place):
        kill_server(place)
        embedded.ensure_running(place)
        asked(place, "INSERT INTO marker VALUES (1)")


def test_an_account_that_may_not_replicate_is_told_so(place: Path, archive: Path) -> None:
    asked(place, "CREATE ROLE plain LOGIN")
    connection.close()
    connection.settings_dict["USER"] = "plain"
    with pytest.raises(MayNotReplicate):
        keeper(place, archive).look()
    assert not archive.exists()


def test_a_database_that_is_away_is_waited_for(place: Path, kept: ArchiveKeeper, archive: Path) -> None:
    kill_server(place)
    kept.look()
    embedded.ensure_running(place)
    looked_after(kept, kept.is_streaming)
    assert len(streams.streams(archive)) == 1


def test_a_base_backup_that_fails_does_not_count(
    place: Path, archive: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = keeper(place, archive)
    monkeypatch.setenv("PGREQUIRESSL", "1")
    looked_after(running, lambda: "The base backup ended with 1" in caplog.text)
    running.stop()
    assert not has_base(archive)
