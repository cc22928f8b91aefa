"""Owing and paying out: agreed once for each thing, released by two officials of finance, again after a refusal."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.db.models import OuterRef, Subquery

from iskan.apps.accounts.models import User
from iskan.apps.payments import events
from iskan.apps.payments.enums import PayoutState, PostingKind
from iskan.apps.payments.models import Charge, Payout, Refund, Transfer
from iskan.apps.payments.operations.ledger import enter, keep_account
from iskan.apps.payments.queries.payouts import payable, sum_of
from iskan.core.bank_files.answers import ACCOUNT_REASONS
from iskan.core.ledger import Account, moved
from iskan.core.money import Money
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.references import new_reference
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.ledger import PAYABLE

KIND = "payout"


class PayoutsChanged(Refusal):
    """Since it was proposed, something of what was to be released was paid, held back or changed."""

    text = Text(
        ar="تغيّر ما كان مقترحًا صرفه منذ الاقتراح؛ يُقترح من جديد.",
        en="What was to be released has changed since it was proposed; propose it anew.",
    )
    status = HTTPStatus.CONFLICT


class NothingToRelease(Refusal):
    """No amount waits that may be released."""

    text = Text(ar="لا مبالغ جاهزة للصرف.", en="Nothing is ready to be released.")
    status = HTTPStatus.CONFLICT


class NotRefusedByBank(Refusal):
    """It was not refused by the bank, or is on its way again."""

    text = Text(
        ar="لم يرفض المصرف هذا المبلغ، أو أعيد صرفه.", en="The bank did not refuse this, or it is on its way again."
    )
    status = HTTPStatus.CONFLICT


class SameAccount(Refusal):
    """The bank refused the account, and its holder has stated no other."""

    text = Text(
        ar="رفض المصرف الحساب نفسه، ولم يذكر صاحب المبلغ حسابًا آخر بعد.",
        en="The bank refused this very account, and its holder has stated no other yet.",
    )
    status = HTTPStatus.CONFLICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is owed to whom, for what, and from which account of the ledger; ``event`` is owed once."""

    event: str
    case_reference: str
    payee_id: int
    account: Account
    name: Text
    amount: Money
    charge: Charge | None = None
    refund: Refund | None = None


@transaction.atomic
def agree_payout(*, scope: Scope, owed: Owed, at: datetime) -> Payout:
    """Owe somebody an amount, or return what is owed for the same event already."""
    payout, is_new = Payout.objects.get_or_create(
        event=owed.event,
        defaults={
            "reference": new_reference(), "case_reference": owed.case_reference, "payee_id": owed.payee_id,
            "account": keep_account(owed.account), "charge": owed.charge, "refund": owed.refund,
            "name_ar": owed.name.ar, "name_en": owed.name.en, "fils": owed.amount.fils, "agreed_at": at,
        },
    )  # fmt: skip
    if is_new:
        posting = moved(owed.amount, debit=owed.account, credit=PAYABLE)
        enter(posting=posting, kind=PostingKind.OWED, subject=payout.reference, at=at)
        record(payout, scope=scope, action="payout.agreed", at=at)
        events.payout_agreed.happened(payout, at)
    return payout


def require_released(*, until: int, count: int, amount: Money) -> None:
    """Refuse a release that is not, to the fils, of what waits up to a number.

    Raises:
        NothingToRelease, PayoutsChanged.
    """
    if count == 0:
        raise NothingToRelease
    if sum_of(payable(until)) != (count, amount):
        raise PayoutsChanged


@transaction.atomic
def release_payouts(*, scope: Scope, until: int, count: int, amount: Money, at: datetime) -> None:
    """Release what waits, each to its payee's account as it stands; the files are made by a job.

    Raises:
        NothingToRelease, PayoutsChanged.
    """
    list(payable(until).select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    require_released(until=until, count=count, amount=amount)
    accounts = User.objects.filter(pk=OuterRef("payee")).values("iban")[:1]
    payable(until).update(state=PayoutState.RELEASED, iban=Subquery(accounts))
    audit.record(
        scope=scope, action="payouts.released", subject_kind=KIND, subject=str(until), at=at, count=count,
        fils=amount.fils,
    )  # fmt: skip


def require_payable_again(reference: str) -> Payout:
    """Return a payout the bank refused and that may be paid again.

    Raises:
        OutOfScope, NotRefusedByBank, SameAccount.
    """
    payout = Payout.objects.select_related("payee").filter(reference=reference).first()
    if payout is None:
        raise OutOfScope(reference)
    last = Transfer.objects.filter(payout=payout).order_by("-pk").first()
    if payout.state != PayoutState.REFUSED or last is None:
        raise NotRefusedByBank
    if last.reason in ACCOUNT_REASONS and last.iban == payout.payee.iban:
        raise SameAccount
    return payout


@transaction.atomic
def pay_again(*, scope: Scope, reference: str, at: datetime) -> Payout:
    """Have what the bank refused wait for the next release; it refuses as `require_payable_again`."""
    list(Payout.objects.select_for_update().filter(reference=reference).values_list("pk"))
    payout = require_payable_again(reference)
    payout.state, payout.ended_at = PayoutState.AGREED, None
    payout.save(update_fields=["state", "ended_at"])
    record(payout, scope=scope, action="payout.agreed_again", at=at)
    return payout


def record(payout: Payout, *, scope: Scope, action: str, at: datetime, **detail: str) -> None:
    """Add what happened to a payout to the trail of its case."""
    audit.record(
        scope=scope, action=action, subject_kind=audit.CASE, subject=payout.case_reference, at=at,
        payout=payout.reference, **detail,
    )  # fmt: skip
