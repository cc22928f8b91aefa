"""Files for a bank and from it: written as the standard's own schema wants them, read within their budgets."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from iskan.core.bank_files.answers import (
    TransferStatus,
    TransferTold,
    read_statement,
    read_status_report,
)
from iskan.core.bank_files.credit_transfers import CreditTransfer, TransferOrder, as_document
from iskan.core.bank_files.guarded_xml import NotReadable, read_document
from iskan.core.money import Money
from iskan.integrations.treasury.documents import TransferLine, statement_document, status_document

# The standard's own schemas (ISO 20022), as its maintainers publish them.
SCHEMAS = Path(__file__).parent / "schemas"
AT, DAY = datetime(2026, 3, 1, 9, 30, tzinfo=UTC), date(2026, 3, 1)
IBAN, OURS = "BH67BMAG00001299123456", "BH39NBOB00001000000001"


def schema(kind: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(gzip.decompress((SCHEMAS / f"{kind}.xsd.gz").read_bytes())))


def order(*transfers: CreditTransfer) -> TransferOrder:
    return TransferOrder(
        message_id="ISKAN-23456-789AB", made_at=AT, execute_on=DAY, debtor="Ministry", debtor_iban=OURS,
        transfers=transfers,
    )  # fmt: skip


def transfer(
    number: str = "A-1", fils: int = 100_000, creditor: str = "Zainab Ahmed", words: str = "x"
) -> CreditTransfer:
    return CreditTransfer(end_to_end=number, amount=Money(fils), creditor=creditor, iban=IBAN, words=words)


@given(
    creditor=st.text(min_size=1, max_size=200).filter(str.strip),
    words=st.text(min_size=1, max_size=200).filter(str.strip),
    fils=st.integers(min_value=1, max_value=10**11),
)
def test_an_order_is_what_the_standard_asks_whatever_a_name_holds(creditor: str, words: str, fils: int) -> None:
    creditor, words = f"س {creditor}", f"Deposit <& {words}"
    wanted = order(transfer(fils=fils, creditor=creditor, words=words), transfer("A-2"))
    written = as_document(wanted)
    schema("pain.001.001.09").assertValid(etree.fromstring(written))
    read = read_document(written).one("CstmrCdtTrfInitn")
    assert Money.bhd(read.said("GrpHdr", "CtrlSum")) == wanted.total == Money(fils + 100_000)
    assert [one.said("PmtId", "EndToEndId") for one in read.all("PmtInf", "CdtTrfTxInf")] == ["A-1", "A-2"]
    assert as_document(wanted) == written


def test_a_status_is_read_for_the_order_and_each_transfer() -> None:
    lines = [TransferLine("A-1", 1, IBAN, "ACSC", ""), TransferLine("A-2", 1, IBAN, "RJCT", "AC04"),
             TransferLine("A-3", 1, IBAN, "ACSP", "")]  # fmt: skip
    written = status_document("ISKAN-23456-789AB", 1, AT, lines)
    schema("pain.002.001.12").assertValid(etree.fromstring(written))
    report = read_status_report(written)
    assert (report.order_id, report.status) == ("ISKAN-23456-789AB", TransferStatus.PENDING)
    assert report.transfers == (
        TransferTold(end_to_end="A-1", status=TransferStatus.PAID),
        TransferTold(end_to_end="A-2", status=TransferStatus.REFUSED, reason="AC04"),
        TransferTold(end_to_end="A-3", status=TransferStatus.PENDING),
    )


STATUS = (
    '<Document xmlns="urn:x"><CstmrPmtStsRpt><GrpHdr><MsgId>m</MsgId></GrpHdr><OrgnlGrpInfAndSts>'
    "<OrgnlMsgId>o</OrgnlMsgId>{group}</OrgnlGrpInfAndSts>{batch}</CstmrPmtStsRpt></Document>"
)
WHY = "<StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>"


@pytest.mark.parametrize(
    ("group", "batch"),
    [
        (f"<GrpSts>RJCT</GrpSts>{WHY}", ""),
        ("", f"<OrgnlPmtInfAndSts><PmtInfSts>RJCT</PmtInfSts>{WHY}</OrgnlPmtInfAndSts>"),
    ],
)
def test_an_order_refused_as_a_whole_says_so(group: str, batch: str) -> None:
    report = read_status_report(STATUS.format(group=group, batch=batch).encode())
    assert (report.status, report.reason, report.transfers) == (TransferStatus.REFUSED, "AM04", ())


def test_the_amount_a_bank_names_is_read_in_dinars_alone() -> None:
    batch = (
        "<OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>A-1</OrgnlEndToEndId><TxSts>ACCC</TxSts><OrgnlTxRef><Amt>"
        '<InstdAmt Ccy="{currency}">{amount}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts></OrgnlPmtInfAndSts>'
    )

    def told(currency: str, amount: str) -> bytes:
        return STATUS.format(group="", batch=batch.format(currency=currency, amount=amount)).encode()

    assert read_status_report(told("BHD", "7.5")).transfers[0].amount == Money(7500)
    for wrong in (told("USD", "7.5"), told("BHD", "much")):
        with pytest.raises(NotReadable):
            read_status_report(wrong)


def test_a_statement_tells_what_left_and_what_came_back() -> None:
    paid, returned = TransferLine("A-1", 1500, IBAN, "", ""), TransferLine("A-1", 1500, IBAN, "", "AC04")
    written = statement_document(DAY, OURS, AT, [(paid, True), (returned, False)])
    schema("camt.053.001.08").assertValid(etree.fromstring(written))
    statement = read_statement(written)
    assert statement.iban == OURS
    assert statement.transfers == (
        TransferTold(end_to_end="A-1", status=TransferStatus.PAID, amount=Money(1500)),
        TransferTold(end_to_end="A-1", status=TransferStatus.RETURNED, reason="AC04", amount=Money(1500)),
    )


def test_what_is_pending_or_bears_no_number_is_not_told_and_an_entry_of_many_names_each_amount() -> None:
    line = "<TxDtls><Refs><EndToEndId>{}</EndToEndId></Refs></TxDtls>"
    entry = '<Ntry><Amt Ccy="BHD">3</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>{}</Sts><NtryDtls>{}</NtryDtls></Ntry>'
    lines = line.format("A-1") + line.format("NOTPROVIDED") + line.format("")
    words = (
        "<Document><BkToCstmrStmt><GrpHdr><MsgId>m</MsgId></GrpHdr><Stmt>"
        f"{entry.format('PDNG', lines)}{entry.format('BOOK', lines)}{entry.format('BOOK', line.format('A-2'))}"
        "</Stmt></BkToCstmrStmt></Document>"
    )
    told = read_statement(words.encode()).transfers
    assert [(one.end_to_end, one.amount) for one in told] == [("A-1", None), ("A-2", Money(3000))]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<a>",
        b"<a/>" * 2,
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>',
        b"<a>" * 30 + b"</a>" * 30,
        b"<a>" + b"<b/>" * 400_001 + b"</a>",
        b"<a>" + b" " * (8 * 1024 * 1024) + b"</a>",
        b"<a>\xff\xfe</a>",
        STATUS.format(group="", batch="").replace("<MsgId>m", "<MsgId>").encode(),
        STATUS.format(group="", batch="").replace("<MsgId>m", f"<MsgId>{'m' * 36}").encode(),
        b"<Document/>",
    ],
    ids=["empty", "cut", "two", "outside", "entities", "deep", "many", "long", "bytes", "no-id", "long-id", "nothing"],
)
def test_what_no_bank_sends_is_not_read(content: bytes) -> None:
    with pytest.raises(NotReadable):
        read_status_report(content)
