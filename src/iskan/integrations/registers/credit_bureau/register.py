"""The credit reference bureau: whether a person has or had home finance, and nothing else."""

from typing import Final

from iskan.core.personal_data import DataKind
from iskan.core.text import Text
from iskan.integrations.register import Lookup, Register
from iskan.integrations.registers.credit_bureau.facts import derive
from iskan.integrations.registers.credit_bureau.records import CreditRecord
from iskan.integrations.registers.credit_bureau.words import CODES, FIELDS
from iskan.integrations.xroad import XRoadMember

HOME_FINANCE: Final = Lookup(service="home-finance", record=CreditRecord)

REGISTER: Final = Register(
    code="credit_bureau",
    name=Text(ar="سجل المعلومات الائتمانية", en="Credit reference register"),
    keeper=Text(ar="مركز البحرين للمعلومات الائتمانية", en="Bahrain Credit Reference Bureau"),
    tells=Text(
        ar="هل حصل الشخص على تمويل لمسكن، ومتى بدأ وانتهى، ولا شيء غير ذلك",
        en="Whether a person has or had finance for a home, from when to when, and nothing else",
    ),
    holds=(DataKind.IDENTITY, DataKind.MONEY),
    fields=FIELDS,
    codes=CODES,
    member=XRoadMember.parse("BH/COM/BENEFIT/CREDIT-REPORTS"),
    lookups=(HOME_FINANCE,),
    derive=derive,
    facts=("home_finance",),
    needs_consent=True,
    speaks_of=lambda record: record.has_home_finance,
    tells_changes=True,
)
