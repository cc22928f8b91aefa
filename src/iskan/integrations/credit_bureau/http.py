"""The credit reference register over the data exchange."""

from functools import partial

from iskan.core.registers import CreditRecord, decode
from iskan.integrations.exchange import RegisterClient
from iskan.integrations.inquiry import Consent, ConsentMissing, Inquiry


class HttpCreditBureau:
    def __init__(self, client: RegisterClient) -> None:
        self._client = client

    def home_finance(self, inquiry: Inquiry, consent: Consent) -> CreditRecord:
        if not consent.covers(inquiry):
            raise ConsentMissing(self._client.register.code)
        return self._client.ask(
            service="home-finance",
            inquiry=inquiry,
            read=partial(decode, CreditRecord),
            declaration=consent.reference,
            declared_at=consent.declared_at.isoformat(),
        )
