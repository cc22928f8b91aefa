"""What the stand-in of a bank writes: the status of an order (pain.002.001.12) and a statement (camt.053.001.08)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape

from iskan.core.bank_files.credit_transfers import CURRENCY, decimal
from iskan.core.money import Money

_ISO = "urn:iso:std:iso:20022:tech:xsd"


@dataclass(slots=True)
class TransferLine:
    """A transfer of an order and how it stands; without a status nothing was done yet."""

    end_to_end: str
    fils: int
    iban: str
    status: str
    reason: str


def status_document(order_id: str, number: int, at: datetime, lines: Iterable[TransferLine]) -> bytes:
    """Return the status of an order and of each of its transfers."""
    told = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{escape(line.end_to_end)}</OrgnlEndToEndId><TxSts>{line.status}</TxSts>"
        f"{_reason(line.reason)}</TxInfAndSts>"
        for line in lines
    )
    return _document(
        "pain.002.001.12",
        f"<CstmrPmtStsRpt><GrpHdr><MsgId>{escape(order_id)}-{number}</MsgId><CreDtTm>{_time(at)}</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{escape(order_id)}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
        f"<GrpSts>ACTC</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>{escape(order_id)}</OrgnlPmtInfId>"
        f"{told}</OrgnlPmtInfAndSts></CstmrPmtStsRpt>",
    )


def statement_document(day: date, iban: str, at: datetime, booked: Sequence[tuple[TransferLine, bool]]) -> bytes:
    """Return what left the account on a day (marked) and what came back to it."""
    zero = f'<Amt Ccy="{CURRENCY}">0.000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day.isoformat()}</Dt></Dt>'
    balance = f"<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>{zero}</Bal>"
    return _document(
        "camt.053.001.08",
        f"<BkToCstmrStmt><GrpHdr><MsgId>STMT-{day:%Y%m%d}</MsgId><CreDtTm>{_time(at)}</CreDtTm></GrpHdr><Stmt>"
        f"<Id>STMT-{day:%Y%m%d}</Id><CreDtTm>{_time(at)}</CreDtTm><Acct><Id><IBAN>{iban}</IBAN></Id></Acct>{balance}"
        f"{''.join(_entry(line, is_debit=is_debit) for line, is_debit in booked)}</Stmt></BkToCstmrStmt>",
    )


def _entry(line: TransferLine, *, is_debit: bool) -> str:
    amount = f'<Amt Ccy="{CURRENCY}">{decimal(Money(line.fils))}</Amt>'
    way = f"<CdtDbtInd>{'DBIT' if is_debit else 'CRDT'}</CdtDbtInd>"
    returned = "" if is_debit else f"<RtrInf><Rsn><Cd>{line.reason}</Cd></Rsn></RtrInf>"
    return (
        f"<Ntry>{amount}{way}<Sts><Cd>BOOK</Cd></Sts><BkTxCd/><NtryDtls><TxDtls><Refs>"
        f"<EndToEndId>{escape(line.end_to_end)}</EndToEndId></Refs>{amount}{way}{returned}</TxDtls></NtryDtls></Ntry>"
    )


def _reason(code: str) -> str:
    return f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf>" if code else ""


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _document(kind: str, within: str) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{_ISO}:{kind}">'
    return f"{head}{within}</Document>".encode()
