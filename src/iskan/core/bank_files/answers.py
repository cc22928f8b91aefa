"""What a bank tells of an order: the status of its transfers (pain.002) and the statement of an account (camt.053)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from iskan.core.bank_files.credit_transfers import CURRENCY
from iskan.core.bank_files.guarded_xml import Element, NotReadable, read_document
from iskan.core.money import Money, NotAnAmount


class TransferStatus(StrEnum):
    """How a transfer stands at the bank; what was paid may still come back."""

    PENDING = "pending"
    PAID = "paid"
    REFUSED = "refused"
    RETURNED = "returned"


# Settled on the creditor's account, and refused or called off; every other status of the standard is one on the way.
_PAID: Final = frozenset({"ACSC", "ACCC"})
_REFUSED: Final = frozenset({"RJCT", "CANC"})
ACCOUNT_REASONS: Final = frozenset({"AC01", "AC03", "AC04", "AC06", "AC07", "AC14", "BE01", "RC01"})
"""Reasons for which the account or its holder's name is not right: another account is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferTold:
    """What is told of one transfer; ``amount`` where the bank names it."""

    end_to_end: str
    status: TransferStatus
    reason: str = ""
    amount: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """What a bank tells of one order: of all of it (``status``), and of each transfer it names."""

    message_id: str
    order_id: str
    status: TransferStatus
    reason: str
    transfers: tuple[TransferTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatement:
    """What was booked on an account: the transfers that left it and those that came back."""

    message_id: str
    iban: str
    transfers: tuple[TransferTold, ...]


def read_status_report(content: bytes) -> StatusReport:
    """Return what a pain.002 says, or raise `NotReadable`."""
    report = read_document(content).one("CstmrPmtStsRpt")
    order = report.one("OrgnlGrpInfAndSts")
    batches = list(report.all("OrgnlPmtInfAndSts"))
    whole = [_status(order.said("GrpSts")), *(_status(batch.said("PmtInfSts")) for batch in batches)]
    refused = TransferStatus.REFUSED in whole
    reasons = (_reason(order), *map(_reason, batches))
    return StatusReport(
        message_id=_needed(report, "GrpHdr", "MsgId"),
        order_id=_needed(order, "OrgnlMsgId"),
        status=TransferStatus.REFUSED if refused else whole[0],
        reason=next(filter(None, reasons), ""),
        transfers=tuple(_told(one) for batch in batches for one in batch.all("TxInfAndSts")),
    )


def read_statement(content: bytes) -> AccountStatement:
    """Return what a camt.053 says of transfers that bear our number, or raise `NotReadable`."""
    whole = read_document(content).one("BkToCstmrStmt")
    statement = whole.one("Stmt")
    return AccountStatement(
        message_id=_needed(whole, "GrpHdr", "MsgId"),
        iban=statement.said("Acct", "Id", "IBAN"),
        transfers=tuple(told for entry in statement.all("Ntry") for told in _booked(entry)),
    )


def _status(code: str) -> TransferStatus:
    if code in _PAID:
        return TransferStatus.PAID
    return TransferStatus.REFUSED if code in _REFUSED else TransferStatus.PENDING


def _reason(part: Element) -> str:
    return part.said("StsRsnInf", "Rsn", "Cd")[:4]


def _needed(part: Element, *path: str) -> str:
    words = part.one(*path).words.strip()
    if not 0 < len(words) <= 35:  # noqa: PLR2004 -- the standard's Max35Text
        raise NotReadable(f"{'/'.join(path)} is empty or too long")
    return words


def _told(part: Element) -> TransferTold:
    amounts = part.all("OrgnlTxRef", "Amt", "InstdAmt")
    return TransferTold(
        end_to_end=_needed(part, "OrgnlEndToEndId"),
        status=_status(part.said("TxSts")),
        reason=_reason(part),
        amount=next(map(_amount, amounts), None),
    )


def _booked(entry: Element) -> Iterator[TransferTold]:
    """Yield the transfers of a booked entry: what left the account was paid, what came back was returned."""
    if "BOOK" not in {entry.said("Sts"), entry.said("Sts", "Cd")}:
        return
    left = entry.said("CdtDbtInd") == "DBIT"
    lines = list(entry.all("NtryDtls", "TxDtls"))
    for line in lines:
        number = line.said("Refs", "EndToEndId")
        if number and number != "NOTPROVIDED":
            own = next(line.all("Amt"), None)
            yield TransferTold(
                end_to_end=number[:35],
                status=TransferStatus.PAID if left else TransferStatus.RETURNED,
                reason=line.said("RtrInf", "Rsn", "Cd")[:4],
                amount=_amount(own or entry.one("Amt")) if own or len(lines) == 1 else None,
            )


def _amount(part: Element) -> Money:
    if part.marks.get("Ccy") != CURRENCY:
        raise NotReadable("an amount in another currency")
    try:
        return Money.bhd(part.words.strip())
    except NotAnAmount as fault:
        raise NotReadable("no amount") from fault
