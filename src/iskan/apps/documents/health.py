"""Whether documents can be signed for some time to come, and are made."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from iskan.apps.documents.models import IssuedDocument
from iskan.core.counted import DAY, counted
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.health import ComponentHealth, part

OVERDUE_AFTER = timedelta(hours=1)
_NONE = Text(ar="لا توجد شهادة تُوقع بها الوثائق", en="there is no certificate to sign documents with")
_ENDS = Text(ar="تنتهي بعد {days}", en="it ends in {days}")
_ENDED = Text(ar="انتهت مدة الشهادة", en="it has ended")
_NOT_MADE = Text(ar="وثائق صدرت ولم تُعد بعد، عددها {count}", en="{count} issued documents were not made")


@part("certificate")
def _certificate() -> ComponentHealth:
    """Say how many days the signing certificate has left; one that ended makes documents nobody can check."""
    from cryptography import x509  # noqa: PLC0415 -- a large library, which no page needs

    path = Path(settings.ISKAN_SIGNING_CERT)
    if not path.is_file():
        return ComponentHealth(fit=False, why=_NONE)
    ends = x509.load_pem_x509_certificates(path.read_bytes())[0].not_valid_after_utc
    left = (ends - clock.now()).days
    return ComponentHealth(
        fit=left >= 0, why=_ENDS.format(days=counted(left, DAY, oblique=True)) if left >= 0 else _ENDED
    )


@part("documents", catches_up=True)
def _documents() -> ComponentHealth:
    """Say how many issued documents have not been made."""
    late = IssuedDocument.objects.filter(file="", issued_at__lt=clock.now() - OVERDUE_AFTER).count()
    return ComponentHealth(fit=not late, why=_NOT_MADE.format(count=str(late)) if late else None)
