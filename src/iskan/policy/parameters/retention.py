"""How long personal data is kept. No source at hand names a period: all are unset until the ministry approves them."""

from typing import Final

from iskan.core.counted import DAY
from iskan.core.dated import Dated, Version
from iskan.core.text import Text
from iskan.policy.instruments import DATA_PROTECTION_LAW, IN_2019, basis
from iskan.policy.parameters.figures import not_found

PERSONAL_DATA_BASIS: Final = basis(DATA_PROTECTION_LAW, "S77b", "NF")


def _days(code: str, ar: str, en: str) -> Dated[int]:
    versions: tuple[Version[int], ...] = (not_found(IN_2019, PERSONAL_DATA_BASIS),)
    return Dated(code=code, label=Text(ar=ar, en=en), unit=DAY, versions=versions)


KEEP_DRAFTS: Final = _days("keep_drafts_days", "مدة حفظ الطلبات غير المقدمة", "How long drafts are kept")
KEEP_REGISTER_ANSWERS: Final = _days(
    "keep_register_answers_days",
    "مدة حفظ ما أجابت به السجلات بعد إغلاق المعاملة",
    "How long register answers are kept after a case is closed",
)
KEEP_REFUSED_UPLOADS: Final = _days(
    "keep_refused_uploads_days",
    "مدة حفظ مستندات المعاملات التي لم تُقبل",
    "How long documents of cases not granted are kept",
)
KEEP_LOOSE_UPLOADS: Final = _days(
    "keep_loose_uploads_days",
    "مدة حفظ المستندات المسحوبة من المعاملات",
    "How long documents taken out of their case are kept",
)
KEEP_CONTACT_CHANGES: Final = _days(
    "keep_contact_changes_days",
    "مدة حفظ طلبات تغيير بيانات الاتصال",
    "How long requests to change contact details are kept",
)
KEEP_MESSAGES: Final = _days("keep_messages_days", "مدة حفظ نصوص الرسائل", "How long the words of messages are kept")
