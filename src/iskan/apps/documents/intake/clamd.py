"""A file streamed to clamd and its verdict read, as clamd's manual describes INSTREAM.

Pieces follow each after its length (four bytes, the highest first), a length of zero ends them, and one line answers.
The libraries that speak it are under the GPL, or long left alone.
"""

import re
import socket
import struct
from contextlib import suppress
from typing import BinaryIO, Final

PORT: Final = 3310
_PIECE: Final = 64 * 1024
_LONGEST_ANSWER: Final = 4096
_ANSWER: Final = re.compile(r"stream: (?:(?P<found>.+) )?(?P<state>OK|FOUND|ERROR)")
_TOO_LONG: Final = "INSTREAM size limit exceeded"


class StreamTooLong(Exception):
    """clamd takes no file as long as this one."""


def verdict(address: str, source: BinaryIO, *, seconds: float) -> tuple[str, str]:
    """Return clamd's word on a file, ``OK``, ``FOUND`` or ``ERROR``, and what it says besides, as a virus's name.

    Raises:
        StreamTooLong: the file is longer than clamd takes.
        OSError: clamd is not there, or falls silent for so many seconds.
        ValueError: the address names no port.
    """
    with _connected(address, seconds) as connection:
        # clamd answers and hangs up once it has enough: what it said still waits to be read.
        with suppress(BrokenPipeError, ConnectionResetError):
            _send(connection, source)
        said = _line(connection)
    if _TOO_LONG in said:
        raise StreamTooLong(said)
    answer = _ANSWER.fullmatch(said)
    return (answer["state"], answer["found"] or "") if answer else ("ERROR", said)


def _connected(address: str, seconds: float) -> socket.socket:
    """Return a connection to ``host:port``, or to a socket's path."""
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(seconds)
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _colon, port = address.rpartition(":") if ":" in address else (address, "", PORT)
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)


def _send(connection: socket.socket, source: BinaryIO) -> None:
    connection.sendall(b"nINSTREAM\n")
    while piece := source.read(_PIECE):
        connection.sendall(struct.pack("!L", len(piece)) + piece)
    connection.sendall(struct.pack("!L", 0))


def _line(connection: socket.socket) -> str:
    said = bytearray()
    while b"\n" not in said and len(said) < _LONGEST_ANSWER and (piece := connection.recv(_LONGEST_ANSWER)):
        said += piece
    return said.partition(b"\n")[0].decode("utf-8", "replace").strip()
