"""Time stamps: an authority's word over HTTP, and every way in which a token is not what it should be."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from asn1crypto import x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pytest_django import Settings
from tests.integrations.conftest import running, set_moods

from iskan.integrations.timestamps.check import require_stamp
from iskan.integrations.timestamps.http import LONGEST_ANSWER, authority, trusted_certificates
from iskan.integrations.timestamps.port import BadStamp, TimestampsNotConfigured, TimestampsUnavailable
from iskan.integrations.timestamps.simulator import FOLDER

DIGEST, OTHER = hashlib.sha256(b"a head").digest(), hashlib.sha256(b"another head").digest()


@pytest.fixture(scope="module")
def authority_url() -> Iterator[str]:
    with running("iskan.integrations.timestamps.simulator") as (url, _):
        yield url


@pytest.fixture
def url(authority_url: str, settings: Settings) -> Iterator[str]:
    settings.ISKAN_TIMESTAMP_URL = authority_url
    yield authority_url
    set_moods(authority_url, timestamps="normal")


def test_a_stamp_names_the_instant_and_holds_over_its_digest(url: str) -> None:
    del url
    stamp = authority().stamp(DIGEST)
    assert abs(stamp.at - datetime.now(UTC)) < timedelta(seconds=60)
    assert require_stamp(stamp.token, digest=DIGEST, trusted=trusted_certificates()) == stamp.at


def test_a_stamp_over_something_else_is_no_stamp(url: str) -> None:
    del url
    token = authority().stamp(OTHER).token
    with pytest.raises(BadStamp):
        require_stamp(token, digest=DIGEST, trusted=trusted_certificates())


def test_a_stamp_whose_bytes_were_changed_is_no_stamp(url: str) -> None:
    del url
    token = authority().stamp(DIGEST).token
    changed = token[:-1] + bytes([token[-1] ^ 1])
    for forged in (changed, token[:40], b"", b"no token"):
        with pytest.raises(BadStamp):
            require_stamp(forged, digest=DIGEST, trusted=trusted_certificates())


def test_a_stamp_of_another_authority_is_no_stamp(url: str, tmp_path: Path, settings: Settings) -> None:
    del url
    token = authority().stamp(DIGEST).token
    settings.ISKAN_TIMESTAMP_CA = str(_another_authority(tmp_path))
    trusted = trusted_certificates()
    assert isinstance(trusted[0], x509.Certificate)
    with pytest.raises(BadStamp):
        require_stamp(token, digest=DIGEST, trusted=trusted)
    with pytest.raises(BadStamp):
        authority().stamp(DIGEST)


@pytest.mark.parametrize("mood", ["refusing", "failing", "down"])
def test_an_authority_that_gives_none_is_unavailable(url: str, mood: str) -> None:
    set_moods(url, timestamps=mood)
    with pytest.raises(TimestampsUnavailable):
        authority().stamp(DIGEST)


def test_without_an_address_it_is_said_that_none_is_configured(settings: Settings) -> None:
    settings.ISKAN_TIMESTAMP_URL = ""
    with pytest.raises(TimestampsNotConfigured):
        authority()


def test_production_trusts_no_stand_in(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(BadStamp):
        trusted_certificates()


def _another_authority(folder: Path) -> Path:
    key = rsa.generate_private_key(65537, 2048)
    kept = pyca.load_pem_x509_certificate((FOLDER / "certificate.pem").read_bytes())
    made = pyca.CertificateBuilder(
        issuer_name=kept.subject, subject_name=kept.subject, public_key=key.public_key(), serial_number=2,
        not_valid_before=kept.not_valid_before_utc, not_valid_after=kept.not_valid_after_utc,
        extensions=list(kept.extensions),
    ).sign(key, hashes.SHA256())  # fmt: skip
    path = folder / "other.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return path


def test_an_answer_without_end_is_read_no_further_than_one_may_be(settings: Settings) -> None:
    sent = 0

    class Endless(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            nonlocal sent
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                while sent < 50 * LONGEST_ANSWER * 64:
                    sent += self.wfile.write(b"0" * 64 * 1024)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Endless) as server:
        settings.ISKAN_TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}/"
        thread = Thread(target=server.handle_request)
        thread.start()
        with pytest.raises(TimestampsUnavailable):
            authority().stamp(DIGEST)
        thread.join(timeout=20)
    assert sent < 50 * LONGEST_ANSWER * 64
