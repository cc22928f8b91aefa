"""What the tests of the set-up share."""

import pytest
from tests.ports import free_port


@pytest.fixture
def unused_port() -> int:
    """Return a port nobody listens on."""
    return free_port()
