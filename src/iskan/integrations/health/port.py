"""The disability register: whether a person has a registered disability, and of what type."""

from typing import Final, Protocol

from iskan.core.registers import DisabilityRecord
from iskan.core.text import Text
from iskan.integrations.inquiry import Inquiry
from iskan.integrations.xroad import Member, Register

REGISTER: Final = Register(
    code="health",
    name=Text("سجل الإعاقة", "Disability register"),
    keeper=Text("وزارة الصحة", "Ministry of Health"),
    member=Member.parse("BH/GOV/MOH/DISABILITY"),
    services=("disability",),
)


class Health(Protocol):
    """What we ask of the register; each method asks about the inquiry's subject."""

    def disability(self, inquiry: Inquiry) -> DisabilityRecord:
        """Return whether a disability is registered, and its type; no other health data travels."""
        ...
