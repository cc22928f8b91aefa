"""The one running system all these tests treat badly, set up once."""

from collections.abc import Iterator

import pytest
from tests.resilience import stack as stacks
from tests.resilience.stack import Stack


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Start the system once for all modules."""
    with stacks.running(tmp_path_factory.mktemp("resilience")) as started:
        yield started


@pytest.fixture(autouse=True)
def _whole_again(stack: Stack) -> None:
    """Hand every test a system that is fit, whatever the one before has done to it."""
    stack.start_database()
    stack.revive()
    assert stacks.eventually(stack.is_fit), stack.health()
