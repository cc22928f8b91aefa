"""The disability register over the data exchange."""

from functools import partial

from iskan.core.registers import DisabilityRecord, decode
from iskan.integrations.exchange import RegisterClient
from iskan.integrations.inquiry import Inquiry


class HttpHealth:
    def __init__(self, client: RegisterClient) -> None:
        self._client = client

    def disability(self, inquiry: Inquiry) -> DisabilityRecord:
        return self._client.ask(service="disability", inquiry=inquiry, read=partial(decode, DisabilityRecord))
