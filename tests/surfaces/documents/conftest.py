"""The same cast, with documents and a card; the officials of one department see them."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import Settings
from tests.apps.documents import samples
from tests.apps.documents.conftest import Issue, Send, cast, issue, makes, send  # noqa: F401 -- fixtures are found by name
from tests.factories.cast import Cast

from iskan.apps.accounts.models import Delegation
from iskan.apps.documents import rules
from iskan.apps.documents.models import Document, IssuedDocument
from iskan.foundation.scope import Scope


@pytest.fixture(autouse=True)
def _empty_store(settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.fixture(autouse=True)
def _only_requests(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811 -- the fixture of that name
    def sees(scope: Scope, _what: UUID | str) -> bool:
        return scope.sees_all_departments or cast.requests.pk in scope.department_ids

    monkeypatch.setattr(rules, "_officials_see_document", [sees])
    monkeypatch.setattr(rules, "_officials_see_case", [sees])


@pytest.fixture(autouse=True)
def _the_delegate_acts_today(cast: Cast) -> None:  # noqa: ARG001, F811 -- the fixture of that name
    """Let requests, which read the clock, find the delegation in force."""
    today = timezone.localdate()
    Delegation.objects.update(first_day=today - timedelta(days=1), last_day=today + timedelta(days=1))


@pytest.fixture
def scan(send: Send) -> Document:  # noqa: F811 -- the fixture of that name
    return send(samples.pdf_bytes(samples.blank_pdf(2)), "شهادة راتب.pdf")


@pytest.fixture
def picture(send: Send) -> Document:  # noqa: F811 -- the fixture of that name
    return send(samples.jpeg(), "card.jpg")


@pytest.fixture
def card(issue: Issue) -> IssuedDocument:  # noqa: F811 -- the fixture of that name
    issued = issue()
    issued.file.save("", ContentFile(b"%PDF-1.7 signed"))
    return issued
