"""The labour register: whether a person works, seeks work or does neither."""

from typing import Final, Protocol

from iskan.core.registers import LabourRecord
from iskan.core.text import Text
from iskan.integrations.inquiry import Inquiry
from iskan.integrations.xroad import Member, Register

REGISTER: Final = Register(
    code="labour",
    name=Text("سجل العمل", "Labour register"),
    keeper=Text("وزارة العمل", "Ministry of Labour"),
    member=Member.parse("BH/GOV/MOL/WORK"),
    services=("work",),
)


class Labour(Protocol):
    """What we ask of the register; each method asks about the inquiry's subject."""

    def work(self, inquiry: Inquiry) -> LabourRecord:
        """Return the person's standing on the labour market."""
        ...
