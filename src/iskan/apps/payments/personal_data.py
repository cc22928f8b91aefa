"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Given, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import (
    AUDITORS,
    COLLECT,
    FILE,
    FINANCE_OFFICIALS,
    NOBODY,
    OF_THE_SYSTEM,
    PAYING_BANK,
    PAYMENT_PROVIDER,
    REACH,
    WORKING_NOTES,
)

_BY_PAYMENT = "payment__charge"

HELD: Final = (
    Held(
        model="payments.LedgerAccount",
        what=Text(ar="حسابات دفتر الأستاذ", en="Accounts of the ledger"),
        purpose=COLLECT,
        receivers=(AUDITORS,),
        plain=fields("id code kind name_ar name_en department"),
    ),
    Held(
        model="payments.LedgerPosting",
        what=Text(ar="قيود دفتر الأستاذ", en="Postings of the ledger"),
        purpose=COLLECT,
        receivers=(AUDITORS,),
        plain=fields("id kind subject at"),
    ),
    Held(
        model="payments.LedgerEntry",
        what=Text(ar="أطراف القيود", en="Entries of the ledger"),
        purpose=COLLECT,
        receivers=(AUDITORS,),
        plain=fields("id posting account fils"),
    ),
    Held(
        model="payments.Charge",
        what=Text(ar="الرسوم والتأمينات المستحقة", en="Fees and deposits due"),
        purpose=COLLECT,
        receivers=FILE,
        personal={
            **of_kind(DataKind.IDENTITY, "payer"),
            **of_kind(DataKind.COURSE, "case_reference state"),
            **of_kind(DataKind.MONEY, "fils"),
        },
        plain=fields("id reference kind name_ar name_en account is_refundable raised_at settled_at"),
        given=Given(account=("payer",)),
    ),
    Held(
        model="payments.Payment",
        what=Text(ar="محاولات الدفع", en="Attempts at paying"),
        purpose=COLLECT,
        receivers=(*FILE, PAYMENT_PROVIDER),
        personal={**of_kind(DataKind.IDENTITY, "started_by"), **of_kind(DataKind.MONEY, "state")},
        plain=fields("id reference charge provider_id page_url started_at expires_at ended_at asked_at"),
        given=Given(account=("charge__payer",), without=("page_url",)),
    ),
    Held(
        model="payments.Capture",
        what=Text(ar="المبالغ الواردة", en="Money received"),
        purpose=COLLECT,
        receivers=(*FILE, PAYMENT_PROVIDER),
        personal=of_kind(DataKind.MONEY, "fils method use"),
        plain=fields("id provider_id payment captured_at recorded_at"),
        given=Given(account=(f"{_BY_PAYMENT}__payer",)),
    ),
    Held(
        model="payments.Refund",
        what=Text(ar="المبالغ المردودة", en="Money given back"),
        purpose=COLLECT,
        receivers=(*FILE, PAYMENT_PROVIDER),
        personal={**of_kind(DataKind.MONEY, "fils reason state"), **of_kind(DataKind.WORDS, "words")},
        plain=fields("id reference capture asked_at ended_at"),
        given=Given(account=(f"capture__{_BY_PAYMENT}__payer",)),
    ),
    Held(
        model="payments.ProviderNotice",
        what=Text(ar="إشعارات مزود خدمة الدفع", en="Notices of the payment provider"),
        purpose=COLLECT,
        receivers=(NOBODY,),
        personal=of_kind(DataKind.MONEY, "body"),
        plain=fields("id notice_id payment_reference received_at handled_at"),
        given=OF_THE_SYSTEM,
    ),
    Held(
        model="payments.Settlement",
        what=Text(ar="تسويات مزود خدمة الدفع", en="Settlements of the payment provider"),
        purpose=COLLECT,
        receivers=(AUDITORS, FINANCE_OFFICIALS),
        plain=fields("id day received_at captured_fils refunded_fils commission_fils"),
    ),
    Held(
        model="payments.SettlementLine",
        what=Text(ar="أسطر التسويات", en="Lines of the settlements"),
        purpose=COLLECT,
        receivers=(AUDITORS, FINANCE_OFFICIALS),
        plain=fields("id settlement kind number payment_reference fils commission_fils"),
    ),
    Held(
        model="payments.Difference",
        what=Text(ar="فروق التسويات", en="Differences found in settlements"),
        purpose=COLLECT,
        receivers=(AUDITORS, FINANCE_OFFICIALS),
        plain=fields("id settlement kind number payment_reference ours_fils theirs_fils found_at"),
    ),
    Held(
        model="payments.DifferenceClosure",
        what=Text(ar="ما انتهى إليه النظر في الفروق", en="What differences were found to be"),
        purpose=COLLECT,
        receivers=(AUDITORS, FINANCE_OFFICIALS),
        personal={**of_kind(DataKind.STAFF, "by"), **of_kind(DataKind.WORDS, "reason")},
        plain=fields("id difference at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="payments.Payout",
        what=Text(ar="المبالغ التي تقرر صرفها", en="What is paid out"),
        purpose=REACH,
        receivers=(*FILE, FINANCE_OFFICIALS),
        personal={
            **of_kind(DataKind.IDENTITY, "payee"),
            **of_kind(DataKind.COURSE, "case_reference state"),
            **of_kind(DataKind.MONEY, "fils iban"),
        },
        plain=fields("id reference event account charge refund name_ar name_en agreed_at ended_at"),
        given=Given(account=("payee",)),
    ),
    Held(
        model="payments.PaymentFile",
        what=Text(ar="ملفات الصرف", en="Payment files"),
        purpose=REACH,
        receivers=(AUDITORS, FINANCE_OFFICIALS, PAYING_BANK),
        plain=fields("id message_id made_at execute_on debtor debtor_iban count fils digest state handed_at ended_at"),
    ),
    Held(
        model="payments.Transfer",
        what=Text(ar="التحويلات إلى حسابات المستحقين", en="Transfers to accounts"),
        purpose=REACH,
        receivers=(*FILE, FINANCE_OFFICIALS, PAYING_BANK),
        personal={
            **of_kind(DataKind.IDENTITY, "holder"),
            **of_kind(DataKind.MONEY, "iban fils outcome reason"),
        },
        plain=fields("id end_to_end payout file answered_at"),
        given=Given(account=("payout__payee",)),
    ),
    Held(
        model="payments.BankDocument",
        what=Text(ar="ردود المصرف على ملفات الصرف", en="The bank's answers to payment files"),
        purpose=REACH,
        receivers=(AUDITORS, FINANCE_OFFICIALS),
        plain=fields("id kind place file message_id digest told_count strange received_at"),
    ),
)
