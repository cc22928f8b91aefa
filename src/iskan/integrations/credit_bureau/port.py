"""The credit reference bureau: whether a person has or had home finance, and nothing else."""

from typing import Final, Protocol

from iskan.core.registers import CreditRecord
from iskan.core.text import Text
from iskan.integrations.inquiry import Consent, Inquiry
from iskan.integrations.xroad import Member, Register

REGISTER: Final = Register(
    code="credit_bureau",
    name=Text("سجل المعلومات الائتمانية", "Credit reference register"),
    keeper=Text("مركز البحرين للمعلومات الائتمانية", "Bahrain Credit Reference Bureau"),
    member=Member.parse("BH/COM/BENEFIT/CREDIT-REPORTS"),
    services=("home-finance",),
)


class CreditBureau(Protocol):
    """What we ask of the register; each method asks about the inquiry's subject."""

    def home_finance(self, inquiry: Inquiry, consent: Consent) -> CreditRecord:
        """Return the home finance the person has or had.

        Raises:
            ConsentMissing: the declaration is another person's, or for another purpose; nothing was asked.
        """
        ...
