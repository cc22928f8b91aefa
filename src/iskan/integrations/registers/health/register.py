"""The disability register: whether one is registered, and its type; no other health data travels."""

from typing import Final

from iskan.core.personal_data import DataKind
from iskan.core.text import Text
from iskan.integrations.register import Lookup, Register
from iskan.integrations.registers.health.facts import derive
from iskan.integrations.registers.health.records import DisabilityRecord
from iskan.integrations.registers.health.words import CODES, FIELDS
from iskan.integrations.xroad import XRoadMember

DISABILITY: Final = Lookup(service="disability", record=DisabilityRecord)

REGISTER: Final = Register(
    code="health",
    name=Text(ar="سجل الإعاقة", en="Disability register"),
    keeper=Text(ar="وزارة الصحة", en="Ministry of Health"),
    tells=Text(
        ar="هل للشخص إعاقة مسجلة، ونوعها وتاريخ تسجيلها، ولا شيء غير ذلك من بياناته الصحية",
        en="Whether a disability is registered, of what kind and since when, and no other health data",
    ),
    holds=(DataKind.IDENTITY, DataKind.HEALTH),
    fields=FIELDS,
    codes=CODES,
    member=XRoadMember.parse("BH/GOV/MOH/DISABILITY"),
    lookups=(DISABILITY,),
    derive=derive,
    speaks_of=lambda record: record.has_disability and record.type is not None,
    tells_changes=True,
)
