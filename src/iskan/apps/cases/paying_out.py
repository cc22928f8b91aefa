"""What a case brings its applicant in money: owed by effects, and told as it is agreed, paid or refused by the bank."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.cases.offices import office_of
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue.queries import figures
from iskan.apps.notifications.operations import Letter, tell, tell_many
from iskan.apps.payments.events import payout_agreed, payout_refused, payouts_paid
from iskan.apps.payments.models import Charge, Payout
from iskan.apps.payments.operations.giving_back import left_of, pay_back
from iskan.apps.payments.operations.payouts import Owed, agree_payout
from iskan.core.bank_files.answers import ACCOUNT_REASONS
from iskan.core.charges import ChargeKind, PaidOut
from iskan.core.counted import money_text
from iskan.core.dated import NotConfigured
from iskan.core.effects import PayOut
from iskan.core.lifecycle import Notice
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation.effects import carries_out
from iskan.foundation.scope import Scope
from iskan.policy import payment_messages as words
from iskan.policy.ledger import spent_by


@carries_out(PayOut)
def pay_out(effect: PayOut, *, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Owe what a case brings in money, or what is left of a deposit: its own, or that of the case it is about."""
    case = Case.objects.select_related("application", "about").get(pk=case_id)
    if effect.pays is PaidOut.DECLARED:
        pay_declared(case, actor_id=actor_id, at=at)
    elif of := case if effect.pays is PaidOut.OWN_DEPOSIT else case.about:
        return_deposit(of.reference, actor_id=actor_id, at=at)


def pay_declared(case: Case, *, actor_id: int | None, at: datetime) -> None:
    """Owe the applicant what the service pays out by the figures of that day; what is not configured is not owed."""
    service, answers = service_of(case), case.application.answers
    if service.payout is None:
        return
    try:
        amount = service.payout.amount(answers, timezone.localdate(at), figures())
    except NotConfigured:
        return
    if amount is None or amount.fils == 0:
        return
    owed = Owed(
        event=f"case:{case.reference}",
        case_reference=case.reference,
        payee_id=case.applicant_id,
        account=spent_by(office_of(case, service)),
        name=service.name,
        amount=amount,
    )
    agree_payout(scope=Scope(user_id=actor_id), owed=owed, at=at)


def return_deposit(case_reference: str, *, actor_id: int | None, at: datetime) -> None:
    """Owe what is still held of a case's deposit to whoever paid it; where nothing is, nothing is owed."""
    held = Charge.objects.select_for_update(of=("self",)).filter(case_reference=case_reference, kind=ChargeKind.DEPOSIT)
    for charge in held:
        if (left := left_of(charge)).fils > 0:
            pay_back(
                scope=Scope(user_id=actor_id), charge_reference=charge.reference, case_reference=case_reference,
                amount=left, at=at,
            )  # fmt: skip


@payout_agreed.followed_by
def tell_agreed(payout: Payout, at: datetime) -> None:
    """Tell whom it will be paid to."""
    _tell(payout, "agreed", words.PAYOUT_AGREED, at)


@payouts_paid.followed_by
def tell_paid(payouts: Sequence[Payout], at: datetime) -> None:
    """Tell each whom it was paid to."""
    letters = [
        Letter(
            user_id=payout.payee_id,
            event=_event(payout, "paid", at),
            case_reference=payout.case_reference,
            subject=words.PAYOUT_PAID.subject.format(**_said(payout)),
            body=words.PAYOUT_PAID.body.format(**_said(payout)),
        )
        for payout in payouts
    ]
    tell_many(letters=letters, at=at)


@payout_refused.followed_by
def tell_refused(payout: Payout, reason: str, at: datetime) -> None:
    """Ask for another account where theirs was refused; any other reason is for finance to mend."""
    if reason in ACCOUNT_REASONS:
        _tell(payout, "refused", words.PAYOUT_REFUSED, at)


def _tell(payout: Payout, what: str, notice: Notice, at: datetime) -> None:
    tell(
        user_id=payout.payee_id, event=_event(payout, what, at), subject=notice.subject.format(**_said(payout)),
        body=notice.body.format(**_said(payout)), case_reference=payout.case_reference, at=at,
    )  # fmt: skip


def _event(payout: Payout, what: str, at: datetime) -> str:
    """Return what a message is of: the same payout may be refused and paid more than once, at different times."""
    return f"payout:{payout.reference}:{what}:{at:%Y%m%d%H%M%S}"


def _said(payout: Payout) -> dict[str, Text | str]:
    return {
        "reference": payout.case_reference,
        "what": Text(ar=payout.name_ar, en=payout.name_en),
        "amount": money_text(Money(payout.fils)),
    }
