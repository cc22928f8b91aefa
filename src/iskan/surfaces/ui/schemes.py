"""The reader's choice of light or dark, kept in a cookie so that the server's first byte already has it."""

from django.http import HttpRequest, HttpResponse

COOKIE = "scheme"
AUTO, LIGHT, DARK = "auto", "light", "dark"
SCHEMES = (AUTO, LIGHT, DARK)
_YEAR = 365 * 24 * 3600


def scheme_of(request: HttpRequest | None) -> str:
    """Return the chosen scheme; `auto` follows the reader's device."""
    chosen = request.COOKIES.get(COOKIE, AUTO) if request else AUTO
    return chosen if chosen in SCHEMES else AUTO


def remember_scheme(response: HttpResponse, *, scheme: str, secure: bool) -> None:
    """Keep a choice for a year; anything unknown means `auto`."""
    chosen = scheme if scheme in SCHEMES else AUTO
    response.set_cookie(COOKIE, chosen, max_age=_YEAR, samesite="Lax", secure=secure)
