"""The land register: what a person owns or owned, with its area, share and dates."""

from typing import Final

from iskan.core.personal_data import DataKind
from iskan.core.text import Text
from iskan.integrations.register import Lookup, Register
from iskan.integrations.registers.land_registry.facts import derive
from iskan.integrations.registers.land_registry.records import PropertyRecord
from iskan.integrations.registers.land_registry.words import CODES, FIELDS
from iskan.integrations.xroad import XRoadMember

PROPERTIES: Final = Lookup(service="properties", record=PropertyRecord, is_list=True)

REGISTER: Final = Register(
    code="land_registry",
    name=Text(ar="السجل العقاري", en="Land register"),
    keeper=Text(ar="جهاز المساحة والتسجيل العقاري", en="Survey and Land Registration Bureau"),
    tells=Text(
        ar="ما يملكه الشخص أو ملكه من عقارات: الحصة والمساحة والتاريخ والموقع",
        en="What a person owns or owned: share, area, dates and place",
    ),
    holds=(DataKind.IDENTITY, DataKind.PROPERTY),
    fields=FIELDS,
    codes=CODES,
    member=XRoadMember.parse("BH/GOV/SLRB/REGISTER"),
    lookups=(PROPERTIES,),
    derive=derive,
    facts=("properties",),
    tells_changes=True,
)
