"""Whether the bank that pays is up."""

import httpx


def is_up(*, base_url: str, http: httpx.Client) -> bool:
    """Say whether the bank answers its health page."""
    try:
        return http.get(f"{base_url.rstrip('/')}/healthz", timeout=2.0).is_success
    except httpx.HTTPError:
        return False
