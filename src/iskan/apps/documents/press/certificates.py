"""A certificate to sign with where the ministry's own is not at hand: for development and demonstration only."""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LIFETIME = timedelta(days=3 * 365)
COMMON_NAME = "Iskan development signature"
ORGANISATION = "Not a certificate of any authority"


class CertificateExists(Exception):
    """There is a key already: replacing it would leave what it signed without its certificate."""


def make_certificate(*, key_path: Path, certificate_path: Path, passphrase: str, at: datetime) -> None:
    """Write a new key and a certificate it signs itself.

    Raises:
        CertificateExists: either file is there already.
    """
    if key_path.exists() or certificate_path.exists():
        raise CertificateExists(key_path)
    key = ec.generate_private_key(ec.SECP256R1())
    locked = serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    encoding = serialization.Encoding.PEM
    _write(key_path, key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, locked))
    _write(certificate_path, _certificate(key, at).public_bytes(encoding))


def is_development(certificate: x509.Certificate) -> bool:
    """Say whether a certificate is one this module made."""
    return any(name.value == COMMON_NAME for name in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME))


def _certificate(key: ec.EllipticCurvePrivateKey, at: datetime) -> x509.Certificate:
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "BH"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, COMMON_NAME),
        ]
    )
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(hours=1))
        .not_valid_after(at + LIFETIME)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs_documents(), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )


def _signs_documents() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(content)
