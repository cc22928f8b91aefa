"""A time-stamping authority over HTTP (RFC 3161), its tokens checked before they are believed."""

import asyncio
from pathlib import Path

import httpx
from asn1crypto import tsp, x509
from django.conf import settings
from pyhanko.keys import load_certs_from_pemder
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from iskan.integrations.timestamps.check import require_stamp
from iskan.integrations.timestamps.port import (
    BadStamp,
    Stamp,
    TimestampAuthority,
    TimestampsNotConfigured,
    TimestampsUnavailable,
    is_configured,
)

TIMEOUT_SECONDS = 15
LONGEST_ANSWER = 64 * 1024
STAND_IN_CERTIFICATE = Path(__file__).with_name("stand_in") / "certificate.pem"


class TimestampService(TimeStamper):
    """The library's way to an authority: one request, one answer."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # pyHanko leaves it untyped
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        headers = {"Content-Type": "application/timestamp-query", "Accept-Encoding": "identity"}
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS), httpx.AsyncClient(trust_env=False) as client:
                answering = client.stream(
                    "POST", self.url, content=req.dump(), headers=headers, timeout=TIMEOUT_SECONDS
                )
                async with answering as answer:
                    answer.raise_for_status()
                    content = await self._content(answer)
        except (httpx.HTTPError, TimeoutError) as fault:
            raise TimestampRequestError(f"The timestamp service at {self.url} did not answer.") from fault
        return tsp.TimeStampResp.load(content)

    async def _content(self, answer: httpx.Response) -> bytes:
        """Return an answer, read no further than one may be; the bytes are those of the line, never unpacked."""
        content = bytearray()
        async for piece in answer.aiter_raw():
            content += piece
            if len(content) > LONGEST_ANSWER:
                raise TimestampRequestError(f"The timestamp service at {self.url} answered with too much.")
        return bytes(content)


class HttpTimestamps:
    """Asks one authority, and believes what the certificates it is trusted by vouch for."""

    def __init__(self, *, url: str, trusted: list[x509.Certificate]) -> None:
        self._url = url
        self._trusted = trusted

    def stamp(self, digest: bytes) -> Stamp:
        try:
            told = asyncio.run(TimestampService(self._url).async_timestamp(digest, "sha256"))
            token = told.dump()
        except (TimestampRequestError, OSError, ValueError, TypeError, KeyError) as fault:
            raise TimestampsUnavailable(type(fault).__name__) from fault
        return Stamp(token=token, at=require_stamp(token, digest=digest, trusted=self._trusted))


def authority() -> TimestampAuthority:
    """Return this process's way to the configured authority, or raise `TimestampsNotConfigured`."""
    if not is_configured():
        raise TimestampsNotConfigured
    return HttpTimestamps(url=settings.ISKAN_TIMESTAMP_URL, trusted=trusted_certificates())


def trusted_certificates() -> list[x509.Certificate]:
    """Return what vouches for tokens: the certificates named in the settings, or outside production the stand-in's."""
    path = settings.ISKAN_TIMESTAMP_CA or ("" if settings.PRODUCTION else STAND_IN_CERTIFICATE)
    if not path:
        raise BadStamp("no certificate of the authority is configured (ISKAN_TIMESTAMP_CA)")
    return list(load_certs_from_pemder([str(path)]))  # type: ignore[no-untyped-call] # pyHanko leaves it untyped
