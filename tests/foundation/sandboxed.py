"""Work for the sandbox that goes well, and work that does what hostile files make libraries do."""

import os
import signal
import time
from pathlib import Path
from typing import BinaryIO


def length(source: BinaryIO, *, times: int) -> int:
    return len(source.read()) * times


def echo(source: BinaryIO) -> bytes:
    return source.read()


def fail(source: BinaryIO) -> None:
    raise LookupError(source.read())


def spin(_source: BinaryIO) -> None:
    while True:
        pass


def sleep(_source: BinaryIO) -> None:
    time.sleep(600)


def swell(_source: BinaryIO) -> int:
    return len(bytearray(2 << 30))


def talk(_source: BinaryIO, *, length: int) -> bytes:
    return bytes(length)


def crash(_source: BinaryIO) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def write(_source: BinaryIO, *, path: str) -> None:
    Path(path).write_bytes(b"x")


def secrets_seen(_source: BinaryIO) -> list[str]:
    return sorted(os.environ)


def open_files(_source: BinaryIO) -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
