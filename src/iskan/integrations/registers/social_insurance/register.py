"""The social insurance register: wages, pensions and who is insured."""

from typing import Final

from iskan.core.personal_data import DataKind
from iskan.core.text import Text
from iskan.integrations.register import Lookup, Register
from iskan.integrations.registers.social_insurance.facts import derive
from iskan.integrations.registers.social_insurance.records import WageRecord
from iskan.integrations.registers.social_insurance.words import CODES, FIELDS
from iskan.integrations.xroad import XRoadMember

WAGE: Final = Lookup(service="wage", record=WageRecord)

REGISTER: Final = Register(
    code="social_insurance",
    name=Text(ar="سجل التأمين الاجتماعي", en="Social insurance register"),
    keeper=Text(ar="الهيئة العامة للتأمين الاجتماعي", en="Social Insurance Organization"),
    tells=Text(
        ar="الأجر والعلاوات والمعاش وجهة العمل والتأمين", en="Wage, allowances, pension, employer and insurance"
    ),
    holds=(DataKind.IDENTITY, DataKind.MONEY, DataKind.WORK),
    fields=FIELDS,
    codes=CODES,
    member=XRoadMember.parse("BH/GOV/SIO/INSURANCE"),
    lookups=(WAGE,),
    derive=derive,
    facts=("employment", "basic_salary", "fixed_allowances", "other_allowances"),
    tells_changes=True,
)
