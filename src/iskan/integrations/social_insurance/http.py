"""The social insurance register over the data exchange."""

from functools import partial

from iskan.core.registers import WageRecord, decode
from iskan.integrations.exchange import RegisterClient
from iskan.integrations.inquiry import Inquiry


class HttpSocialInsurance:
    def __init__(self, client: RegisterClient) -> None:
        self._client = client

    def wage(self, inquiry: Inquiry) -> WageRecord:
        return self._client.ask(service="wage", inquiry=inquiry, read=partial(decode, WageRecord))
