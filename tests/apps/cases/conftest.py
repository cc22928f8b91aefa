"""Cases meet real registers: the simulator runs as its own process."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from tests.factories.cast import Cast, make_cast
from tests.factories.simulators import registers_process

from iskan.apps.catalogue.queries import clear_caches


@pytest.fixture(scope="session")
def registers_address() -> Iterator[str]:
    with registers_process() as address:
        yield address


@pytest.fixture
def registers(registers_address: str, settings: Settings) -> str:
    """Point every register at the simulator."""
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    return registers_address


@pytest.fixture(autouse=True)
def _fresh_catalogue() -> None:
    clear_caches()


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()
