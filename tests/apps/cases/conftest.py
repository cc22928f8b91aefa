"""Cases meet real registers: the simulator runs as its own process."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from pytest_django import Settings
from tests.factories.cast import Cast, make_cast
from tests.factories.simulators import registers_process

from iskan.integrations import registers as folders
from iskan.integrations.registry import forget_clients


@pytest.fixture(scope="session")
def registers_address() -> Iterator[str]:
    with registers_process() as address:
        yield address


@pytest.fixture
def registers(registers_address: str, settings: Settings) -> str:
    """Point every register at the simulator."""
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    return registers_address


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()


@pytest.fixture
def moods(registers: str) -> Iterator[Callable[..., None]]:
    """Set how registers behave, by name; afterwards all are as they should be."""

    def put(**wanted: object) -> None:
        httpx.put(f"{registers}/control/moods", json=wanted, trust_env=False).raise_for_status()

    yield put
    put(**dict.fromkeys(folders.codes(), "normal"))
    forget_clients()
