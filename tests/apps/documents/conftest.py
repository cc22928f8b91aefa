"""The cast, their files, a scanner and a key of the tests' own."""

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings
from tests.apps.documents.samples import EICAR
from tests.factories.cast import AT, Cast, make_cast

from iskan.apps.cases.documents import EntitlementCard
from iskan.apps.documents import kinds, operations
from iskan.apps.documents.models import Document, IssuedDocument
from iskan.apps.documents.press.certificates import make_certificate
from iskan.core.text import Text
from iskan.foundation.scope import SYSTEM

REFERENCE = "7KQ2M-9XW4T"
CARD = EntitlementCard(
    holder_name=Text(ar="زينب أحمد الموسوي", en="Zainab Ahmed Al Musawi"),
    cpr="850312407",
    service=Text(ar="تقديم طلب إسكاني جديد", en="New housing application"),
    programme=Text(ar="وحدة سكنية", en="Housing unit"),
    governorate=Text(ar="المحافظة الشمالية", en="Northern Governorate"),
    seniority_on=date(2026, 2, 22),
    decided_on=date(2026, 3, 1),
    household_count=5,
)
CARD_NAME = Text(ar="بطاقة استحقاق", en="Entitlement card")
Send = Callable[..., Document]
Issue = Callable[..., IssuedDocument]
Makes = Callable[[EntitlementCard], None]


@pytest.fixture(autouse=True)
def _empty_store(settings: Settings) -> None:
    """Begin each test with nothing kept."""
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- a fixture is asked for by name
    return make_cast()


@pytest.fixture
def send(cast: Cast) -> Send:
    """Send a file as the head of the household, or as someone else."""

    def sent(content: bytes, name: str = "scan.pdf", *, by: str = "head", at: datetime = AT) -> Document:
        return operations.receive_upload(
            scope=cast.scope(by), owner_id=cast.head.pk, uploaded=SimpleUploadedFile(name, content), at=at
        )

    return sent


@pytest.fixture
def makes(monkeypatch: pytest.MonkeyPatch) -> Makes:
    """Say what a card made again says; no case stands behind these tests."""

    def set_maker(contents: EntitlementCard) -> None:
        card = replace(kinds.kind_of("entitlement_card"), make=lambda **_: contents)
        monkeypatch.setitem(kinds._kinds, "entitlement_card", card)

    set_maker(CARD)
    return set_maker


@pytest.fixture
def issue(cast: Cast) -> Issue:
    """Issue the head's card."""

    def issued(
        contents: EntitlementCard = CARD,
        *,
        reference: str = REFERENCE,
        at: datetime = AT,
        term: operations.Term | None = None,
    ) -> IssuedDocument:
        return operations.issue_document(
            scope=SYSTEM,
            code="entitlement_card",
            name=CARD_NAME,
            is_feminine=True,
            template="entitlement_card",
            case_reference=reference,
            holder_id=cast.head.pk,
            contents=contents,
            term=term,
            at=at,
        )

    return issued


@pytest.fixture
def signing_key(tmp_path: Path, settings: Settings) -> Path:
    """Sign with a fresh key, and return its certificate."""
    settings.ISKAN_SIGNING_KEY = str(tmp_path / "signing" / "key.pem")
    settings.ISKAN_SIGNING_CERT = str(tmp_path / "signing" / "certificate.pem")
    settings.ISKAN_SIGNING_PASSPHRASE = "only for the tests"
    make_certificate(
        key_path=Path(settings.ISKAN_SIGNING_KEY),
        certificate_path=Path(settings.ISKAN_SIGNING_CERT),
        passphrase=settings.ISKAN_SIGNING_PASSPHRASE,
        at=datetime.now(UTC),
    )
    return Path(settings.ISKAN_SIGNING_CERT)


class Clamd(socketserver.ThreadingTCPServer):
    """A daemon that speaks clamd's INSTREAM, and finds one virus: the harmless one made for tests."""

    daemon_threads = True
    allow_reuse_address = True
    answer: ClassVar[bytes] = b""
    longest = 25 * 1024 * 1024

    def __init__(self, place: Any = ("127.0.0.1", 0)) -> None:
        """Listen at an address, or at a socket's path."""
        self.address_family = socket.AF_UNIX if isinstance(place, str) else socket.AF_INET
        super().__init__(place, ClamdSession)
        self.streams: list[bytes] = []
        self.verdict: bytes | None = None
        self.pause_seconds = 0.0

    @property
    def address(self) -> str:
        place: Any = self.server_address
        return place if isinstance(place, str) else f"127.0.0.1:{place[1]}"


class ClamdSession(socketserver.StreamRequestHandler):
    """One connection: the command, the chunks each after its length, a zero, the verdict."""

    server: Clamd

    def handle(self) -> None:
        if self.rfile.readline() != b"nINSTREAM\n":
            self.wfile.write(b"UNKNOWN COMMAND\n")
            return
        stream = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            stream += self.rfile.read(size)
            if len(stream) > self.server.longest:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\n")
                return
        self.server.streams.append(stream)
        verdict = self.server.verdict if self.server.verdict is not None else verdict_on(stream)
        for byte in verdict:
            time.sleep(self.server.pause_seconds)
            self.wfile.write(bytes([byte]))


def verdict_on(stream: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\n" if EICAR in stream else b"stream: OK\n"


@pytest.fixture(params=["address"])
def clamd(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[Clamd]:
    """Run the scanner's daemon and have uploads go through it."""
    with Clamd(str(tmp_path / "clamd.ctl")) if request.param == "path" else Clamd() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        settings.ISKAN_CLAMD = server.address
        yield server
        server.shutdown()
        thread.join()


def files_in(storage: Any, folder: str = "") -> list[str]:
    """Return the names of all files kept below a folder."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return []
    below = [name for inner in folders for name in files_in(storage, f"{folder}/{inner}".strip("/"))]
    return [f"{folder}/{name}".strip("/") for name in names] + below
