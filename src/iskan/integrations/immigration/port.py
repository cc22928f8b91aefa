"""The nationality and residence register: permanent residence, days abroad and permits."""

from typing import Final, Protocol

from iskan.core.registers import ResidenceRecord
from iskan.core.text import Text
from iskan.integrations.inquiry import Inquiry
from iskan.integrations.xroad import Member, Register

REGISTER: Final = Register(
    code="immigration",
    name=Text("سجل الجنسية والإقامة", "Nationality and residence register"),
    keeper=Text("شؤون الجنسية والجوازات والإقامة", "Nationality, Passports and Residence Affairs"),
    member=Member.parse("BH/GOV/NPRA/RESIDENCE"),
    services=("residence",),
)


class Immigration(Protocol):
    """What we ask of the register; each method asks about the inquiry's subject."""

    def residence(self, inquiry: Inquiry) -> ResidenceRecord:
        """Return where the person lives in law, and a foreigner's permit."""
        ...
