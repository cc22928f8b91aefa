"""Payment files: made of what was released, once, and handed to the bank under a number it takes once.

Whatever ends this at any moment, it is begun again and nothing is paid twice: a payout stands in one file, a file is
the same document each time, and only the bank's own word ends a transfer.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from iskan.apps.payments.enums import FileState, PayoutState
from iskan.apps.payments.models import PaymentFile, Payout, Transfer
from iskan.core.bank_files.credit_transfers import CreditTransfer, TransferOrder, as_document
from iskan.core.money import Money
from iskan.foundation import audit
from iskan.foundation.references import new_reference
from iskan.foundation.scope import SYSTEM
from iskan.integrations.treasury.http import is_configured, treasury
from iskan.integrations.treasury.port import TreasuryRefused, TreasuryUnavailable

LINES_A_FILE: Final = 2000
KIND = "payment_file"
logger = logging.getLogger(__name__)


class FileChanged(RuntimeError):
    """A file's document is not the one it was made with: it is not handed over."""


def make_files(*, at: datetime) -> int:
    """Make files of all that was released, each with so many lines at most; return how many were made.

    Without a bank or an account of the ministry's, what was released waits.
    """
    made = 0
    while is_configured() and _make_file(at):
        made += 1
    return made


def hand_over_files(*, at: datetime) -> int:
    """Hand over the files the bank has not taken yet, the oldest first; return how many it took.

    One it will not take stays and is tried again: what it did with it, its answers alone say.
    """
    taken = 0
    open_ones = PaymentFile.objects.filter(state__in=[FileState.MADE, FileState.REFUSED]).order_by("pk")
    for number in list(open_ones.values_list("pk", flat=True)):
        try:
            taken += _hand_over(number, at)
        except TreasuryUnavailable as fault:
            logger.warning("The bank does not take payment files: %s", fault)
            break
    return taken


def document_of(file: PaymentFile, transfers: Sequence[Transfer]) -> bytes:
    """Return a file's document; of the same rows it is the same to the byte."""
    lines = tuple(
        CreditTransfer(
            end_to_end=one.end_to_end,
            amount=Money(one.fils),
            creditor=one.holder,
            iban=one.iban,
            words=f"{one.payout.name_en} {one.payout.case_reference}",
        )
        for one in transfers
    )
    order = TransferOrder(
        message_id=file.message_id, made_at=file.made_at, execute_on=file.execute_on, debtor=file.debtor,
        debtor_iban=file.debtor_iban, transfers=lines,
    )  # fmt: skip
    return as_document(order)


@transaction.atomic
def _make_file(at: datetime) -> bool:
    released = Payout.objects.filter(state=PayoutState.RELEASED).select_related("payee").order_by("pk")
    payouts = list(released.select_for_update(of=("self",), skip_locked=True)[:LINES_A_FILE])
    if not payouts:
        return False
    file = PaymentFile(
        message_id=f"ISKAN-{new_reference()}", made_at=at.replace(microsecond=0), execute_on=timezone.localdate(at),
        debtor=settings.ISKAN_TREASURY_NAME, debtor_iban=settings.ISKAN_TREASURY_IBAN, count=len(payouts),
        fils=sum(payout.fils for payout in payouts),
    )  # fmt: skip
    transfers = _transfers(file, payouts)
    file.digest = _digest(document_of(file, transfers))
    file.save()
    Transfer.objects.bulk_create(transfers)
    Payout.objects.filter(pk__in=[payout.pk for payout in payouts]).update(state=PayoutState.IN_FILE)
    audit.record(
        scope=SYSTEM, action="payment_file.made", subject_kind=KIND, subject=file.message_id, at=at, count=file.count,
        fils=file.fils, digest=file.digest,
    )  # fmt: skip
    return True


def _transfers(file: PaymentFile, payouts: Sequence[Payout]) -> list[Transfer]:
    before = Transfer.objects.filter(payout__in=payouts).values_list("payout").annotate(count=Count("pk"))
    tried = dict(before.values_list("payout", "count"))
    return [
        Transfer(
            file=file, payout=payout, end_to_end=f"{payout.reference}-{tried.get(payout.pk, 0) + 1}",
            holder=payout.payee.name_en or payout.payee.name_ar, iban=payout.iban, fils=payout.fils,
        )
        for payout in payouts
    ]  # fmt: skip


@transaction.atomic
def _hand_over(number: int, at: datetime) -> bool:
    file = PaymentFile.objects.select_for_update().get(pk=number)
    if file.handed_at is not None:
        return False
    content = document_of(file, list(file.transfers.select_related("payout").order_by("pk")))
    if _digest(content) != file.digest:
        raise FileChanged(file.message_id)
    was = file.state
    try:
        treasury().hand_over(message_id=file.message_id, content=content)
        file.state, file.handed_at = FileState.HANDED, at
    except TreasuryRefused as fault:
        logger.error("The bank does not take the payment file %s: %s", file.message_id, fault)  # noqa: TRY400 -- its text says all
        file.state = FileState.REFUSED
    file.save(update_fields=["state", "handed_at"])
    if file.state != was:
        _record(file, "payment_file.refused" if file.handed_at is None else "payment_file.handed", at)
    return file.handed_at is not None


def _record(file: PaymentFile, action: str, at: datetime) -> None:
    audit.record(scope=SYSTEM, action=action, subject_kind=KIND, subject=file.message_id, at=at)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
