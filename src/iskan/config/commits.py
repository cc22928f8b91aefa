"""Whether a commit of the embedded server waits until the receiver of its log has it on the other disk.

The switch is a file of its own that a start of the server removes: nothing waits for a receiver nobody has started.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from iskan.config.embedded import Server

SWITCH: Final = "commits.conf"
# The receiver's name among the server's connections, and that of its slot.
RECEIVER: Final = "iskan_archive"
LOCK: Final = "archive.lock"
_WAITS: Final = f"synchronous_standby_names = '{RECEIVER}'\n"


class AlreadyReceiving(RuntimeError):
    """Another process receives the log of this installation."""


@contextmanager
def attended(data_dir: Path) -> Iterator[None]:
    """Say for the length of a block that somebody looks after the receiver.

    Raises:
        AlreadyReceiving: somebody else does.
    """
    with (data_dir / LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise AlreadyReceiving(f"the log of {data_dir} is being received already") from held
        yield


def wait_for_receiver(server: "Server") -> None:
    """Let each commit wait until the receiver has it."""
    path = server.cluster / SWITCH
    path.write_text(_WAITS, encoding="ascii")
    server.give_to_account(path)
    server.call("pg_ctl", "reload", "-D", server.cluster)


def go_on_alone(server: "Server") -> bool:
    """Let commits wait no more, those included that wait now; return whether they did."""
    if not do_wait(server):
        return False
    (server.cluster / SWITCH).unlink()
    server.call("pg_ctl", "reload", "-D", server.cluster)
    return True


def go_on_where_nobody_attends(server: "Server") -> bool:
    """Let commits wait no more where whoever looked after the receiver is gone."""
    return do_wait(server) and not _is_attended(server.data_dir) and go_on_alone(server)


def do_wait(server: "Server") -> bool:
    """Say whether commits wait for the receiver."""
    return (server.cluster / SWITCH).exists()


def _is_attended(data_dir: Path) -> bool:
    with (data_dir / LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
