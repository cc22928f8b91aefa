"""The X-Road message protocol for REST, version r1: names, paths, headers and errors, for both ends of the wire."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

PROTOCOL: Final = "r1"
CLIENT: Final = "X-Road-Client"
SERVICE: Final = "X-Road-Service"
MESSAGE_ID: Final = "X-Road-Id"
REQUEST_ID: Final = "X-Road-Request-Id"
USER_ID: Final = "X-Road-UserId"
ISSUE: Final = "X-Road-Issue"
ERROR: Final = "X-Road-Error"
REQUEST_HASH: Final = "X-Road-Request-Hash"

ACCESS_DENIED: Final = "Server.ServerProxy.AccessDenied"
SERVICE_FAILED: Final = "Server.ServerProxy.ServiceFailed"
UNKNOWN_SERVICE: Final = "Server.ServerProxy.UnknownService"
BAD_REQUEST: Final = "Client.BadRequest"
ALLOWED_METHODS: Final = "allowedMethods"

_MEMBER_PARTS: Final = 4


class NotAMemberName(ValueError):
    """The words are not instance/class/member/subsystem."""


@dataclass(frozen=True, slots=True)
class XRoadMember:
    """A subsystem on the exchange: who asks, or who answers."""

    instance: str
    member_class: str
    member_code: str
    subsystem: str

    @classmethod
    def parse(cls, words: str) -> "XRoadMember":
        """Read ``instance/class/member/subsystem``, each part percent-encoded."""
        parts = [unquote(part) for part in words.split("/")]
        if len(parts) != _MEMBER_PARTS or not all(parts):
            raise NotAMemberName(words)
        return cls(*parts)

    def __str__(self) -> str:
        parts = (self.instance, self.member_class, self.member_code, self.subsystem)
        return "/".join(quote(part, safe="") for part in parts)

    def path(self, service: str) -> str:
        """Return the path of one service of this subsystem."""
        return f"/{PROTOCOL}/{self}/{quote(service, safe='')}"


def request_hash(headers: dict[str, str], body: bytes) -> str:
    """Return the hash that ties an answer to its question: SHA-512 over the hashes of headers and body."""
    lines = "".join(f"{name.lower()}:{value}\n" for name, value in sorted(headers.items()))
    digest = hashlib.sha512(lines.encode()).digest()
    if body:
        digest = hashlib.sha512(digest + hashlib.sha512(body).digest()).digest()
    return base64.b64encode(digest).decode("ascii")


def is_refusal(status: int, error: str) -> bool:
    """Say whether an answer means that we may not ask this, rather than that something broke."""
    return error == ACCESS_DENIED or error.startswith("Client.") or (not error and status in {400, 401, 403})
