"""The chart of accounts: where money that passes through this system is said to be.

No source states the ministry's own chart (domain 5 and supplement name none): these are this system's accounts, which a
month's report brings together with the treasury's.
"""

from typing import Final

from iskan.core.ledger import Account, AccountKind
from iskan.core.offices import DeclaredDepartment
from iskan.core.text import Text

CLEARING: Final = Account(
    code="clearing",
    kind=AccountKind.ASSET,
    name=Text(ar="مقبوضات لدى مزود خدمة الدفع", en="Received by the payment provider"),
)
BANK: Final = Account(
    code="bank", kind=AccountKind.ASSET, name=Text(ar="حساب التحصيل لدى المصرف", en="Collection account at the bank")
)
OWED_TO_PAYERS: Final = Account(
    code="owed_to_payers",
    kind=AccountKind.LIABILITY,
    name=Text(ar="مبالغ مستحقة الرد إلى دافعيها", en="Owed back to payers"),
)
PROVIDER_COSTS: Final = Account(
    code="provider_costs",
    kind=AccountKind.EXPENSE,
    name=Text(ar="عمولة مزود خدمة الدفع", en="The payment provider's commission"),
)

PAYABLE: Final = Account(
    code="payable",
    kind=AccountKind.LIABILITY,
    name=Text(ar="مبالغ تقرر صرفها ولم تُصرف بعد", en="Agreed to be paid out and not paid yet"),
)


def fees_of(department: DeclaredDepartment) -> Account:
    """Return the account of the fees an office earned."""
    return Account(
        code=f"fees:{department.code}",
        kind=AccountKind.INCOME,
        name=Text(ar="رسوم {office}", en="Fees of {office}").format(office=department.name),
        department=department.code,
    )


def deposits_of(department: DeclaredDepartment) -> Account:
    """Return the account of the deposits an office holds and owes back."""
    return Account(
        code=f"deposits:{department.code}",
        kind=AccountKind.LIABILITY,
        name=Text(ar="تأمينات لدى {office}", en="Deposits held by {office}").format(office=department.name),
        department=department.code,
    )


def spent_by(department: DeclaredDepartment) -> Account:
    """Return the account of what an office spends on those it supports."""
    return Account(
        code=f"support:{department.code}",
        kind=AccountKind.EXPENSE,
        name=Text(ar="مبالغ الدعم من {office}", en="Support paid by {office}").format(office=department.name),
        department=department.code,
    )
