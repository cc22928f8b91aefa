"""The ministry's signature: PAdES over the finished PDF, with a trusted time where a service for it is configured."""

import asyncio
import io
from pathlib import Path

from django.conf import settings
from pyhanko.keys import load_certs_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from iskan.integrations.timestamps.http import TimestampService

FIELD = "Ministry"
REASON = "Issued by the ministry; check it at the address printed on it."


class SigningKeyMissing(RuntimeError):
    """No key to sign with, or one that its passphrase does not open."""


def sign(pdf: bytes) -> bytes:
    """Return the PDF signed; whoever changes a byte of it afterwards breaks the signature."""
    timestamps = TimestampService(settings.ISKAN_TIMESTAMP_URL) if settings.ISKAN_TIMESTAMP_URL else None
    described = PdfSignatureMetadata(
        field_name=FIELD, reason=REASON, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", certify=True
    )
    signer = PdfSigner(described, signer=_signer(), timestamper=timestamps)
    signed = io.BytesIO()
    asyncio.run(signer.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=signed))
    return signed.getvalue()


def sign_detached(content: bytes) -> bytes:
    """Return the ministry's signature over a file that stays as it is (CMS, as `openssl cms -verify` reads it)."""
    signed = asyncio.run(_signer().async_sign_general_data(content, "sha256", detached=True, use_cades=True))
    return bytes(signed.dump())


def _signer() -> SimpleSigner:
    key, certificates = Path(settings.ISKAN_SIGNING_KEY), Path(settings.ISKAN_SIGNING_CERT)
    if not key.is_file() or not certificates.is_file():
        message = f"No signing key at {key}: run `iskan documents make-certificate`, or set ISKAN_SIGNING_KEY."
        raise SigningKeyMissing(message)
    try:
        return _loaded(key, certificates)
    except (OSError, ValueError, TypeError) as fault:
        message = f"The signing key at {key} cannot be read with ISKAN_SIGNING_CERT and ISKAN_SIGNING_PASSPHRASE."
        raise SigningKeyMissing(message) from fault


def _loaded(key: Path, certificates: Path) -> SimpleSigner:
    """Load the signer; its certificate stands first in its file, the chain above it may follow."""
    own, *chain = load_certs_from_pemder([str(certificates)])  # type: ignore[no-untyped-call] # pyHanko leaves it untyped
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call] # pyHanko leaves it untyped
    store.register_multiple(chain)
    passphrase = settings.ISKAN_SIGNING_PASSPHRASE.encode() or None
    return SimpleSigner(
        signing_cert=own,
        signing_key=load_private_key_from_pemder(str(key), passphrase=passphrase),
        cert_registry=store,
    )
