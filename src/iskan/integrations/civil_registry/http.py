"""The population register over the data exchange."""

from functools import partial

from iskan.core.registers import HouseholdRecord, PersonRecord, decode
from iskan.integrations.exchange import RegisterClient
from iskan.integrations.inquiry import Inquiry


class HttpCivilRegistry:
    def __init__(self, client: RegisterClient) -> None:
        self._client = client

    def person(self, inquiry: Inquiry) -> PersonRecord:
        return self._client.ask(service="person", inquiry=inquiry, read=partial(decode, PersonRecord))

    def household(self, inquiry: Inquiry) -> HouseholdRecord:
        return self._client.ask(service="household", inquiry=inquiry, read=partial(decode, HouseholdRecord))
