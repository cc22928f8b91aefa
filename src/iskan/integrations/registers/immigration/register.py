"""The nationality and residence register: permanent residence, days abroad and permits."""

from typing import Final

from iskan.core.personal_data import DataKind
from iskan.core.text import Text
from iskan.integrations.register import Lookup, Register
from iskan.integrations.registers.immigration.facts import derive
from iskan.integrations.registers.immigration.records import ResidenceRecord
from iskan.integrations.registers.immigration.words import CODES, FIELDS
from iskan.integrations.xroad import XRoadMember

RESIDENCE: Final = Lookup(service="residence", record=ResidenceRecord)

REGISTER: Final = Register(
    code="immigration",
    name=Text(ar="سجل الجنسية والإقامة", en="Nationality and residence register"),
    keeper=Text(ar="شؤون الجنسية والجوازات والإقامة", en="Nationality, Passports and Residence Affairs"),
    tells=Text(
        ar="الجنسية، والإقامة الدائمة، وعدد أيام الغياب عن البحرين في السنة الماضية، ورخصة الإقامة",
        en="Nationality, permanent residence, days abroad in the last year, and the residence permit",
    ),
    holds=(DataKind.IDENTITY, DataKind.RESIDENCE),
    fields=FIELDS,
    codes=CODES,
    member=XRoadMember.parse("BH/GOV/NPRA/RESIDENCE"),
    lookups=(RESIDENCE,),
    derive=derive,
    facts=("permanently_resident",),
    speaks_of=lambda record: not record.permanently_resident,
    tells_changes=True,
)
