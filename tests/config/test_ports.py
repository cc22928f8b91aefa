"""Ports are taken before what serves on them starts, and given up to it."""

import socket
from contextlib import closing

import pytest

from iskan.config import ports
from iskan.config.environment import HIGHEST_PORT


def test_a_port_that_is_held_is_nobody_else_s(unused_port: int) -> None:
    with ports.hold(unused_port) as kept, socket.socket() as another:
        assert ports.number(kept) == unused_port
        with pytest.raises(OSError, match="in use"):
            another.bind((ports.LOOPBACK, unused_port))


def test_nothing_answers_on_a_port_that_is_only_held(unused_port: int) -> None:
    with ports.hold(unused_port), closing(socket.socket()) as visitor, pytest.raises(ConnectionRefusedError):
        visitor.connect((ports.LOOPBACK, unused_port))


def test_a_port_let_go_can_be_served_on_at_once(unused_port: int) -> None:
    ports.hold(unused_port).close()
    with socket.create_server((ports.LOOPBACK, unused_port)) as server:
        assert ports.number(server) == unused_port


def test_a_port_somebody_serves_on_gives_way_to_a_free_one(unused_port: int) -> None:
    with socket.create_server((ports.LOOPBACK, unused_port)):
        with pytest.raises(OSError, match="in use"):
            ports.hold(unused_port)
        with ports.bind_near(unused_port) as kept:
            assert ports.number(kept) not in {0, unused_port}


def test_a_port_beyond_the_last_gives_way_to_a_free_one() -> None:
    with ports.bind_near(HIGHEST_PORT + 1) as kept:
        assert 0 < ports.number(kept) <= HIGHEST_PORT
