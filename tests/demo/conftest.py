"""A small demonstration, loaded once for the tests that look at it, with every row checked as any other."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from tests.factories.emptied import empty_what_is_filled

from iskan.demo import operations
from iskan.foundation.reading import clear_process_caches

AT = datetime(2026, 10, 14, 7, 30, tzinfo=UTC)
PEOPLE, CASES, SEED = 900, 700, 7


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:  # noqa: ARG001 -- asked for by name
    assert settings.STORAGES["default"]["BACKEND"].endswith("InMemoryStorage")
    clear_process_caches()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "without_checks", nullcontext)
        operations.load(seed=SEED, people=PEOPLE, cases=CASES, at=AT, say=lambda _: None)
        yield
        empty_what_is_filled()
