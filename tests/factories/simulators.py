"""The registers' simulator as the process it is, for the tests that ask registers."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from iskan.apps.cases.operations import checking

READY_SECONDS = 30


@contextmanager
def registers_process(people: int = 300) -> Iterator[str]:
    """Yield the address of a simulator started for the occasion; it ends with the block.

    Meanwhile a citizen is patient: what a test finds must not hang on how busy the machine is.
    """
    environment = {**os.environ, "ISKAN_SYNTHETIC_PEOPLE": str(people), "PYTHONPATH": "src"}
    command = [sys.executable, "-m", "iskan.integrations.simulators", "--port", "0"]
    with (
        pytest.MonkeyPatch.context() as patch,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process,
    ):
        patch.setattr(checking, "A_CITIZEN_WAITS_SECONDS", READY_SECONDS)
        try:
            assert process.stdout is not None
            address = process.stdout.readline().rsplit(" ", 1)[-1].strip()
            _wait_until_ready(address)
            yield address
        finally:
            process.terminate()


def _wait_until_ready(address: str) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/healthz", trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    message = f"the registers' simulator did not become ready within {READY_SECONDS} s"
    raise RuntimeError(message)
