"""The registers' twins as a process of their own, while the cast's stories are played."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import httpx
from django.conf import settings

READY_SECONDS: Final = 30


class TwinsDidNotStart(RuntimeError):
    """The registers' simulator could not be started."""


@contextmanager
def registers_at_hand(*, seed: int, people: int) -> Iterator[None]:
    """Let this process ask twins of the registers that know the same people, for the length of a block."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    known = {"ISKAN_SYNTHETIC_SEED": str(seed), "ISKAN_SYNTHETIC_PEOPLE": str(people), "ISKAN_REGISTER_MOODS": ""}
    command = [sys.executable, "-m", "iskan.integrations.simulators", "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603 -- our own module under our own interpreter
        command, env={**os.environ, **known}, stdout=subprocess.DEVNULL
    )
    before = settings.ISKAN_REGISTER_URLS
    try:
        _wait_until_well(url, process)
        settings.ISKAN_REGISTER_URLS = dict.fromkeys(before, url)
        yield
    finally:
        settings.ISKAN_REGISTER_URLS = before
        process.terminate()
        process.wait(timeout=10)


def _wait_until_well(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/healthz", trust_env=False, timeout=1).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise TwinsDidNotStart


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
