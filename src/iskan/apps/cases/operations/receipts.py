"""The receipt of a payment: signed and checkable as every document the ministry issues."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from iskan.apps.accounts.models import Department
from iskan.apps.cases.models import Case
from iskan.apps.documents.kinds import DocumentKind, StatedLine, register
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import issue_document
from iskan.apps.payments.models import Charge
from iskan.apps.payments.queries.charges import capture_of
from iskan.core.counted import money_text
from iskan.core.lifecycle import Notice
from iskan.core.money import Money
from iskan.core.text import Text, same
from iskan.foundation.scope import SYSTEM

RECEIPT_NAME = Text(ar="إيصال دفع", en="Receipt")
_AMOUNT = Text(ar="المبلغ", en="Amount")
_PAID_FOR = Text(ar="مقابل", en="For")
_METHODS = {
    "debit": Text(ar="بطاقة صراف آلي", en="Debit card"),
    "card": Text(ar="بطاقة ائتمان", en="Credit card"),
    "wallet": Text(ar="محفظة إلكترونية", en="Electronic wallet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a receipt says: who paid, for what, how much and how, and to which office."""

    holder_name: Text
    cpr: str
    office: Text
    paid_for: Text
    amount: Text
    method: Text
    paid_on: date
    charge: str

    @property
    def compared(self) -> tuple[StatedLine, ...]:
        return (StatedLine(label=_AMOUNT, value=self.amount), StatedLine(label=_PAID_FOR, value=self.paid_for))


RECEIPT = register(
    DocumentKind(
        template="receipt",
        contents=Receipt,
        make=None,
        name=RECEIPT_NAME,
        ready=Notice(
            subject=Text(ar="إيصالك جاهز: {reference}", en="Your receipt is ready: {reference}"),
            body=Text(
                ar="وُقّع إيصال الدفع الخاص بالمعاملة {reference}، ويمكنك تنزيله من صفحتها.",
                en="The receipt for case {reference} is signed. You can download it from the page of the case.",
            ),
        ),
    )
)


def issue_receipt(*, charge: Charge, at: datetime) -> IssuedDocument:
    """Issue the receipt of a charge that was just paid."""
    case = Case.objects.select_related("applicant").get(reference=charge.case_reference)
    person, capture = case.applicant, capture_of(charge)
    office = Department.objects.get(code=charge.account.department)
    contents = Receipt(
        holder_name=Text(ar=person.name_ar, en=person.name_en or person.name_ar),
        cpr=person.cpr or "",
        office=Text(ar=office.name_ar, en=office.name_en),
        paid_for=Text(ar=charge.name_ar, en=charge.name_en),
        amount=money_text(Money(capture.fils)),
        method=_METHODS.get(capture.method, same(capture.method)),
        paid_on=timezone.localdate(capture.captured_at),
        charge=charge.reference,
    )
    return issue_document(
        scope=SYSTEM,
        code=receipt_code(charge.kind),
        template=RECEIPT.template,
        case_reference=case.reference,
        holder_id=case.applicant_id,
        contents=contents,
        at=at,
    )


def receipt_code(kind: str) -> str:
    """Return the code under which the receipt of a kind of charge is issued, one a case."""
    return f"receipt_{kind}"
