"""Headers of every page."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from iskan.foundation.headers import ResponseHeaders


@pytest.mark.parametrize(("signed_in", "kept"), [(True, "private, no-store"), (False, None)])
def test_a_visitors_own_pages_are_kept_by_no_cache(*, signed_in: bool, kept: str | None) -> None:
    request = RequestFactory().get("/")
    if signed_in:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "some session"
    response = ResponseHeaders(lambda _: HttpResponse())(request)
    assert response.get("Cache-Control") == kept
    assert "camera=()" in response["Permissions-Policy"]


def test_a_page_may_say_otherwise() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "some session"
    response = ResponseHeaders(lambda _: HttpResponse(headers={"Cache-Control": "public, max-age=60"}))(request)
    assert response["Cache-Control"] == "public, max-age=60"
