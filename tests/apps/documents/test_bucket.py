"""Documents in a bucket: a server that speaks S3, in a process of its own, instead of a folder."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from storages.backends.s3 import S3Storage
from tests.apps.documents import samples
from tests.apps.documents.conftest import Issue, Send
from tests.apps.notifications.conftest import wait_for
from tests.factories.cast import Cast
from tests.ports import free_port

from iskan.apps.documents import operations, previews
from iskan.apps.documents.enums import PreviewSize
from iskan.apps.documents.intake.refusals import STORE_DOWN, StoreUnavailable
from iskan.apps.documents.models import Document
from iskan.config import environment, ports

KEYS = {"AWS_ACCESS_KEY_ID": "iskan", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "me-south-1"}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Yield the address of a server that speaks S3."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", ports.LOOPBACK, "-p", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=os.environ | KEYS, stdout=quiet, stderr=quiet) as server:
        try:
            wait_for(lambda: is_taken(port))
            yield f"http://{ports.LOOPBACK}:{port}"
        finally:
            server.terminate()


def is_taken(port: int) -> bool:
    try:
        ports.hold(port).close()
    except OSError:
        return True
    return False


@pytest.fixture
def bucket(endpoint: str, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Keep documents in an empty bucket, as an installation with these variables does."""
    for name, value in {**KEYS, "ISKAN_S3_BUCKET": "papers", "ISKAN_S3_ENDPOINT": endpoint}.items():
        monkeypatch.setenv(name, value)
    place = {"LocationConstraint": KEYS["AWS_DEFAULT_REGION"]}
    papers = boto3.resource("s3", endpoint_url=endpoint).Bucket("papers")
    if papers.creation_date:
        papers.objects.all().delete()
    else:
        papers.create(CreateBucketConfiguration=place)
    settings.STORAGES = {**settings.STORAGES, "default": environment.document_storage(tmp_path)}
    assert isinstance(storages["default"], S3Storage)
    return "papers"


@pytest.fixture
def goes_away(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Return what lets the store be sought where it is not."""

    def away(**variables: str) -> None:
        nowhere = {"ISKAN_S3_ENDPOINT": f"http://{ports.LOOPBACK}:{free_port()}"}
        for name, value in (variables or nowhere).items():
            monkeypatch.setenv(name, value)
        settings.STORAGES = {**settings.STORAGES, "default": environment.document_storage(tmp_path)}

    return away


def names(bucket: str) -> list[str]:
    objects = boto3.resource("s3", endpoint_url=os.environ["ISKAN_S3_ENDPOINT"]).Bucket(bucket).objects
    return [kept.key for kept in objects.all()]


def test_what_is_sent_lies_in_the_bucket_and_comes_back_by_permission(bucket: str, cast: Cast, send: Send) -> None:
    document = send(samples.jpeg(), "بطاقة.jpg")
    assert names(bucket) == [document.file.name, document.sent_file.name]
    assert "بطاقة" not in document.file.name
    served = cast.client("head").get(reverse("document", args=[document.pk]))
    with document.file.open("rb") as kept:
        assert b"".join(served.streaming_content) == kept.read()  # type: ignore[attr-defined] # a streamed answer's
    assert cast.client("stranger").get(reverse("document", args=[document.pk])).status_code == 404


def test_nobody_is_served_by_the_bucket_itself(bucket: str, send: Send) -> None:
    document = send(samples.jpeg())
    grants = boto3.client("s3", endpoint_url=os.environ["ISKAN_S3_ENDPOINT"]).get_object_acl(
        Bucket=bucket, Key=document.file.name
    )["Grants"]
    assert all("URI" not in grant["Grantee"] for grant in grants), "granted to a group, as everybody is one"


def test_previews_are_drawn_from_it_and_kept_in_it(bucket: str, send: Send) -> None:
    document = send(samples.pdf_bytes(samples.blank_pdf(2)))
    first = previews.preview_of(document, page=1, size=PreviewSize.THUMBNAIL)
    assert len(names(bucket)) == 2
    assert previews.preview_of(document, page=1, size=PreviewSize.THUMBNAIL) == first


def test_an_orphan_goes_and_what_belongs_to_a_document_stays(bucket: str, send: Send, issue: Issue) -> None:
    document, issued = send(samples.jpeg()), issue()
    issued.file.save("", ContentFile(b"%PDF-"))
    default_storage.save("uploads/ab/" + "0" * 32, ContentFile(b"lost"))
    assert len(names(bucket)) == 4
    assert operations.purge_orphans(at=timezone.now() + timedelta(days=2)) == 1
    assert sorted(names(bucket)) == sorted([document.file.name, document.sent_file.name, issued.file.name])


def test_while_it_is_away_no_document_is_said_to_be_there(
    bucket: str, send: Send, goes_away: Callable[..., None]
) -> None:
    assert names(bucket) == []
    goes_away()
    with pytest.raises(StoreUnavailable) as refused:
        send(samples.jpeg())
    assert refused.value.text == STORE_DOWN
    assert not Document.objects.exists()


def test_while_it_is_away_a_reader_is_asked_to_come_back(
    bucket: str, cast: Cast, send: Send, goes_away: Callable[..., None]
) -> None:
    document = send(samples.jpeg())
    assert names(bucket)
    goes_away()
    client = cast.client("head")
    client.raise_request_exception = False
    answer = client.get(reverse("document", args=[document.pk]))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_a_bucket_that_is_not_there_takes_nothing_either(
    bucket: str, send: Send, goes_away: Callable[..., None]
) -> None:
    goes_away(ISKAN_S3_BUCKET=f"no-{bucket}")
    with pytest.raises(StoreUnavailable):
        send(samples.jpeg())
    assert not Document.objects.exists()
