"""The courts' personal status register: marriage, divorce, custody and death."""

from typing import Final, Protocol

from iskan.core.registers import PersonalStatusRecord
from iskan.core.text import Text
from iskan.integrations.inquiry import Inquiry
from iskan.integrations.xroad import Member, Register

REGISTER: Final = Register(
    code="justice",
    name=Text("سجل الأحوال الشخصية", "Personal status register"),
    keeper=Text("وزارة العدل والشؤون الإسلامية والأوقاف", "Ministry of Justice, Islamic Affairs and Waqf"),
    member=Member.parse("BH/GOV/MOJ/PERSONAL-STATUS"),
    services=("personal-status",),
)


class Justice(Protocol):
    """What we ask of the register; each method asks about the inquiry's subject."""

    def personal_status(self, inquiry: Inquiry) -> PersonalStatusRecord:
        """Return the marriages, divorces, custody and deaths that touch the person."""
        ...
