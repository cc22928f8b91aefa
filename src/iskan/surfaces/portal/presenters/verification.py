"""What the verification page says, for each thing a code may stand for."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext

from iskan.apps.documents.enums import Validity
from iskan.apps.documents.queries import Verification
from iskan.core.text import Text
from iskan.surfaces.ui import formatting

MISTYPED = Text(
    ar="رقم التحقق غير صحيح. أدخل الأحرف والأرقام الستة عشر كما هي مطبوعة أسفل الرمز.",
    en="That is not a verification number. Enter the 16 letters and digits as printed under the code.",
)
ISSUED_BY_US = Text(ar="وثيقة صادرة عن الوزارة", en="A document issued by the ministry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is said of a status, and in which colour."""

    title: Text
    text: Text
    tone: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A line to compare with the paper."""

    label: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationView:
    """The page's content: the sentence, and what to compare the paper with."""

    sentence: Sentence
    name: Text
    rows: tuple[ComparisonRow, ...]


SENTENCES = {
    Validity.VALID: Sentence(
        title=Text(ar="الوثيقة صحيحة وسارية", en="This document is genuine and valid"),
        text=Text(
            ar="صدرت هذه الوثيقة عن وزارة الإسكان والتخطيط العمراني. تأكد من مطابقة البيانات أدناه لما في الوثيقة "
            "التي بين يديك.",
            en="It was issued by the Ministry of Housing and Urban Planning. "
            "Make sure that what is shown below matches the document in your hands.",
        ),
        tone="success",
    ),
    Validity.NOT_YET: Sentence(
        title=Text(ar="الوثيقة صحيحة ولم يبدأ سريانها بعد", en="This document is genuine and not valid yet"),
        text=Text(
            ar="صدرت هذه الوثيقة عن وزارة الإسكان والتخطيط العمراني، ولا يُعتد بها قبل تاريخ بدء سريانها المبين أدناه.",
            en="It was issued by the Ministry of Housing and Urban Planning. "
            "It is not to be relied on before the day shown below.",
        ),
        tone="warning",
    ),
    Validity.LAPSED: Sentence(
        title=Text(ar="انتهت صلاحية هذه الوثيقة", en="This document has lapsed"),
        text=Text(
            ar="صدرت هذه الوثيقة عن وزارة الإسكان والتخطيط العمراني، ولا يُعتد بها بعد تاريخ انتهاء صلاحيتها المبين "
            "أدناه.",
            en="It was issued by the Ministry of Housing and Urban Planning. "
            "It is no longer to be relied on after the day shown below.",
        ),
        tone="warning",
    ),
    Validity.REPLACED: Sentence(
        title=Text(ar="صدرت وثيقة أحدث بدلًا من هذه الوثيقة", en="This document has been replaced by a newer one"),
        text=Text(
            ar="لا يُعتد بهذه الوثيقة. يُطلب من صاحبها تقديم الوثيقة الأحدث.",
            en="It is no longer to be relied on. Ask its holder for the newer document.",
        ),
        tone="warning",
    ),
    Validity.REVOKED: Sentence(
        title=Text(ar="أُبطلت هذه الوثيقة", en="This document has been revoked"),
        text=Text(
            ar="لا يُعتد بهذه الوثيقة اعتبارًا من تاريخ إبطالها.",
            en="It is not to be relied on from the day it was revoked.",
        ),
        tone="danger",
    ),
}
UNKNOWN = Sentence(
    title=Text(ar="لا توجد وثيقة بهذا الرقم", en="There is no document with this number"),
    text=Text(
        ar="تأكد من رقم التحقق المطبوع على الوثيقة ثم أدخله مرة أخرى. إن كان مطابقًا لما هو مطبوع، فالوثيقة غير صادرة "
        "عن الوزارة.",
        en="Check the verification number printed on the document and enter it again. "
        "If it is exactly as printed, the ministry did not issue the document.",
    ),
    tone="danger",
)


def shown(found: Verification | None) -> VerificationView:
    """Return the page's content for what a code was found to stand for."""
    if found is None:
        return VerificationView(sentence=UNKNOWN, name=ISSUED_BY_US, rows=())
    return VerificationView(sentence=SENTENCES[found.validity], name=found.name, rows=tuple(_rows(found)))


def _rows(found: Verification) -> Iterator[ComparisonRow]:
    yield ComparisonRow(gettext("Verification number"), formatting.ltr(found.shown_code))
    yield ComparisonRow(gettext("Holder"), formatting.person(formatting.t(found.holder)))
    for line in found.compared:
        yield ComparisonRow(formatting.t(line.label), line.value)
    yield ComparisonRow(gettext("Issued on"), formatting.date_with_hijri(found.issued_at))
    if found.valid_from != localdate(found.issued_at):
        yield ComparisonRow(gettext("Valid from"), formatting.date_with_hijri(found.valid_from))
    if found.valid_until is None and found.status_changed_at is None:
        yield ComparisonRow(gettext("Validity"), gettext("Until it is replaced or revoked"))
    elif found.valid_until is not None:
        yield ComparisonRow(gettext("Valid until"), formatting.date_with_hijri(found.valid_until))
    if found.status_changed_at is not None:
        label = gettext("Replaced on") if found.validity is Validity.REPLACED else gettext("Revoked on")
        yield ComparisonRow(label, formatting.date_with_hijri(found.status_changed_at))
