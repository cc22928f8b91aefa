"""What the archive holds and lets go: base backups, segments, documents, without any server."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage

from iskan.config.backup import mirror, streams
from iskan.config.backup.streams import Base, Stream

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
KEEP = timedelta(days=3)


def base(stream: Stream, *, days_ago: float, first: int) -> Base:
    """Lay a base backup into a stream."""
    at = NOW - timedelta(days=days_ago)
    folder = stream.folder / "bases" / f"{at:%Y%m%dT%H%M%S.%fZ}"
    folder.mkdir()
    (folder / "backup_label").write_text(f"START WAL LOCATION: 0/2000028 (file {segment(first)})\n")
    return streams.count_base(folder, at)


def segment(number: int, history: int = 1) -> str:
    return f"{history:08X}{0:08X}{number:08X}"


def write_segments(stream: Stream, *numbers: int) -> None:
    for number in numbers:
        (stream.log / segment(number)).write_bytes(b"log")
    (stream.log / f"{segment(max(numbers) + 1)}.partial").write_bytes(b"log")
    (stream.log / "00000002.history").write_text("1\t0/5000000\n")


def left(archive: Path) -> list[list[float]]:
    """Return how old the base backups of each stream are, in days."""
    return [
        [(NOW - base.ended_at) / timedelta(days=1) for base in stream.bases()] for stream in streams.streams(archive)
    ]


def test_the_last_base_before_what_is_kept_stays_with_all_its_log(tmp_path: Path) -> None:
    stream = streams.begin_stream(tmp_path, "7-1", NOW - timedelta(days=9))
    write_segments(stream, *range(1, 9))
    for days_ago, first in ((8, 1), (5, 3), (4, 5), (2, 6), (1, 7)):
        base(stream, days_ago=days_ago, first=first)
    removed = streams.prune(tmp_path, stream, keep=KEEP, at=NOW)
    assert left(tmp_path) == [[4, 2, 1]]
    assert [path.name for path in stream.segments()] == [*(segment(n) for n in range(5, 9)), f"{segment(9)}.partial"]
    assert len(removed) == 3
    assert streams.prune(tmp_path, stream, keep=KEEP, at=NOW) == []


def test_the_only_base_stays_however_old(tmp_path: Path) -> None:
    stream = streams.begin_stream(tmp_path, "7-1", NOW)
    write_segments(stream, 1)
    base(stream, days_ago=90, first=1)
    assert streams.prune(tmp_path, stream, keep=KEEP, at=NOW) == []
    assert left(tmp_path) == [[90]]


def test_an_ended_stream_goes_when_nothing_of_it_is_kept(tmp_path: Path) -> None:
    old = streams.begin_stream(tmp_path, "7-1", NOW - timedelta(days=9))
    current = streams.begin_stream(tmp_path, "7-2", NOW - timedelta(days=4))
    for stream in (old, current):
        write_segments(stream, 1)
    base(old, days_ago=8, first=1)
    assert streams.prune(tmp_path, current, keep=KEEP, at=NOW) == [], "the current one has no base backup yet"
    base(current, days_ago=3.5, first=1)
    streams.prune(tmp_path, current, keep=KEEP, at=NOW)
    assert left(tmp_path) == [[3.5]]


def test_the_latest_base_before_an_instant_is_taken_from_whatever_stream(tmp_path: Path) -> None:
    old = streams.begin_stream(tmp_path, "7-1", NOW - timedelta(days=9))
    current = streams.begin_stream(tmp_path, "7-2", NOW - timedelta(days=4))
    expected = base(old, days_ago=5, first=1)
    base(current, days_ago=3, first=1)
    assert streams.base_for(tmp_path, NOW - timedelta(days=4)) == (old, expected)
    assert streams.base_for(tmp_path, None)[0] == current
    with pytest.raises(streams.NoBase, match=expected.ended_at.date().isoformat()):
        streams.base_for(tmp_path, NOW - timedelta(days=6))
    with pytest.raises(streams.NoBase, match="it has none"):
        streams.base_for(tmp_path / "elsewhere", None)


def test_what_was_not_finished_is_cleared_away(tmp_path: Path) -> None:
    stream = streams.begin_stream(tmp_path, "7-1", NOW)
    base(stream, days_ago=1, first=1)
    (stream.folder / "bases" / "half").mkdir()
    stream.remove_unfinished()
    assert [path.name for path in (stream.folder / "bases").iterdir() if path.is_dir()] == ["20260319T120000.000000Z"]


def test_a_base_that_does_not_say_where_its_log_begins_never_counts(tmp_path: Path) -> None:
    (tmp_path / "backup_label").write_text("nothing")
    with pytest.raises(streams.BaseSpoilt):
        streams.count_base(tmp_path, NOW)


def test_a_file_missing_from_a_base_is_found(tmp_path: Path) -> None:
    stream = streams.begin_stream(tmp_path, "7-1", NOW)
    kept = base(stream, days_ago=1, first=1)
    (kept.folder / "backup_manifest").write_text(json.dumps({"Files": [{"Path": "base/1/1", "Checksum": "ab"}]}))
    with pytest.raises(streams.BaseSpoilt, match="base/1/1"):
        streams.require_unspoilt(kept)


def test_documents_are_copied_once_without_what_is_drawn_again(tmp_path: Path) -> None:
    source, target = tmp_path / "documents", tmp_path / "kept"
    for name in ("uploads/ab/one", "issued/two.pdf", "previews/one/1.webp"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(name)
    assert mirror.copy_new(source, target, seconds=60)
    assert {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()} == {
        "uploads/ab/one",
        "issued/two.pdf",
    }
    (target / "uploads/ab/one").write_text("as it was")
    assert mirror.copy_new(source, target, seconds=60)
    assert (target / "uploads/ab/one").read_text() == "as it was"


def test_copying_stops_when_its_time_is_over_and_goes_on_later(tmp_path: Path) -> None:
    source = tmp_path / "documents"
    source.mkdir()
    (source / "one").write_text("1")
    assert not mirror.copy_new(source, tmp_path / "kept", seconds=-1)
    assert mirror.copy_new(source, tmp_path / "kept", seconds=60)


def test_what_is_gone_from_the_store_goes_after_as_long_as_the_log_is_kept(tmp_path: Path) -> None:
    source, target = tmp_path / "documents", tmp_path / "kept"
    source.mkdir()
    for name in ("erased", "stays"):
        (source / name).write_text(name)
    mirror.copy_new(source, target, seconds=60)
    (source / "erased").unlink()
    assert mirror.forget_gone(source, target, keep=KEEP, at=NOW) == 0
    assert mirror.forget_gone(source, target, keep=KEEP, at=NOW + timedelta(days=2)) == 0
    assert (target / "erased").exists()
    assert mirror.forget_gone(source, target, keep=KEEP, at=NOW + timedelta(days=3)) == 1
    assert not (target / "erased").exists()
    assert (target / "stays").exists()


def test_a_bucket_has_no_folder(tmp_path: Path) -> None:
    assert mirror.folder_of(FileSystemStorage(location=tmp_path)) == tmp_path
    assert mirror.folder_of(S3Storage(bucket_name="papers")) is None
