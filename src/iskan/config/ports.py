"""Ports on this machine: taken for a process before it starts, so that nobody else gets them meanwhile."""

import socket
from typing import Final

from iskan.config.environment import HIGHEST_PORT

LOOPBACK: Final = "127.0.0.1"


def hold(port: int) -> socket.socket:
    """Keep a port for as long as what is returned stays open; nothing answers on it.

    Raises:
        OSError: another program has the port.
    """
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a server that ended just now does not count
    try:
        kept.bind((LOOPBACK, port))
    except OSError:
        kept.close()
        raise
    return kept


def bind_near(wanted: int) -> socket.socket:
    """Keep a port: the one that is wanted, or any where that one is taken or is none."""
    try:
        return hold(wanted if wanted <= HIGHEST_PORT else 0)
    except OSError:
        return hold(0)


def number(kept: socket.socket) -> int:
    """Return which port is kept."""
    port: int = kept.getsockname()[1]
    return port
