"""The land register: what a person owns or owned, with its area, share and dates."""

from typing import Final, Protocol

from iskan.core.registers import PropertyRecord
from iskan.core.text import Text
from iskan.integrations.inquiry import Inquiry
from iskan.integrations.xroad import Member, Register

REGISTER: Final = Register(
    code="land_registry",
    name=Text("السجل العقاري", "Land register"),
    keeper=Text("جهاز المساحة والتسجيل العقاري", "Survey and Land Registration Bureau"),
    member=Member.parse("BH/GOV/SLRB/REGISTER"),
    services=("properties",),
)


class LandRegistry(Protocol):
    """What we ask of the register; each method asks about the inquiry's subject."""

    def properties(self, inquiry: Inquiry) -> tuple[PropertyRecord, ...]:
        """Return every property held now or before; none is an empty answer, not a missing record."""
        ...
