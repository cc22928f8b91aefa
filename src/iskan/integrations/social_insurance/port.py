"""The social insurance register: wages, pensions and who is insured."""

from typing import Final, Protocol

from iskan.core.registers import WageRecord
from iskan.core.text import Text
from iskan.integrations.inquiry import Inquiry
from iskan.integrations.xroad import Member, Register

REGISTER: Final = Register(
    code="social_insurance",
    name=Text("سجل التأمين الاجتماعي", "Social insurance register"),
    keeper=Text("الهيئة العامة للتأمين الاجتماعي", "Social Insurance Organization"),
    member=Member.parse("BH/GOV/SIO/INSURANCE"),
    services=("wage",),
)


class SocialInsurance(Protocol):
    """What we ask of the register; each method asks about the inquiry's subject."""

    def wage(self, inquiry: Inquiry) -> WageRecord:
        """Return the insured wage or pension; a person without insurance has a record that says so."""
        ...
