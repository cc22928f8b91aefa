"""The labour register: whether a person works, seeks work or does neither."""

from typing import Final

from iskan.core.personal_data import DataKind
from iskan.core.text import Text
from iskan.integrations.register import Lookup, Register
from iskan.integrations.registers.labour.facts import derive
from iskan.integrations.registers.labour.records import LabourRecord
from iskan.integrations.registers.labour.words import CODES, FIELDS
from iskan.integrations.xroad import XRoadMember

WORK: Final = Lookup(service="work", record=LabourRecord)

REGISTER: Final = Register(
    code="labour",
    name=Text(ar="سجل العمل", en="Labour register"),
    keeper=Text(ar="وزارة العمل", en="Ministry of Labour"),
    tells=Text(ar="هل يعمل الشخص، وجهة عمله ومنذ متى", en="Whether a person works, for whom and since when"),
    holds=(DataKind.IDENTITY, DataKind.WORK),
    fields=FIELDS,
    codes=CODES,
    member=XRoadMember.parse("BH/GOV/MOL/WORK"),
    lookups=(WORK,),
    derive=derive,
)
