"""The console's verbs, the start-up check, the periodic jobs, and how files come in."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.http import HttpRequest
from django.test import RequestFactory
from procrastinate.contrib.django import app
from pytest_django import Settings
from tests.apps.documents.conftest import Issue, files_in
from tests.apps.documents.test_issuing import waiting

from iskan.apps.documents import tasks
from iskan.apps.documents.checks import check_signing_certificate
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.press.certificates import make_certificate

KILOBYTE = 1024


def said(*words: str) -> str:
    heard = StringIO()
    call_command("documents", *words, stdout=heard)
    return heard.getvalue()


def found(settings: Settings) -> list[str | None]:
    assert settings.ISKAN_SIGNING_KEY
    return [message.id for message in check_signing_certificate()]


@pytest.fixture
def paths(tmp_path: Path, settings: Settings) -> tuple[Path, Path]:
    settings.ISKAN_SIGNING_KEY = str(tmp_path / "new" / "key.pem")
    settings.ISKAN_SIGNING_CERT = str(tmp_path / "new" / "certificate.pem")
    return Path(settings.ISKAN_SIGNING_KEY), Path(settings.ISKAN_SIGNING_CERT)


def test_making_a_certificate_once(paths: tuple[Path, Path]) -> None:
    assert "Made a development key" in said("make-certificate")
    kept = [path.read_bytes() for path in paths]
    assert "There is a key or certificate already" in said("make-certificate")
    assert [path.read_bytes() for path in paths] == kept


@pytest.mark.usefixtures("cast")
def test_clearing_away_by_hand() -> None:
    default_storage.save("uploads/ab/abc", ContentFile(b"x"))
    assert "Deleted 0 files" in said("purge-orphans")


@pytest.mark.usefixtures("cast")
def test_drawing_by_hand(issue: Issue) -> None:
    issued = issue(at=datetime.now(UTC) - timedelta(hours=1))
    assert "Queued 1 documents" in said("draw-missing")
    assert waiting()[-1] == issued.pk


@pytest.mark.usefixtures("paths")
def test_the_check_asks_for_a_key(settings: Settings) -> None:
    assert found(settings) == ["documents.E001"]


@pytest.mark.usefixtures("signing_key")
def test_the_check_refuses_a_development_certificate(settings: Settings) -> None:
    assert found(settings) == ["documents.E002"]


def test_the_check_warns_of_a_certificate_that_runs_out(paths: tuple[Path, Path], settings: Settings) -> None:
    key, certificate = paths
    long_ago = datetime.now(UTC) - timedelta(days=3 * 365 - 10)
    make_certificate(key_path=key, certificate_path=certificate, passphrase="", at=long_ago)
    assert found(settings) == ["documents.E002", "documents.W002"]


@pytest.mark.usefixtures("signing_key")
def test_the_jobs_do_what_their_names_say(issue: Issue) -> None:
    issued = issue(at=datetime.now(UTC) - timedelta(hours=1))
    tasks.draw_what_is_missing(0)
    tasks.draw_document(issued_id=issued.pk)
    tasks.purge_orphans(0)
    assert IssuedDocument.objects.get().file
    assert len(files_in(default_storage)) == 1


def test_every_job_is_known_to_the_worker() -> None:
    app.perform_import_paths()
    assert {
        "documents.draw_document",
        "documents.draw_what_is_missing",
        "documents.purge_orphans",
    } <= set(app.tasks)


@pytest.fixture
def small_limit(settings: Settings) -> int:
    settings.ISKAN_UPLOAD_MAX_BYTES = 100 * KILOBYTE
    return 100 * KILOBYTE


def posted(**files: bytes) -> HttpRequest:
    return RequestFactory().post(
        "/", {"answer": "kept", **{name: ContentFile(content, name) for name, content in files.items()}}
    )


@pytest.mark.parametrize("size", [0, 1, 100 * KILOBYTE, 100 * KILOBYTE + 1, 300 * KILOBYTE])
def test_no_more_than_the_limit_reaches_the_disk_and_the_true_size_is_told(small_limit: int, size: int) -> None:
    request = posted(scan=b"x" * size)
    scan = request.FILES["scan"]
    assert scan.size == size
    assert len(scan.read()) == min(size, small_limit + 1)
    assert request.POST["answer"] == "kept"
    scan.close()


@pytest.mark.usefixtures("small_limit")
def test_files_after_one_too_big_arrive_whole() -> None:
    request = posted(first=b"x" * 300 * KILOBYTE, second=b"y" * 90 * KILOBYTE)
    assert request.FILES["first"].size == 300 * KILOBYTE
    assert request.FILES["second"].read() == b"y" * 90 * KILOBYTE
    for name in ("first", "second"):
        request.FILES[name].close()
