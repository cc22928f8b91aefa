"""Cases meet the registers: their simulator answers within the process, over the true wire format."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.conf import settings
from django.test import override_settings
from pytest_django import Settings
from tests.factories.cast import Cast, make_cast
from tests.factories.journeys import filed_case
from tests.factories.module_rows import ModuleRows, RowMaker
from tests.factories.simulators import registers_in_process
from tests.integrations.conftest import running, set_moods

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case
from iskan.foundation.scope import Scope
from iskan.integrations.registry import forget_clients

FiledCase = tuple[Case, User, Scope]
FileOnce = Callable[[str, dict[str, str]], ModuleRows[tuple[Cast, FiledCase]]]


@pytest.fixture(scope="session")
def registers_address() -> Iterator[str]:
    with registers_in_process() as address:
        yield address


@pytest.fixture
def registers(registers_address: str, settings: Settings) -> str:
    """Point every register at the simulator."""
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
    return registers_address


@pytest.fixture(scope="module")
def file_once(row_maker: RowMaker, registers_address: str) -> FileOnce:
    """Return what makes the cast and a filed case once for the length of a module."""

    def make(cpr: str, answers: dict[str, str]) -> ModuleRows[tuple[Cast, FiledCase]]:
        answering = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)
        with override_settings(ISKAN_REGISTER_URLS=answering):
            return row_maker(lambda: (make_cast(), filed_case(cpr, answers)))

    return make


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()


@pytest.fixture
def moods(settings: Settings) -> Iterator[Callable[..., None]]:
    """Set how registers behave, by name. They run as the process they are: only on a wire is a slow answer given up."""
    with running("iskan.integrations.simulators") as (address, _process):
        settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, address)
        yield partial(set_moods, address)
    forget_clients()
