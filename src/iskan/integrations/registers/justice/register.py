"""The courts' personal status register: marriage, divorce, custody and death."""

from typing import Final

from iskan.core.personal_data import DataKind
from iskan.core.text import Text
from iskan.integrations.register import Lookup, Register
from iskan.integrations.registers.justice.facts import derive
from iskan.integrations.registers.justice.records import PersonalStatusRecord
from iskan.integrations.registers.justice.words import CODES, FIELDS
from iskan.integrations.xroad import XRoadMember

PERSONAL_STATUS: Final = Lookup(service="personal-status", record=PersonalStatusRecord)

REGISTER: Final = Register(
    code="justice",
    name=Text(ar="سجل الأحوال الشخصية", en="Personal status register"),
    keeper=Text(ar="وزارة العدل والشؤون الإسلامية والأوقاف", en="Ministry of Justice, Islamic Affairs and Waqf"),
    tells=Text(ar="عقود الزواج والطلاق وأحكام الحضانة والوفيات", en="Marriages, divorces, custody and deaths"),
    holds=(DataKind.IDENTITY, DataKind.FAMILY),
    fields=FIELDS,
    codes=CODES,
    member=XRoadMember.parse("BH/GOV/MOJ/PERSONAL-STATUS"),
    lookups=(PERSONAL_STATUS,),
    derive=derive,
    facts=("orphan", "custody"),
    tells_changes=True,
)
