"""Reading the ledger: balances, and whether it says what arrived and what was given back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from iskan.apps.payments.enums import CaptureUse, PostingKind, RefundState, TransferOutcome
from iskan.apps.payments.models import Capture, LedgerAccount, LedgerPosting, Payout, Refund, Transfer
from iskan.core.ledger import Account, AccountKind
from iskan.core.text import Text
from iskan.policy.ledger import CLEARING, OWED_TO_PAYERS, PAYABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBalance:
    """An account and what stands on it, as it grows: what it holds, owes, earned or spent, in fils."""

    code: str
    name: Text
    kind: AccountKind
    department: str
    fils: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFault:
    """What the ledger says and what happened, where they differ."""

    subject: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerProof:
    """How much the ledger holds, and what is wrong with it: nothing, where it is whole."""

    postings: int
    entries: int
    faults: tuple[LedgerFault, ...]


def account_balances() -> tuple[AccountBalance, ...]:
    """Return what stands on each account."""
    accounts = LedgerAccount.objects.annotate(sum=Coalesce(Sum("entries__fils"), 0)).order_by("code")
    return tuple(
        AccountBalance(
            code=account.code,
            name=Text(ar=account.name_ar, en=account.name_en),
            kind=AccountKind(account.kind),
            department=account.department,
            fils=account.sum if AccountKind(account.kind).grows_by_debit else -account.sum,
        )
        for account in accounts
    )


def prove_ledger() -> LedgerProof:
    """Hold every posting to its balance, and the ledger to what arrived, was given back, is owed and was paid out."""
    counted = LedgerPosting.objects.aggregate(postings=Count("pk", distinct=True), entries=Count("entries"))
    faults = (*_unbalanced(), *_captures_amiss(), *_refunds_amiss(), *_payouts_amiss(), *_owed_amiss())
    return LedgerProof(postings=counted["postings"], entries=counted["entries"], faults=faults)


def _unbalanced() -> Iterator[LedgerFault]:
    sums = LedgerPosting.objects.annotate(sum=Coalesce(Sum("entries__fils"), 0), sides=Count("entries"))
    for posting in sums.filter(~Q(sum=0) | Q(sides__lt=2)).order_by("pk"):
        says = f"{posting.sides} entries that are {posting.sum} fils apart"
        yield LedgerFault(subject=f"{posting.kind} {posting.subject}", says=says)


def _posted(kind: PostingKind, through: Account = CLEARING) -> Mapping[str, int]:
    """Return what each posting of a kind moved through an account, the provider's unless told, by its subject."""
    moved = LedgerPosting.objects.filter(kind=kind, entries__account__code=through.code)
    return dict(moved.annotate(fils=Sum("entries__fils")).values_list("subject", "fils"))


def _captures_amiss() -> Iterator[LedgerFault]:
    posted, arrived = _posted(PostingKind.CAPTURED), dict(Capture.objects.values_list("provider_id", "fils"))
    yield from _differences(arrived, posted, "arrived")


def _refunds_amiss() -> Iterator[LedgerFault]:
    done = Refund.objects.filter(state=RefundState.DONE).annotate(out=-F("fils"))
    yield from _differences(dict(done.values_list("reference", "out")), _posted(PostingKind.REFUNDED), "was given back")


def _payouts_amiss() -> Iterator[LedgerFault]:
    owed = Payout.objects.annotate(out=-F("fils")).values_list("reference", "out")
    yield from _differences(dict(owed), _posted(PostingKind.OWED, PAYABLE), "are owed")
    returned = Transfer.objects.filter(outcome=TransferOutcome.RETURNED)
    paid = Transfer.objects.filter(outcome=TransferOutcome.PAID) | returned
    sent = dict(paid.values_list("end_to_end", "fils"))
    yield from _differences(sent, _posted(PostingKind.PAID_OUT, PAYABLE), "were paid out")
    back = dict(returned.annotate(out=-F("fils")).values_list("end_to_end", "out"))
    yield from _differences(back, _posted(PostingKind.RETURNED, PAYABLE), "came back")


def _differences(happened: Mapping[str, int], posted: Mapping[str, int], what: str) -> Iterator[LedgerFault]:
    for subject in sorted(happened.keys() | posted.keys()):
        true, said = happened.get(subject, 0), posted.get(subject, 0)
        if true != said:
            yield LedgerFault(subject=subject, says=f"{true} fils {what}, {said} are posted")


def _owed_amiss() -> Iterator[LedgerFault]:
    """Yield a fault where what is owed back to payers is not what arrived unasked less what was given back of it."""
    surplus = Capture.objects.filter(use=CaptureUse.SURPLUS)
    arrived = surplus.aggregate(fils=Coalesce(Sum("fils"), 0))["fils"]
    back = Refund.objects.filter(state=RefundState.DONE, capture__use=CaptureUse.SURPLUS)
    out = Payout.objects.filter(account__code=OWED_TO_PAYERS.code)
    gone = sum(each.aggregate(fils=Coalesce(Sum("fils"), 0))["fils"] for each in (back, out))
    owed = arrived - gone
    said = next((one.fils for one in account_balances() if one.code == OWED_TO_PAYERS.code), 0)
    if owed != said:
        yield LedgerFault(subject=OWED_TO_PAYERS.code, says=f"{owed} fils are owed, the account says {said}")
