"""The interface meets the registers: their simulator answers within the process, over the true wire format."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from tests.factories.simulators import registers_in_process


@pytest.fixture(scope="session")
def registers_address() -> Iterator[str]:
    with registers_in_process() as address:
        yield address


@pytest.fixture
def registers(registers_address: str, settings: Settings) -> str:
    """Point every register at the simulator."""
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    return registers_address
