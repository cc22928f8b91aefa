"""A backup is a sealed set: what was changed in it is found, and what it holds comes back whole into nothing."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.factories.migrated import migrated_dump, restore_dump

from iskan.config import embedded
from iskan.config.backup.manifest import DATABASE, DOCUMENTS, KEYS, NAME, read_manifest
from iskan.config.backup.sealed import (
    CHUNK,
    TAG,
    PassphraseTooShort,
    SealBroken,
    SealingWriter,
    opened,
    read_passphrase,
)

PASSPHRASE = b"a passphrase of the tests, long enough"
MASTER = bytes(range(32))
KEPT = """
from datetime import UTC, datetime
from django.core.files.base import ContentFile
from iskan.apps.accounts.models import User
from iskan.apps.documents.models import IssuedDocument
import hashlib
at = datetime(2026, 3, 2, 9, tzinfo=UTC)
user = User.objects.create(username='holder', password='!', joined_at=at)
for number in range(12):
    content = b'%PDF of number ' + str(number).encode() * 1000
    row = IssuedDocument(token=f'T{number}', code='card', name_ar='b', name_en='b', template='t', contents={},
        case_reference=f'C{number}', holder=user, issued_at=at, valid_from=at.date(),
        digest=hashlib.sha256(content).hexdigest())
    row.file.save('', ContentFile(content), save=False)
    row.save()
"""


def iskan(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ISKAN_", "DATABASE_URL"))}
    env = kept | {"ISKAN_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "iskan.config.settings.base"}
    env.pop("SECRET_KEY", None)
    command = [sys.executable, "-m", "iskan", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an installation with a trail and documents, and take a set of it."""
    place = tmp_path_factory.mktemp("b")
    (place / "key").write_bytes(PASSPHRASE + b"\n")
    with embedded.running(place / "data") as address:
        restore_dump(address, migrated_dump())
    for words in (
        ("catalogue", "sync"), ("documents", "make-certificate"),
        ("shell", "-v0", "-c", KEPT), ("audit", "anchor"),
        ("backup", "--to", str(place / "sets"), "--key-file", str(place / "key")),
    ):  # fmt: skip
        done = iskan(place / "data", *words)
        assert done.returncode == 0, done.stdout + done.stderr
    (place / "sets").rename(place / "taken")
    return place


@pytest.fixture
def taken(place: Path, tmp_path: Path) -> Path:
    """Return a copy of the set, to be spoilt."""
    (folder,) = (place / "taken").iterdir()
    return Path(shutil.copytree(folder, tmp_path / "set"))


def test_a_set_is_verified_by_restoring_it(place: Path, taken: Path) -> None:
    done = iskan(place / "data", "backup", "verify", "--from", str(taken), "--key-file", str(place / "key"))
    assert done.returncode == 0, done.stdout + done.stderr
    steps = [line for line in done.stdout.splitlines() if line.startswith("ok")]
    assert len(steps) == 5
    assert "10 files are what was put there" in steps[-1]
    assert not list(Path("/tmp").glob("iskan-verify-*"))  # noqa: S108 -- where it restores when told nothing


def test_keys_and_documents_come_back_and_nothing_is_restored_over_something(
    place: Path, taken: Path, tmp_path: Path
) -> None:
    words = ("restore", "--from", str(taken), "--key-file", str(place / "key"))
    fresh = tmp_path / "fresh"
    done = iskan(fresh, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("secret_key.txt", "signing/key.pem", "signing/certificate.pem"):
        assert (fresh / name).read_bytes() == (place / "data" / name).read_bytes()
    assert "12 files are what was put there" in iskan(fresh, "documents", "check").stdout
    again = iskan(fresh, *words)
    assert again.returncode == 1
    assert "the database is not empty" in again.stderr
    assert "Traceback" not in again.stderr


@pytest.mark.parametrize("name", [DATABASE, DOCUMENTS, KEYS])
@pytest.mark.parametrize("spoil", ["flip", "cut", "remove"])
def test_a_spoilt_file_is_found_before_anything_is_restored(taken: Path, name: str, spoil: str) -> None:
    path = taken / name
    content = bytearray(path.read_bytes())
    if spoil == "flip":
        content[len(content) // 2] ^= 1
    path.write_bytes(content[:-1] if spoil == "cut" else content)
    if spoil == "remove":
        path.unlink()
    with pytest.raises(SealBroken, match=name):
        read_manifest(taken, PASSPHRASE)


def test_a_manifest_made_anew_for_other_files_is_found(taken: Path) -> None:
    told = json.loads((taken / NAME).read_text())
    told["manifest"] = told["manifest"].replace('"documents": 12', '"documents": 11')
    (taken / NAME).write_text(json.dumps(told))
    with pytest.raises(SealBroken, match="the manifest was changed"):
        read_manifest(taken, PASSPHRASE)


def test_another_passphrase_opens_nothing_and_an_unfinished_set_is_none(taken: Path) -> None:
    with pytest.raises(SealBroken):
        read_manifest(taken, b"another passphrase, long enough")
    (taken / NAME).unlink()
    with pytest.raises(SealBroken, match="no manifest"):
        read_manifest(taken, PASSPHRASE)


def test_nothing_of_a_set_can_be_read_without_its_passphrase(taken: Path) -> None:
    everything = b"".join(path.read_bytes() for path in taken.iterdir())
    for words in (b"PGDMP", b"%PDF", b"PRIVATE KEY", b"holder"):
        assert words not in everything
    assert {oct(path.stat().st_mode & 0o777) for path in taken.iterdir()} == {"0o600"}


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("too short\n")
    with pytest.raises(PassphraseTooShort):
        read_passphrase(tmp_path / "key")


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_what_is_sealed_is_opened_again(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    assert b"".join(opened(_sealed(tmp_path / "file", content), MASTER)) == content


def test_chunks_exchanged_left_out_or_cut_off_are_found(tmp_path: Path) -> None:
    path = _sealed(tmp_path / "file", os.urandom(3 * CHUNK + 5))
    whole, step = path.read_bytes(), CHUNK + TAG
    first, second = whole[:step], whole[step : 2 * step]
    for spoilt in (second + first + whole[2 * step :], first + whole[2 * step :], whole[: 3 * step], whole + b"x", b""):
        path.write_bytes(spoilt)
        with pytest.raises(SealBroken):
            list(opened(path, MASTER))


def test_a_file_under_another_name_is_not_opened(tmp_path: Path) -> None:
    path = _sealed(tmp_path / "file", b"content")
    with pytest.raises(SealBroken):
        list(opened(path.rename(tmp_path / "other"), MASTER))


def test_a_file_that_was_not_finished_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="away"):
        _sealed_half_way(tmp_path / "file")
    with pytest.raises(SealBroken):
        list(opened(tmp_path / "file", MASTER))


def _sealed_half_way(path: Path) -> None:
    with SealingWriter(path, MASTER) as sink:
        sink.write(os.urandom(CHUNK + 1))
        raise OSError("the disk is away")


def _sealed(path: Path, content: bytes) -> Path:
    with SealingWriter(path, MASTER) as sink:
        sink.write(content)
    return path
