"""Hearing the bank: each of its documents is taken up once, and ends only what it may end."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from iskan.apps.payments import events
from iskan.apps.payments.enums import BankDocumentKind, FileState, PayoutState, PostingKind, TransferOutcome
from iskan.apps.payments.models import BankDocument, PaymentFile, Payout, Transfer
from iskan.apps.payments.operations.ledger import enter, enter_many
from iskan.apps.payments.operations.payouts import record
from iskan.core.bank_files.answers import (
    StatusReport,
    TransferStatus,
    TransferTold,
    read_statement,
    read_status_report,
)
from iskan.core.bank_files.guarded_xml import NotReadable
from iskan.core.ledger import moved
from iskan.core.money import Money
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM
from iskan.integrations.treasury.http import is_configured, treasury
from iskan.integrations.treasury.port import TreasuryFault
from iskan.policy.ledger import BANK, PAYABLE

# How long a day's statement is asked for while none was had.
LOOKED_BACK: Final = 31
_NEW: Final = ""
_Said = tuple[str, Sequence[TransferTold]]
logger = logging.getLogger(__name__)


def read_answers(*, at: datetime) -> int:
    """Take up what the bank answered to the files it has; return how many answers were new."""
    taken = 0
    for file in PaymentFile.objects.filter(state=FileState.HANDED).order_by("pk"):
        try:
            taken += _read_answers(file, at)
        except TreasuryFault as fault:
            logger.warning("The bank does not answer to payment files: %s", fault)
            break
    return taken


def read_statements(*, at: datetime) -> int:
    """Take up the statements of past days that are not here yet, since the first file; return how many there were."""
    first = PaymentFile.objects.order_by("pk").first()
    if first is None or not is_configured():
        return 0
    today = timezone.localdate(at)
    since = max(first.execute_on, today - timedelta(days=LOOKED_BACK))
    kept = BankDocument.objects.filter(kind=BankDocumentKind.STATEMENT)
    known = set(kept.values_list("place", flat=True))
    days = [since + timedelta(days=number) for number in range((today - since).days)]
    return sum(_read_statement(day, at) for day in days if day.isoformat() not in known)


def _read_answers(file: PaymentFile, at: datetime) -> int:
    taken = 0
    while True:
        number = file.answers.count() + 1
        content = treasury().answer(message_id=file.message_id, number=number)
        if content is None:
            return taken
        take_answer(message_id=file.message_id, number=number, content=content, at=at)
        taken += 1


@transaction.atomic
def take_answer(*, message_id: str, number: int, content: bytes, at: datetime) -> BankDocument:
    """Take up one answer to a file, once: what was paid is entered, what was refused is told."""
    file = PaymentFile.objects.select_for_update().get(message_id=message_id)
    place = f"{message_id}/{number}"

    def said() -> _Said:
        report = read_status_report(content)
        if report.order_id != message_id:
            raise NotReadable("an answer to another order")
        return report.message_id, _of_all(report, file)

    kept = _kept(kind=BankDocumentKind.STATUS, place=place, file=file, content=content, at=at, read=said)
    if not file.transfers.filter(outcome=_NEW).exists() and file.ended_at is None:
        file.state, file.ended_at = FileState.ANSWERED, at
        file.save(update_fields=["state", "ended_at"])
    return kept


def _read_statement(day: date, at: datetime) -> bool:
    content = treasury().statement(day)
    if content is not None:
        take_statement(day=day, content=content, at=at)
    return content is not None


@transaction.atomic
def take_statement(*, day: date, content: bytes, at: datetime) -> BankDocument:
    """Take up the statement of a day, once: what was booked was paid, what came back is owed again."""

    def said() -> _Said:
        statement = read_statement(content)
        return statement.message_id, statement.transfers

    return _kept(
        kind=BankDocumentKind.STATEMENT, place=day.isoformat(), file=None, content=content, at=at, read=said
    )  # fmt: skip


def _of_all(report: StatusReport, file: PaymentFile) -> Sequence[TransferTold]:
    """Return what is told of each transfer; where the whole order was refused, of those it does not name as well."""
    named = {told.end_to_end for told in report.transfers}
    if report.status is not TransferStatus.REFUSED:
        return report.transfers
    rest = file.transfers.filter(outcome=_NEW).exclude(end_to_end__in=named).values_list("end_to_end", flat=True)
    refused = (TransferTold(end_to_end=one, status=report.status, reason=report.reason) for one in rest)
    return (*report.transfers, *refused)


def _kept(
    *, kind: BankDocumentKind, place: str, file: PaymentFile | None, content: bytes, at: datetime,
    read: Callable[[], _Said],
) -> BankDocument:  # fmt: skip
    """Keep a document and act on it, or return it as it was kept; one that cannot be read is kept and ends nothing."""
    if known := BankDocument.objects.filter(kind=kind, place=place).first():
        return known
    told: Sequence[TransferTold] = ()
    message_id, strange = "", []
    try:
        message_id, told = read()
        strange = _act(told, file, at)
    except NotReadable as fault:
        strange = [f"not readable: {fault}"]
    kept = BankDocument.objects.create(
        kind=kind, place=place, file=file, message_id=message_id, told_count=len(told), strange=strange,
        digest=hashlib.sha256(content).hexdigest(), received_at=at,
    )  # fmt: skip
    audit.record(
        scope=SYSTEM, action="bank_document.taken_up", subject_kind="bank_document", subject=place, at=at,
        count=len(told), strange=len(strange),
    )  # fmt: skip
    if strange:
        logger.warning("The bank's document %s says %s things that cannot be", place, len(strange))
    return kept


def _act(told: Iterable[TransferTold], file: PaymentFile | None, at: datetime) -> list[str]:
    """Act on what is told of transfers, once each; return in words what could not be."""
    lines = {one.end_to_end: one for one in told}
    ours = Transfer.objects.select_for_update(of=("self",)).select_related("payout")
    mine = {one.end_to_end: one for one in ours.filter(end_to_end__in=lines).order_by("pk")}
    strange, paid = [], []
    for number, line in lines.items():
        transfer = mine.get(number)
        if transfer is None or (file is not None and transfer.file_id != file.pk):
            strange.append(f"{number}: not of this order")
        elif line.amount is not None and line.amount.fils != transfer.fils:
            strange.append(f"{number}: another amount")
        elif words := _contradiction(transfer, line.status):
            strange.append(f"{number}: {words}")
        elif line.status is not TransferStatus.PENDING and transfer.outcome != line.status.value:
            paid += [transfer] if line.status is TransferStatus.PAID and transfer.outcome == _NEW else []
            _end_unpaid(transfer, line, at)
    _end_paid(paid, at)
    return strange


def _contradiction(transfer: Transfer, status: TransferStatus) -> str:
    """Say what a bank may not tell of a transfer after what it told before."""
    if status is TransferStatus.PAID and transfer.outcome == TransferOutcome.REFUSED:
        return "paid after it was refused"
    if status is TransferStatus.REFUSED and transfer.outcome in {TransferOutcome.PAID, TransferOutcome.RETURNED}:
        return "refused after it was paid"
    if status is TransferStatus.RETURNED and transfer.outcome == TransferOutcome.REFUSED:
        return "came back after it was refused"
    return ""


def _end_unpaid(transfer: Transfer, line: TransferTold, at: datetime) -> None:
    """End a transfer that was refused, or that came back; one whose payment was never told of was paid first."""
    if line.status is TransferStatus.PAID:
        return
    if line.status is TransferStatus.RETURNED:
        if transfer.outcome == _NEW:
            _end_paid([transfer], at)
        back = moved(Money(transfer.fils), debit=BANK, credit=PAYABLE)
        enter(posting=back, kind=PostingKind.RETURNED, subject=transfer.end_to_end, at=at)
    Transfer.objects.filter(pk=transfer.pk).update(outcome=line.status.value, reason=line.reason, answered_at=at)
    payout = transfer.payout
    payout.state, payout.ended_at = PayoutState.REFUSED, at
    payout.save(update_fields=["state", "ended_at"])
    record(payout, scope=SYSTEM, action="payout.refused", at=at, why=line.reason)
    events.payout_refused.happened(payout, line.reason, at)


def _end_paid(transfers: Sequence[Transfer], at: datetime) -> None:
    """End transfers that were paid, all at once, and enter each."""
    if not transfers:
        return
    Transfer.objects.filter(pk__in=[one.pk for one in transfers]).update(outcome=TransferOutcome.PAID, answered_at=at)
    payouts = [one.payout for one in transfers]
    Payout.objects.filter(pk__in=[one.pk for one in payouts]).update(state=PayoutState.PAID, ended_at=at)
    postings = [(one.end_to_end, moved(Money(one.fils), debit=PAYABLE, credit=BANK)) for one in transfers]
    enter_many(postings=postings, kind=PostingKind.PAID_OUT, at=at)
    lines = [(payout.case_reference, {"payout": payout.reference}) for payout in payouts]
    audit.record_many(scope=SYSTEM, action="payout.paid", subject_kind=audit.CASE, lines=lines, at=at)
    events.payouts_paid.happened(payouts, at)
