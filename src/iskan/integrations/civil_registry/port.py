"""The population register: persons, their family and their address."""

from typing import Final, Protocol

from iskan.core.registers import HouseholdRecord, PersonRecord
from iskan.core.text import Text
from iskan.integrations.inquiry import Inquiry
from iskan.integrations.xroad import Member, Register

REGISTER: Final = Register(
    code="civil_registry",
    name=Text("سجل السكان", "Population register"),
    keeper=Text("هيئة المعلومات والحكومة الإلكترونية", "Information & eGovernment Authority"),
    member=Member.parse("BH/GOV/IGA/POPULATION"),
    services=("person", "household"),
)


class CivilRegistry(Protocol):
    """What we ask of the register; each method asks about the inquiry's subject."""

    def person(self, inquiry: Inquiry) -> PersonRecord:
        """Return the person asked about, with their address."""
        ...

    def household(self, inquiry: Inquiry) -> HouseholdRecord:
        """Return their family: who lives with them, and spouses and minor children elsewhere."""
        ...
