"""Whether the national sign-in is up and is the issuer we were told of."""

import httpx


def is_up(*, base_url: str, http: httpx.Client) -> bool:
    """Say whether discovery answers, and names the issuer it was asked at."""
    issuer = base_url.rstrip("/")
    try:
        answer = http.get(f"{issuer}/.well-known/openid-configuration", timeout=2.0)
        return bool(answer.is_success and answer.json().get("issuer") == issuer)
    except (httpx.HTTPError, ValueError):
        return False
