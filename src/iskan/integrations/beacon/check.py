"""Whether one of the beacon's endpoints answers, and for the chain we expect."""

from collections.abc import Iterable

import httpx

from iskan.integrations.beacon.port import Chain


def is_up(*, chain: Chain, urls: Iterable[str], http: httpx.Client) -> bool:
    """Say whether some endpoint serves the chain under the key we know."""
    return any(_serves(f"{url.rstrip('/')}/{chain.hash}/info", chain, http) for url in urls)


def _serves(url: str, chain: Chain, http: httpx.Client) -> bool:
    try:
        said = http.get(url, timeout=2.0).raise_for_status().json()
        return bool(said["public_key"] == chain.public_key)
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return False
