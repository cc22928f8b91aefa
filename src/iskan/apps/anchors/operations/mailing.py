"""Mailing an anchor to an auditor: the statement as it was published, and the ministry's signature over it."""

from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.timezone import localtime

from iskan.apps.accounts.queries import Contact, contacts_who_may
from iskan.apps.anchors.models import AnchorMailing, AuditAnchor
from iskan.apps.documents.press.signing import sign_detached
from iskan.core.anchoring.statement import read_statement
from iskan.core.text import Text
from iskan.foundation.scope import Duty

SUBJECT = Text(ar="رأس سجل التدقيق رقم {number}", en="Head of the audit trail, number {number}")
BODY = Text(
    ar=(
        "أُثبت رأس سجل التدقيق في {at} وعدد أسطره {lines}.\n\nالبصمة:\n{digest}\n\n"
        "احتفظ بهذه الرسالة خارج النظام؛ فبها يُكشف أي حذف من آخر السجل أو إعادة كتابة له:\n"
        "iskan audit verify --since {digest}\n\n"
        "البيان المرفق موقّع بتوقيع الوزارة، ويُتحقق منه بالأمر:\n"
        "openssl cms -verify -binary -inform DER -in {name}.p7s -content {name}.json -CAfile certificate.pem\n\n"
        "وتُنشر رؤوس السجل كلها في:\n{address}\n"
    ),
    en=(
        "The head of the audit trail was anchored on {at}, at {lines} lines.\n\nDigest:\n{digest}\n\n"
        "Keep this message outside the system: it tells when the end of the trail is cut off or the trail rewritten:\n"
        "iskan audit verify --since {digest}\n\n"
        "The statement attached is signed with the ministry's key. To check the signature:\n"
        "openssl cms -verify -binary -inform DER -in {name}.p7s -content {name}.json -CAfile certificate.pem\n\n"
        "All heads of the trail are published at:\n{address}\n"
    ),
)


def mail_anchor(*, anchor_id: int, user_id: int, at: datetime) -> bool:
    """Mail an anchor to an auditor once, and say whether it left now.

    The mail server is asked outside any transaction: one that hangs holds no row. Jobs of one letter run one at a time.
    Whoever is no auditor any more, or has no address, is sent nothing. A letter sent twice by a worker that died
    between sending and keeping bears the same Message-ID.
    """
    contact = contacts_who_may(Duty.AUDIT).get(user_id)
    if contact is None or not contact.email:
        return False
    anchor = AuditAnchor.objects.get(pk=anchor_id)
    if AnchorMailing.objects.filter(anchor=anchor, user_id=user_id).exists():
        return False
    _letter(anchor, contact, user_id).send()
    AnchorMailing.objects.create(anchor=anchor, user_id=user_id, at=at)
    return True


def _letter(anchor: AuditAnchor, contact: Contact, user_id: int) -> EmailMessage:
    said, name = read_statement(anchor.statement), f"anchor-{anchor.number}"
    prefix = "en/" if contact.language == "en" else ""
    words = {
        "number": anchor.number,
        "at": f"{localtime(said.at):%Y-%m-%d %H:%M}",
        "lines": said.lines,
        "digest": anchor.digest,
        "name": name,
        "address": urljoin(settings.SITE_URL, f"/{prefix}audit/heads/"),
    }
    letter = EmailMessage(
        subject=SUBJECT.in_(contact.language).format(**words),
        body=BODY.in_(contact.language).format(**words),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[contact.email],
        headers=_headers(anchor, user_id, contact.language),
    )
    content = anchor.statement.encode("ascii")
    letter.attach(f"{name}.json", content, "application/octet-stream")
    letter.attach(f"{name}.p7s", sign_detached(content), "application/pkcs7-signature")
    return letter


def _headers(anchor: AuditAnchor, user_id: int, language: str) -> dict[str, str]:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return {
        "Message-ID": f"<anchor-{anchor.number}-{user_id}@{host}>",
        "Date": format_datetime(localtime(anchor.at)),
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }
