"""Whom a request comes from: what proxies tell is believed of those the settings name, and of nobody else."""

import ipaddress
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.http import HttpRequest, HttpResponse, HttpResponseBase

logger = logging.getLogger(__name__)
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")
UNNAMED = "The proxy this request came through is not named in ISKAN_TRUSTED_PROXIES."
IPV6_SITE_BITS = 64
EVERYWHERE = 0


class NamedProxies:
    """Keeps what a proxy adds to requests where the settings name it; production answers nobody through another.

    Counted by its address, a proxy nobody named would be the whole country in one person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        told = [name for name in FORWARDED if name in request.META]
        if told and not is_named_proxy(request.META.get("REMOTE_ADDR", "")):
            if settings.PRODUCTION:
                logger.error("%s Its address: %s", UNNAMED, request.META.get("REMOTE_ADDR", ""))
                return HttpResponse(UNNAMED, content_type="text/plain; charset=utf-8", status=400)
            for name in told:
                del request.META[name]
        return self.get_response(request)


def client_address(meta: Mapping[str, Any]) -> str:
    """Return the caller's address: the last one no named proxy of ours has; an IPv6 one as its /64 network."""
    address = str(meta.get("REMOTE_ADDR", ""))
    forwarded = str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    hops = [hop.strip() for hop in forwarded if hop.strip()]
    while hops and is_named_proxy(address):
        address = hops.pop()
    return _network(address)


@register(Tags.security, deploy=True)
def proxies_are_named(**_given: Any) -> list[CheckMessage]:
    """Demand a proxy that takes slow senders in before they reach us, and that it is named."""
    if not settings.TRUSTED_PROXIES:
        hint = (
            "Let a proxy that buffers requests (nginx, HAProxy) stand in front, and name its address or network in "
            "ISKAN_TRUSTED_PROXIES, as docs/operations/deployment.md says."
        )
        return [Error("No proxy is named: nothing buffers slow senders.", hint=hint, id="foundation.E001")]
    if any(network.prefixlen == EVERYWHERE for network in _networks(tuple(settings.TRUSTED_PROXIES))):
        hint = "Name the proxies' own addresses: whoever is named may claim any address."
        return [Error("ISKAN_TRUSTED_PROXIES names everybody.", hint=hint, id="foundation.E002")]
    return []


def is_named_proxy(address: str) -> bool:
    """Say whether an address is one of the proxies the settings name."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))


@lru_cache(maxsize=8)
def _networks(named: Sequence[str]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(name, strict=False) for name in named)


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(ipaddress.ip_network((parsed, IPV6_SITE_BITS), strict=False).network_address)
