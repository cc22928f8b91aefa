"""The cast, and a catalogue for the cases they file."""

import pytest
from tests.factories.cast import AT, Cast, make_cast

from iskan.apps.catalogue.operations import register_versions


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- its rows
    register_versions(at=AT)
    return make_cast()
