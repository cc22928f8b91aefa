"""The interface kit alone: its own addresses, and its built files brought up to date once."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import clear_url_caches
from django.utils import translation

from iskan.surfaces.ui import build


@pytest.fixture(scope="session", autouse=True)
def _built() -> None:
    build.build()


@pytest.fixture
def kit() -> Iterator[Client]:
    """Yield a client of the kit's own pages."""
    with override_settings(ROOT_URLCONF="tests.surfaces.ui.urls"):
        clear_url_caches()
        yield Client(raise_request_exception=False)
    clear_url_caches()


@pytest.fixture
def arabic() -> Iterator[None]:
    with translation.override("ar"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield
