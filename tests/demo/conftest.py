"""A small demonstration, loaded once for the tests that look at it, with every row checked as any other."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import coverage
import pytest
from django.conf import settings
from tests.factories.emptied import empty_what_is_filled

from iskan.demo import operations
from iskan.foundation.reading import clear_process_caches

AT = datetime(2026, 10, 14, 7, 30, tzinfo=UTC)
PEOPLE, CASES, SEED = 900, 700, 7


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Trace none of these tests: no floor counts the demonstration; its operations are counted where asserted on."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("no_cover")


@contextmanager
def untraced() -> Iterator[None]:
    """Trace nothing for the length of a block; the mark of a test spares its call alone, and not what it stands on."""
    tracing = coverage.Coverage.current()
    if tracing is None:
        yield
        return
    tracing.stop()
    try:
        yield
    finally:
        tracing.start()


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:  # noqa: ARG001 -- asked for by name
    assert settings.STORAGES["default"]["BACKEND"].endswith("InMemoryStorage")
    clear_process_caches()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "without_checks", nullcontext)
        with untraced():
            operations.load(seed=SEED, people=PEOPLE, cases=CASES, at=AT, say=lambda _: None)
        yield
        empty_what_is_filled()
