"""A row never stands without its file; a file without a row goes away by itself."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from tests.apps.documents import samples
from tests.apps.documents.conftest import Issue, Send, files_in
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case

from iskan.apps.cases.models import EvidenceItem
from iskan.apps.documents import operations, previews
from iskan.apps.documents.enums import PreviewSize
from iskan.apps.documents.intake.refusals import STORE_DOWN, StoreUnavailable
from iskan.apps.documents.models import Document
from iskan.config import environment
from iskan.foundation.audit import trail_of
from iskan.foundation.scope import OutOfScope

DAY = timedelta(days=1)


class Broken(Exception):
    """Something fails after the upload."""


def send_and_break(send: Send) -> None:
    with transaction.atomic():
        send(samples.jpeg())
        raise Broken


def test_a_rolled_back_upload_leaves_a_file_that_is_cleared_away_after_a_day(send: Send) -> None:
    with pytest.raises(Broken):
        send_and_break(send)
    assert not Document.objects.exists()
    assert len(files_in(default_storage)) == 2
    assert operations.purge_orphans(at=timezone.now() + DAY / 2) == 0
    assert operations.purge_orphans(at=timezone.now() + 2 * DAY) == 2
    assert files_in(default_storage) == []


def test_a_folder_that_takes_nothing_refuses_in_words(
    send: Send, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "documents").write_text("no folder", encoding="utf-8")
    settings.STORAGES = {**settings.STORAGES, "default": environment.document_storage(tmp_path)}
    with pytest.raises(StoreUnavailable) as refused:
        send(samples.jpeg())
    assert refused.value.text == STORE_DOWN
    assert not Document.objects.exists()
    assert "does not take a file" in caplog.text


def test_what_belongs_to_a_document_stays(send: Send, issue: Issue) -> None:
    document, issued = send(samples.jpeg()), issue()
    issued.file.save("", ContentFile(b"%PDF-"))
    previews.preview_of(document, page=1, size=PreviewSize.THUMBNAIL)
    kept = sorted(files_in(default_storage))
    assert len(kept) == 4
    assert operations.purge_orphans(at=timezone.now() + 2 * DAY) == 0
    assert sorted(files_in(default_storage)) == kept


@pytest.mark.parametrize("folder", ["uploads/ab", "issued/ab", "previews/ab"])
@pytest.mark.django_db
def test_orphans_of_every_kind_go(folder: str) -> None:
    name = uuid4().hex
    default_storage.save(
        f"{folder}/{name}-1-240.jpg" if "previews" in folder else f"{folder}/{name}", ContentFile(b"x")
    )
    assert operations.purge_orphans(at=timezone.now() + 2 * DAY) == 1
    assert files_in(default_storage) == []


@pytest.mark.django_db
def test_clearing_away_an_empty_store_is_no_fault() -> None:
    assert operations.purge_orphans(at=timezone.now()) == 0


def test_clearing_away_asks_the_database_once_a_folder(send: Send) -> None:
    for _ in range(3):
        send(samples.jpeg())
    folders = {name.rsplit("/", 1)[0] for name in files_in(default_storage)}
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    try:
        operations.purge_orphans(at=timezone.now() + 2 * DAY)
    finally:
        connection.force_debug_cursor = False
    assert len(connection.queries_log) - before == len(folders)


def test_a_store_that_fails_leaves_no_row(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_kwargs: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(InMemoryStorage, "_save", full)
    with pytest.raises(StoreUnavailable):
        send(samples.jpeg())
    assert not Document.objects.exists()


def test_discarding_deletes_the_row_and_then_the_file(
    send: Send, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    document = send(samples.jpeg())
    with django_capture_on_commit_callbacks(execute=True):
        operations.discard_document(scope=cast.scope("head"), document_id=document.pk, at=AT)
        assert len(files_in(default_storage)) == 2
    assert files_in(default_storage) == []
    assert not Document.objects.exists()
    assert trail_of(subject_kind="document", subject=str(document.pk))[-1].action == "documents.discard_document"


def test_what_a_case_holds_stays(send: Send, cast: Cast) -> None:
    document = send(samples.jpeg())
    case = inserted_case(1, cast.requests)
    EvidenceItem.objects.create(case=case, code="salary_certificate", document=document, added_at=AT)
    with pytest.raises(operations.DocumentInUse):
        operations.discard_document(scope=cast.scope("head"), document_id=document.pk, at=AT)
    assert Document.objects.get() == document
    assert len(files_in(default_storage)) == 2


def test_an_official_who_sees_it_discards_only_what_they_sent(
    send: Send, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iskan.apps.documents.rules._officials_see_document", [lambda *_: True])
    theirs, own = send(samples.jpeg()), send(samples.jpeg(), by="reviewer")
    with pytest.raises(OutOfScope):
        operations.discard_document(scope=cast.scope("reviewer"), document_id=theirs.pk, at=AT)
    operations.discard_document(scope=cast.scope("reviewer"), document_id=own.pk, at=AT)
    assert Document.objects.get() == theirs


@pytest.mark.parametrize("role", ["stranger", "reviewer", "anonymous", "administrator"])
def test_only_who_may_have_sent_it_discards(send: Send, cast: Cast, role: str) -> None:
    document = send(samples.jpeg())
    with pytest.raises(OutOfScope):
        operations.discard_document(scope=cast.scope(role), document_id=document.pk, at=AT)
    assert Document.objects.exists()
