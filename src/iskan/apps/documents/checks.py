"""Before serving: can documents be signed, and by whom."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 -- Django's own word

from iskan.foundation import clock

RENEW_BEFORE = timedelta(days=30)


@register(Tags.security, deploy=True)
def check_signing_certificate(**_options: Any) -> list[CheckMessage]:
    """Ask for a key and a certificate that is an authority's and does not run out."""
    from cryptography import x509  # noqa: PLC0415 -- a large library; this check runs before deployment alone

    from iskan.apps.documents.press.certificates import is_development  # noqa: PLC0415 -- as above

    key, certificate = Path(settings.ISKAN_SIGNING_KEY), Path(settings.ISKAN_SIGNING_CERT)
    if not key.is_file() or not certificate.is_file():
        hint = "Name them in ISKAN_SIGNING_KEY and ISKAN_SIGNING_CERT."
        return [Error("The key or certificate that signs issued documents is missing.", hint=hint, id="documents.E001")]
    found = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    complaints: list[CheckMessage] = []
    if is_development(found):
        message = "Issued documents are signed with a development certificate, which nobody has reason to trust."
        complaints.append(Error(message, id="documents.E002"))
    if found.not_valid_after_utc - clock.now() < RENEW_BEFORE:
        message = f"The certificate that signs issued documents ends on {found.not_valid_after_utc:%Y-%m-%d}."
        complaints.append(Warning(message, id="documents.W002"))
    return complaints
