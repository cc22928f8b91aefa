"""The cast, for acts of two officials."""

import pytest
from tests.factories.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- its rows
    return make_cast()
