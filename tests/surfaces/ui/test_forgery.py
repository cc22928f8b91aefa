"""The token in every page: Django's middleware takes it, and no two pages carry the same."""

import re

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CsrfViewMiddleware, get_token
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from iskan.surfaces.ui import forgery

SECRETS = st.text(CSRF_ALLOWED_CHARS, min_size=32, max_size=32)


def answer(secret: str, token: str) -> HttpResponse | None:
    """Return what the middleware says to a form with a token, sent by who holds a secret: nothing where it is right."""
    request = RequestFactory(enforce_csrf_checks=True).post("/", {"csrfmiddlewaretoken": token})
    request.COOKIES[settings.CSRF_COOKIE_NAME] = secret
    middleware = CsrfViewMiddleware(lambda _: HttpResponse())
    middleware.process_request(request)
    said: HttpResponse | None = middleware.process_view(request, lambda _: HttpResponse(), (), {})
    return said


@given(secret=SECRETS)
def test_djangos_middleware_takes_the_token(secret: str) -> None:
    assert answer(secret, forgery.masked(secret)) is None


@given(secret=SECRETS, another=SECRETS)
def test_and_takes_it_from_nobody_else(secret: str, another: str) -> None:
    refused = answer(another, forgery.masked(secret))
    assert (refused is None) is (secret == another)


@given(secret=SECRETS)
def test_it_shows_neither_the_secret_nor_the_same_letters_twice(secret: str) -> None:
    one, two = forgery.masked(secret), forgery.masked(secret)
    assert one != two
    assert secret not in one + two


def test_every_letter_of_the_mask_is_as_likely_as_any_other() -> None:
    drawn = "".join(forgery.masked("a" * 32)[:32] for _ in range(2000))
    expected = len(drawn) / len(CSRF_ALLOWED_CHARS)
    spread = sum((drawn.count(letter) - expected) ** 2 / expected for letter in CSRF_ALLOWED_CHARS)
    assert spread < 150  # chi-square of 61 degrees: beyond this once in some hundred million runs


@pytest.mark.parametrize("has_cookie", [True, False])
def test_the_field_renews_the_visitors_cookie(*, has_cookie: bool) -> None:
    request: HttpRequest = RequestFactory().get("/")
    if has_cookie:
        get_token(request)
        del request.META["CSRF_COOKIE_NEEDS_UPDATE"]
    field = forgery.hidden_input(request)
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"] is True
    found = re.fullmatch(r'<input type="hidden" name="csrfmiddlewaretoken" value="(\w{64})">', field)
    assert found
    assert answer(request.META["CSRF_COOKIE"], found[1]) is None
