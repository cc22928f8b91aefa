"""The personal status register over the data exchange."""

from functools import partial

from iskan.core.registers import PersonalStatusRecord, decode
from iskan.integrations.exchange import RegisterClient
from iskan.integrations.inquiry import Inquiry


class HttpJustice:
    def __init__(self, client: RegisterClient) -> None:
        self._client = client

    def personal_status(self, inquiry: Inquiry) -> PersonalStatusRecord:
        return self._client.ask(service="personal-status", inquiry=inquiry, read=partial(decode, PersonalStatusRecord))
