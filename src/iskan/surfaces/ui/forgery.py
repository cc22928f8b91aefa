"""The hidden field against cross-site request forgery, as Django's middleware checks it.

Every page carries it for the button that signs out. Django masks its secret with 32 draws of chance, a twentieth of
what a page costs; here the mask is one draw. That the middleware takes the token is tested, not assumed.
"""

import secrets

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, get_token
from markupsafe import Markup

_BASE = len(CSRF_ALLOWED_CHARS)
_PLACES = {letter: place for place, letter in enumerate(CSRF_ALLOWED_CHARS)}


def hidden_input(request: HttpRequest) -> Markup:
    """Return the field with a token of its own for this page, and have the visitor's cookie renewed."""
    if "CSRF_COOKIE" in request.META:
        request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    else:
        get_token(request)
    token = masked(request.META["CSRF_COOKIE"])
    return Markup(f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">')  # noqa: S704 -- letters and digits


def masked(secret: str) -> str:
    """Return a mask and the secret under it: each letter moved on by the mask's letter of the same place."""
    drawn = secrets.randbelow(_BASE ** len(secret))
    mask, hidden = [], []
    for letter in secret:
        drawn, shift = divmod(drawn, _BASE)
        mask.append(CSRF_ALLOWED_CHARS[shift])
        hidden.append(CSRF_ALLOWED_CHARS[(_PLACES[letter] + shift) % _BASE])
    return "".join(mask + hidden)
