"""The path alone decides the language."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import get_language

from iskan.surfaces.ui.middleware import LanguageFromPath, in_other_language, language_of


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "ar"), ("/services/", "ar"), ("/en", "en"), ("/en/", "en"), ("/en/services/", "en"), ("/enquiries/", "ar")],
)
def test_language_is_read_from_the_path(path: str, language: str) -> None:
    assert language_of(path) == language


@pytest.mark.parametrize(
    ("arabic", "english"),
    [("/", "/en/"), ("/services/?q=a&page=2", "/en/services/?q=a&page=2"), ("/enquiries/", "/en/enquiries/")],
)
def test_other_language_goes_there_and_back(arabic: str, english: str) -> None:
    assert in_other_language(arabic) == english
    assert in_other_language(english) == arabic


def test_language_lasts_for_the_request_alone() -> None:
    before = get_language()
    heard: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        heard.append(f"{get_language()} {request.LANGUAGE_CODE}")  # type: ignore[attr-defined] # set by the middleware
        return HttpResponse()

    response = LanguageFromPath(view)(RequestFactory().get("/en/"))
    assert heard == ["en en"]
    assert response.headers["Content-Language"] == "en"
    assert get_language() == before


def test_cookie_and_header_change_nothing(kit: Client) -> None:
    kit.cookies["django_language"] = "en"
    response = kit.get("/ui/styleguide/", headers={"accept-language": "en"})
    assert response.headers["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl"' in response.content.decode()


def test_english_page_runs_left_to_right_and_links_back(kit: Client) -> None:
    page = kit.get("/en/ui/styleguide/?q=1").content.decode()
    assert '<html lang="en" dir="ltr"' in page
    assert 'href="/ui/styleguide/?q=1" lang="ar"' in page
