"""A case whose place is looked at."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from tests.factories.cast import AT
from tests.factories.inspecting import FOLDER, Inspected, inspected_case

from iskan.apps.catalogue.operations import register_versions
from iskan.foundation.reading import clear_process_caches


@pytest.fixture
def inspected(db: None, settings: Settings) -> Iterator[Inspected]:  # noqa: ARG001 -- the versions are kept in it
    settings.ISKAN_SERVICE_FOLDERS = [FOLDER]
    clear_process_caches()
    register_versions(at=AT)
    yield inspected_case()
    clear_process_caches()
