"""A production installation: its settings pass Django's deployment checks and our own without a warning."""

import os
import re
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
    "ISKAN_PAYMENTS_URL": "https://payments.example",
    "ISKAN_PAYMENTS_KEY": "a-key-the-provider-gave-us",
    "ISKAN_PAYMENTS_NOTICE_SECRET": "a-secret-the-provider-gave-us",
    "ISKAN_TREASURY_URL": "https://bank.example",
    "ISKAN_TREASURY_KEY": "a-key-the-bank-gave-us",
    "ISKAN_TREASURY_IBAN": "BH39NBOB00001000000001",
    "ISKAN_REGISTERS_URL": "https://exchange.example",
    "EMAIL_URL": "smtp://iskan:secret@mail.example:587?security=starttls",
    "ISKAN_FROM_EMAIL": "iskan@iskan.example",
    "ISKAN_SMS_URL": "https://sms.example",
    "DATABASE_URL": "postgresql://iskan@database.example/iskan",
    "ISKAN_TRUSTED_PROXIES": "10.0.0.0/24",
}

SETTINGS_NEEDED = (
    "EMAIL_URL", "ISKAN_FROM_EMAIL", "ISKAN_SITE_URL", "ISKAN_SMS_URL", "ISKAN_REGISTERS_URL", "ISKAN_EKEY_URL",
    "ISKAN_PRODUCTION", "ISKAN_EKEY_CLIENT_SECRET", "ISKAN_SIGNING_KEY", "SECRET_KEY", "ISKAN_TRUSTED_PROXIES",
    "ISKAN_TIMESTAMP_CA", "ISKAN_TREASURY_KEY",
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
    paths |= {"ISKAN_TIMESTAMP_URL": "https://stamps.example", "ISKAN_TIMESTAMP_CA": paths["ISKAN_SIGNING_CERT"]}
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


def test_that_nothing_is_time_stamped_is_said_and_is_no_fault(production: dict[str, str]) -> None:
    done = check({name: value for name, value in production.items() if not name.startswith("ISKAN_TIMESTAMP")})
    assert (done.returncode, "foundation.I001" in done.stderr) == (0, True)


@pytest.mark.parametrize("process", ["web", "worker"])
def test_an_unfit_production_does_not_start_and_says_everything_at_once(tmp_path: Path, process: str) -> None:
    kept = {"PATH", "HOME", "LANG"}
    env = {name: os.environ[name] for name in kept & os.environ.keys()}
    env |= {"ISKAN_PRODUCTION": "1", "ISKAN_DEBUG": "1", "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing"}
    command = [sys.executable, "-m", "iskan", process]
    done = subprocess.run(
        command, env=env | {"ISKAN_DATA_DIR": str(tmp_path)}, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = set(re.findall(r"\((\w+\.[EW]\d+)\)", done.stderr))
    assert {
        "security.W018", "accounts.E001", "accounts.E002", "documents.E001", "foundation.E001", "foundation.E003",
        "foundation.E004", "foundation.E005", "foundation.E006", "foundation.E007",
    } <= told  # fmt: skip


def test_a_production_as_the_documentation_says_starts(production: dict[str, str]) -> None:
    code = "from iskan.config.fitness import require_fit_for_production; require_fit_for_production(); print('fit')"
    done = subprocess.run(
        [sys.executable, "-c", code], env=production | {"DJANGO_SETTINGS_MODULE": "iskan.config.settings.base"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "fit", done.stderr
