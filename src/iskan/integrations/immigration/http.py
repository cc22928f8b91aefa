"""The nationality and residence register over the data exchange."""

from functools import partial

from iskan.core.registers import ResidenceRecord, decode
from iskan.integrations.exchange import RegisterClient
from iskan.integrations.inquiry import Inquiry


class HttpImmigration:
    def __init__(self, client: RegisterClient) -> None:
        self._client = client

    def residence(self, inquiry: Inquiry) -> ResidenceRecord:
        return self._client.ask(service="residence", inquiry=inquiry, read=partial(decode, ResidenceRecord))
