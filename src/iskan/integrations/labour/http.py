"""The labour register over the data exchange."""

from functools import partial

from iskan.core.registers import LabourRecord, decode
from iskan.integrations.exchange import RegisterClient
from iskan.integrations.inquiry import Inquiry


class HttpLabour:
    def __init__(self, client: RegisterClient) -> None:
        self._client = client

    def work(self, inquiry: Inquiry) -> LabourRecord:
        return self._client.ask(service="work", inquiry=inquiry, read=partial(decode, LabourRecord))
