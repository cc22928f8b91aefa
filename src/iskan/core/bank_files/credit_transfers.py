"""What a bank is told to pay: the customer's order of credit transfers, ISO 20022 pain.001.001.09."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from xml.etree import ElementTree as ET

from iskan.core.money import Money

NAMESPACE: Final = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
CURRENCY: Final = "BHD"
LONGEST_NAME, LONGEST_WORDS = 140, 140
# What XML 1.0 cannot hold at all; a name typed elsewhere may hold it.
_NEVER_HELD = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTransfer:
    """One amount for one account; ``end_to_end`` is what both sides know it by, however often it is told."""

    end_to_end: str
    amount: Money
    creditor: str
    iban: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferOrder:
    """All transfers of one file, paid from one account on one day; a bank takes a ``message_id`` once."""

    message_id: str
    made_at: datetime
    execute_on: date
    debtor: str
    debtor_iban: str
    transfers: Sequence[CreditTransfer]

    @property
    def total(self) -> Money:
        return Money(sum(one.amount.fils for one in self.transfers))


def decimal(amount: Money) -> str:
    """Return an amount as the standard writes it: dinars, a point and three digits."""
    return f"{amount.fils // 1000}.{amount.fils % 1000:03d}"


def as_document(order: TransferOrder) -> bytes:
    """Return an order as a document; of the same order it is the same to the byte."""
    root = ET.Element("Document", {"xmlns": NAMESPACE})
    whole = ET.SubElement(root, "CstmrCdtTrfInitn")
    head = ET.SubElement(whole, "GrpHdr")
    _say(head, "MsgId", order.message_id)
    _say(head, "CreDtTm", order.made_at.astimezone(UTC).isoformat(timespec="seconds"))
    _count(head, order)
    _say(head, "InitgPty/Nm", order.debtor[:LONGEST_NAME])
    batch = ET.SubElement(whole, "PmtInf")
    _say(batch, "PmtInfId", order.message_id)
    _say(batch, "PmtMtd", "TRF")
    _count(batch, order)
    _say(batch, "ReqdExctnDt/Dt", order.execute_on.isoformat())
    _say(batch, "Dbtr/Nm", order.debtor[:LONGEST_NAME])
    _say(batch, "DbtrAcct/Id/IBAN", order.debtor_iban)
    _say(batch, "DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED")
    for transfer in order.transfers:
        _transfer(ET.SubElement(batch, "CdtTrfTxInf"), transfer)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _count(parent: ET.Element, order: TransferOrder) -> None:
    _say(parent, "NbOfTxs", str(len(order.transfers)))
    _say(parent, "CtrlSum", decimal(order.total))


def _transfer(parent: ET.Element, transfer: CreditTransfer) -> None:
    _say(parent, "PmtId/EndToEndId", transfer.end_to_end)
    amount = _say(parent, "Amt/InstdAmt", decimal(transfer.amount))
    amount.set("Ccy", CURRENCY)
    _say(parent, "Cdtr/Nm", _NEVER_HELD.sub("", transfer.creditor)[:LONGEST_NAME])
    _say(parent, "CdtrAcct/Id/IBAN", transfer.iban)
    _say(parent, "RmtInf/Ustrd", _NEVER_HELD.sub("", transfer.words)[:LONGEST_WORDS])


def _say(parent: ET.Element, path: str, words: str) -> ET.Element:
    for name in path.split("/"):
        parent = ET.SubElement(parent, name)
    parent.text = words
    return parent
