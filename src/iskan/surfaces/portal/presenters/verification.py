"""What the verification page says, for each thing a code may stand for."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from iskan.apps.catalogue import queries as catalogue
from iskan.apps.documents.contents import NAMES
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.queries import Verification
from iskan.core.text import Text
from iskan.surfaces.ui import formatting

MISTYPED = Text(
    ar="رقم التحقق غير صحيح. أدخل الأحرف والأرقام الستة عشر كما هي مطبوعة أسفل الرمز.",
    en="That is not a verification number. Enter the 16 letters and digits as printed under the code.",
)
ISSUED_BY_US = Text(ar="مستند صادر عن الوزارة", en="A document issued by the ministry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is said of a status, and in which colour."""

    title: Text
    text: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line to compare with the paper."""

    label: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The page's content: the sentence, and what to compare the paper with."""

    sentence: Sentence
    name: Text
    rows: tuple[Row, ...]


SENTENCES = {
    IssueStatus.VALID: Sentence(
        title=Text(ar="المستند صحيح وساري المفعول", en="This document is genuine and valid"),
        text=Text(
            ar="صدر هذا المستند عن وزارة الإسكان والتخطيط العمراني. "
            "تأكد من مطابقة البيانات أدناه لما في المستند الذي بين يديك.",
            en="It was issued by the Ministry of Housing and Urban Planning. "
            "Make sure that what is shown below matches the document in your hands.",
        ),
        tone="success",
    ),
    IssueStatus.REPLACED: Sentence(
        title=Text(ar="صدر مستند أحدث بدلًا من هذا المستند", en="This document has been replaced by a newer one"),
        text=Text(
            ar="لا يُعتد بهذا المستند. اطلب من صاحبه تقديم المستند الأحدث.",
            en="It is no longer to be relied on. Ask its holder for the newer document.",
        ),
        tone="warning",
    ),
    IssueStatus.REVOKED: Sentence(
        title=Text(ar="أُلغي هذا المستند", en="This document has been revoked"),
        text=Text(
            ar="لا يُعتد بهذا المستند اعتبارًا من تاريخ إلغائه.",
            en="It is not to be relied on from the day it was revoked.",
        ),
        tone="danger",
    ),
}
UNKNOWN = Sentence(
    title=Text(ar="لا يوجد مستند بهذا الرقم", en="There is no document with this number"),
    text=Text(
        ar="تأكد من رقم التحقق المطبوع على المستند ثم أدخله مرة أخرى. "
        "إن كان مطابقًا لما هو مطبوع، فالمستند غير صادر عن الوزارة.",
        en="Check the verification number printed on the document and enter it again. "
        "If it is exactly as printed, the ministry did not issue the document.",
    ),
    tone="danger",
)


def shown(found: Verification | None) -> Shown:
    """Return the page's content for what a code was found to stand for."""
    if found is None:
        return Shown(sentence=UNKNOWN, name=ISSUED_BY_US, rows=())
    return Shown(sentence=SENTENCES[found.status], name=_name(found.code), rows=tuple(_rows(found)))


def _rows(found: Verification) -> Iterator[Row]:
    yield Row(gettext("Verification number"), formatting.ltr(found.shown_code))
    yield Row(gettext("Holder"), formatting.person(formatting.t(found.holder)))
    yield Row(gettext("Housing service"), found.programme)
    yield Row(gettext("Issued on"), formatting.date_with_hijri(found.issued_at))
    if found.status_changed_at is not None:
        label = gettext("Replaced on") if found.status is IssueStatus.REPLACED else gettext("Revoked on")
        yield Row(label, formatting.date_with_hijri(found.status_changed_at))


def _name(code: str) -> Text:
    if code in NAMES:
        return NAMES[code]
    issued = (service.issues for service in catalogue.services() if service.issues is not None)
    return next((document.name for document in issued if document.code == code), ISSUED_BY_US)
