"""Browsers officials have come in by: a name guessed from everywhere is put off there, and its owner is not.

The cookie holds a random mark and whose it is, signed; it opens nothing. A stranger has none, so that all strangers
together have as many tries at a name as `WRONG_ANYWHERE` says, while an official's own browser has its own count.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from iskan.foundation import ratelimit
from iskan.foundation.ratelimit import WRONG_ANYWHERE, WRONG_PASSWORDS, Rate

SALT = "iskan.accounts.device"
KNOWN_SECONDS = 180 * 24 * 3600


def counts_for(request: HttpRequest, name: str) -> list[tuple[Rate, str]]:
    """Return under what an attempt at a name is counted: the known browser alone, else the address and everywhere."""
    if device := _device(request, name):
        return [(rate, f"{name} by {device}") for rate in WRONG_PASSWORDS]
    tried = f"{name} at {ratelimit.address_of(request)}"
    return [(rate, tried) for rate in WRONG_PASSWORDS] + [(WRONG_ANYWHERE, name)]


def remember(response: HttpResponse, username: str) -> None:
    """Let a browser be known as one its owner came in by."""
    marks = {"name": username.casefold(), "device": secrets.token_urlsafe(16)}
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(marks, salt=SALT),
        max_age=KNOWN_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _device(request: HttpRequest, name: str) -> str:
    try:
        marks = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=KNOWN_SECONDS)
    except signing.BadSignature:
        return ""
    return str(marks["device"]) if marks["name"] == name else ""
