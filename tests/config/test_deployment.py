"""A production installation: its settings pass Django's deployment checks and our own without a warning."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PRODUCTION = {
    "ISKAN_PRODUCTION": "1",
    "SECRET_KEY": "a-key-for-the-deployment-check-alone-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ISKAN_ALLOWED_HOSTS": "iskan.example",
    "ISKAN_SITE_URL": "https://iskan.example",
    "ISKAN_EKEY_URL": "https://ekey.example",
    "ISKAN_EKEY_CLIENT_SECRET": "a-secret-the-national-sign-in-gave-us",
    "ISKAN_REGISTERS_URL": "https://exchange.example",
    "ISKAN_SMS_URL": "https://sms.example",
    "DATABASE_URL": "postgresql://iskan@database.example/iskan",
    "ISKAN_TRUSTED_PROXIES": "10.0.0.0/24",
}

SETTINGS_NEEDED = (
    "ISKAN_PRODUCTION", "ISKAN_EKEY_CLIENT_SECRET", "ISKAN_SIGNING_KEY", "SECRET_KEY", "ISKAN_TRUSTED_PROXIES",
)  # fmt: skip


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """Return the environment of an installation that was set up as docs/operations/configuration.md says."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Ministry of Housing")])
    now = datetime.now(tz=UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=365))
    certificate = builder.sign(key, hashes.SHA256())
    pem, encoding = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    (tmp_path / "key.pem").write_bytes(key.private_bytes(encoding, pem, serialization.NoEncryption()))
    (tmp_path / "certificate.pem").write_bytes(certificate.public_bytes(encoding))
    paths = {"ISKAN_SIGNING_KEY": str(tmp_path / "key.pem"), "ISKAN_SIGNING_CERT": str(tmp_path / "certificate.pem")}
    kept = {"PATH", "HOME", "LANG", "COVERAGE_PROCESS_CONFIG"}
    inherited = {name: os.environ[name] for name in kept & os.environ.keys()}
    return inherited | PRODUCTION | paths | {"ISKAN_DATA_DIR": str(tmp_path)}


def check(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "iskan", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_a_production_as_the_documentation_says_passes(production: dict[str, str]) -> None:
    done = check(production)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize("setting", SETTINGS_NEEDED)
def test_a_setting_forgotten_is_told(production: dict[str, str], setting: str) -> None:
    done = check({name: value for name, value in production.items() if name != setting})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
