"""No other account of the machine reads what this system writes."""

import os
import smtplib
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.ports import free_port

from iskan.config.private import keep_private


@pytest.fixture(autouse=True)
def _open_hand() -> Iterator[None]:
    """Start from what most machines start from, and leave what the other tests had."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in (folder, *folder.rglob("*"))}


def test_an_open_folder_is_closed_and_what_is_written_later_is_our_own(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    keep_private(folder)
    (folder / "logs").mkdir()
    (folder / "logs" / "web.log").write_text("a line")
    assert modes(folder) == {"data": "0o700", "logs": "0o700", "web.log": "0o600"}


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    keep_private(tmp_path / "data")
    assert not list(tmp_path.iterdir())


def test_a_command_leaves_nothing_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    env = {**os.environ, "ISKAN_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "iskan.config.settings.base"}
    env.pop("SECRET_KEY", None)
    command = [sys.executable, "-m", "iskan", "documents", "make-certificate"]
    subprocess.run(command, env=env | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/no"}, check=True, timeout=120)
    assert modes(folder) == {
        "data": "0o700", "secret_key.txt": "0o600", "signing": "0o700", "key.pem": "0o600", "certificate.pem": "0o600",
    }  # fmt: skip


def test_letters_kept_are_our_own(tmp_path: Path) -> None:
    port, folder = free_port(), tmp_path / "mail"
    command = [sys.executable, "-m", "iskan.config.mailbox", str(port), str(folder)]
    with subprocess.Popen(command) as process:
        try:
            _send(port)
        finally:
            process.terminate()
    assert set(modes(folder).values()) == {"0o700", "0o600"}


def _send(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with suppress(OSError), smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
            server.sendmail("a@example.test", ["b@example.test"], "Subject: x\r\n\r\ny")
            return
        time.sleep(0.1)
    pytest.fail("the mailbox did not start")


def test_a_folder_that_all_share_is_closed_to_nobody(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    keep_private(shared)
    (shared / "ours").touch()
    assert modes(shared) == {"shared": "0o1777", "ours": "0o600"}
