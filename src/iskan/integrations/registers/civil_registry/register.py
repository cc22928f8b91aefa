"""The population register: persons, their family and their address."""

from typing import Final

from iskan.core.people import HouseholdRecord, PersonRecord
from iskan.core.personal_data import DataKind
from iskan.core.text import Text
from iskan.integrations.register import Lookup, Register
from iskan.integrations.registers.civil_registry.facts import NAME, derive
from iskan.integrations.registers.civil_registry.words import CODES, FIELDS
from iskan.integrations.xroad import XRoadMember

PERSON: Final = Lookup(service="person", record=PersonRecord)
HOUSEHOLD: Final = Lookup(service="household", record=HouseholdRecord, names_family=True)

REGISTER: Final = Register(
    code="civil_registry",
    name=NAME,
    keeper=Text(ar="هيئة المعلومات والحكومة الإلكترونية", en="Information & eGovernment Authority"),
    tells=Text(
        ar="الاسم وتاريخ الميلاد والجنس والجنسية والحالة الاجتماعية والعنوان، وأفراد الأسرة",
        en="Name, day of birth, sex, nationality, marital status and address, and who is in the family",
    ),
    holds=(DataKind.IDENTITY, DataKind.CONTACT, DataKind.FAMILY),
    fields=FIELDS,
    codes=CODES,
    member=XRoadMember.parse("BH/GOV/IGA/POPULATION"),
    lookups=(PERSON, HOUSEHOLD),
    derive=derive,
    facts=(
        "birth_date",
        "sex",
        "bahraini",
        "marital_status",
        "bahraini_minor_children",
        "minor_siblings",
        "lives_with_bahraini_parent",
        "spouse_bahraini",
        "has_children",
    ),
    tells_changes=True,
)
