"""What the payments remember; each file beside this one holds one part."""

from iskan.apps.payments.models.charges import (
    Capture,
    Charge,
    Difference,
    DifferenceClosure,
    LedgerAccount,
    LedgerEntry,
    LedgerPosting,
    Payment,
    ProviderNotice,
    Refund,
    Settlement,
    SettlementLine,
)
from iskan.apps.payments.models.payouts import BankDocument, PaymentFile, Payout, Transfer

__all__ = [
    "BankDocument",
    "Capture",
    "Charge",
    "Difference",
    "DifferenceClosure",
    "LedgerAccount",
    "LedgerEntry",
    "LedgerPosting",
    "Payment",
    "PaymentFile",
    "Payout",
    "ProviderNotice",
    "Refund",
    "Settlement",
    "SettlementLine",
    "Transfer",
]
