"""The exchange behind TLS: it is believed on its own authority alone, and is shown our certificate."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask
from pytest_django import Settings
from werkzeug.serving import make_server

from iskan.integrations import registry


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate that vouches for itself, for this machine, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "exchange")])
    now = datetime.now(tz=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path_factory.mktemp("tls") / "exchange.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


@pytest.fixture(scope="module")
def guarded_url(certificate: Path) -> Iterator[str]:
    """Serve over TLS to whoever shows a certificate."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(certificate))
    context.load_cert_chain(certificate)
    context.verify_mode = ssl.CERT_REQUIRED
    app = Flask("exchange")
    app.add_url_rule("/<path:path>", view_func=lambda path: {"service": [{"service_code": "work"}]} if path else {})
    server = make_server("127.0.0.1", 0, app, ssl_context=context)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"https://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _fresh_connections() -> Iterator[None]:
    registry.forget_clients()
    yield
    registry.forget_clients()


def test_the_exchange_is_believed_and_shown_our_certificate(
    guarded_url: str, certificate: Path, settings: Settings
) -> None:
    settings.ISKAN_REGISTER_URLS = {**settings.ISKAN_REGISTER_URLS, "labour": guarded_url}
    settings.ISKAN_XROAD_CA = settings.ISKAN_XROAD_CERTIFICATE = str(certificate)
    assert registry.client("labour").standing().is_fit


def test_without_our_certificate_we_are_not_let_in(guarded_url: str, certificate: Path, settings: Settings) -> None:
    settings.ISKAN_REGISTER_URLS = {**settings.ISKAN_REGISTER_URLS, "labour": guarded_url}
    settings.ISKAN_XROAD_CA, settings.ISKAN_XROAD_CERTIFICATE = str(certificate), ""
    assert not registry.client("labour").standing().is_up


def test_another_authority_is_not_believed(guarded_url: str, settings: Settings) -> None:
    settings.ISKAN_REGISTER_URLS = {**settings.ISKAN_REGISTER_URLS, "labour": guarded_url}
    settings.ISKAN_XROAD_CA = settings.ISKAN_XROAD_CERTIFICATE = ""
    assert registry.client("labour").standing().reason == httpx.ConnectError.__name__
