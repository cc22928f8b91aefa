"""What a case costs: its service's charges fall due by effects, moves wait for them, and payments lead the case on."""

from datetime import datetime

from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.cases.needs import answers_for
from iskan.apps.cases.offices import office_of
from iskan.apps.cases.operations.moves import go_on
from iskan.apps.cases.operations.receipts import issue_receipt
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue.queries import figures
from iskan.apps.notifications.operations import tell
from iskan.apps.payments.enums import RefundState
from iskan.apps.payments.events import charge_paid, charge_raised, payment_told, refund_asked, refund_ended
from iskan.apps.payments.models import Charge, Refund
from iskan.apps.payments.operations.charging import raise_charge
from iskan.apps.payments.queries.charges import owes
from iskan.core.catalogue import Service
from iskan.core.charges import Fee
from iskan.core.counted import money_text
from iskan.core.dated import NotConfigured
from iskan.core.effects import FallDue
from iskan.core.lifecycle import Need, Notice
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation.effects import carries_out
from iskan.foundation.scope import Scope
from iskan.policy import payment_messages as words

_UNPAID = Text(ar="لم يُدفع المبلغ المستحق بعد.", en="What is due has not been paid yet.")
_NAMED = Text(ar="{kind}: {service}", en="{kind}: {service}")


@carries_out(FallDue)
def charge(effect: FallDue, *, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Have what the service charges fall due, by the figures in force that day; what is not configured is not due."""
    case = Case.objects.select_related("application").get(pk=case_id)
    service, answers = service_of(case), case.application.answers
    priced = service.priced(effect.charges)
    if priced is None:
        return
    try:
        amount = priced.amount(answers, timezone.localdate(at), figures())
    except NotConfigured:
        return
    if amount is None or amount.fils == 0:
        return
    raise_charge(
        scope=Scope(user_id=actor_id),
        case_reference=case.reference,
        payer_id=case.applicant_id,
        kind=effect.charges,
        name=_NAMED.format(kind=effect.charges.words, service=service.name),
        amount=amount,
        department=office_of(case, service),
        is_refundable=priced.is_refundable if isinstance(priced, Fee) else True,
        at=at,
    )


@answers_for(Need.PAID)
def unpaid(case: Case, service: Service) -> Text | None:  # noqa: ARG001 -- asked of every need
    """Say that something is still due; nothing once all of it is paid."""
    return _UNPAID if owes(case.reference) else None


@payment_told.followed_by
def lock_case(case_reference: str) -> None:
    """Lock a case before its charges, in the order its own moves do."""
    list(Case.objects.select_for_update(no_key=True).filter(reference=case_reference).values_list("pk"))


@charge_raised.followed_by
def tell_due(charge: Charge, at: datetime) -> None:
    """Tell whoever owes it."""
    _tell(charge, "raised", words.CHARGE_RAISED, at)


@charge_paid.followed_by
def go_on_paid(charge: Charge, at: datetime) -> None:
    """Give a receipt, and make the moves that waited for the payment."""
    _tell(charge, "paid", words.CHARGE_PAID, at)
    issue_receipt(charge=charge, at=at)
    case = Case.objects.get(reference=charge.case_reference)
    if case.closed_at is None:
        go_on(case=case, service=service_of(case), at=at)


@refund_asked.followed_by
def tell_refund(refund: Refund, at: datetime) -> None:
    """Tell whoever paid that money goes back, and why."""
    told, event = words.REFUND_ASKED[refund.reason], f"refund:{refund.reference}"
    _tell(refund.capture.payment.charge, event, told, at, Money(refund.fils))


@refund_ended.followed_by
def tell_refunded(refund: Refund, at: datetime) -> None:
    """Tell whoever paid that money went back; a refusal is for officials to mend, and stands on the case's page."""
    if refund.state == RefundState.DONE:
        charge, event = refund.capture.payment.charge, f"refunded:{refund.reference}"
        _tell(charge, event, words.REFUND_DONE, at, Money(refund.fils))


def _tell(charge: Charge, event: str, notice: Notice, at: datetime, amount: Money | None = None) -> None:
    said: dict[str, Text | str] = {
        "reference": charge.case_reference,
        "what": Text(ar=charge.name_ar, en=charge.name_en),
        "amount": money_text(amount or Money(charge.fils)),
    }
    tell(
        user_id=charge.payer_id, event=f"charge:{charge.reference}:{event}", subject=notice.subject.format(**said),
        body=notice.body.format(**said), case_reference=charge.case_reference, at=at,
    )  # fmt: skip
