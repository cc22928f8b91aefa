"""The land register over the data exchange."""

from functools import partial

from iskan.core.registers import PropertyRecord, decode_all
from iskan.integrations.exchange import RegisterClient
from iskan.integrations.inquiry import Inquiry


class HttpLandRegistry:
    def __init__(self, client: RegisterClient) -> None:
        self._client = client

    def properties(self, inquiry: Inquiry) -> tuple[PropertyRecord, ...]:
        return self._client.ask(service="properties", inquiry=inquiry, read=partial(decode_all, PropertyRecord))
