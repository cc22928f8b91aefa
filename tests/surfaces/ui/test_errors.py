"""What a reader sees when a page cannot be shown, and that nothing typed is lost."""

import json

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from iskan.surfaces.ui.views import errors

ANSWERS = {"name": "سارة <b>", "kinds": ["a", "b"], "password": "secret", "csrfmiddlewaretoken": "old"}


def test_unknown_address_speaks_its_language(kit: Client) -> None:
    arabic, english = kit.get("/nowhere/"), kit.get("/en/nowhere/")
    assert (arabic.status_code, english.status_code) == (404, 404)
    assert "الصفحة غير موجودة" in arabic.content.decode()
    assert "This page was not found" in english.content.decode()


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (lambda r: errors.bad_request(r, SuspiciousOperation()), 400, "could not be read"),
        (lambda r: errors.bad_request(r, RequestDataTooBig()), 413, "Too much was sent"),
        (lambda r: errors.forbidden(r, PermissionDenied()), 403, "You may not open this page"),
        (errors.failed, 500, "What you had saved is safe"),
        (errors.unavailable, 503, "away for a moment"),
        (lambda r: errors.too_many_requests(r, retry_after=61), 429, "Please wait 2 minutes"),
        (lambda r: errors.too_many_requests(r, retry_after=60), 429, "Please wait one minute"),
    ],
)
@pytest.mark.usefixtures("kit")
def test_each_error_has_its_page(answer: object, status: int, words: str) -> None:
    with translation.override("en"):
        response = answer(RequestFactory().get("/en/x/"))  # type: ignore[operator] # a view with its own arguments
    assert isinstance(response, HttpResponse)
    assert response.status_code == status
    assert words in response.content.decode()


@pytest.mark.usefixtures("kit")
def test_waiting_time_is_told_to_machines_too() -> None:
    with translation.override("en"):
        assert errors.too_many_requests(RequestFactory().get("/"), retry_after=61)["Retry-After"] == "61"


@pytest.mark.usefixtures("kit")
def test_expired_form_brings_the_answers_back() -> None:
    request = RequestFactory().post("/en/step/?n=2", ANSWERS, headers={"origin": "http://testserver"})
    with translation.override("en"):
        response = errors.form_expired(request)
    page = response.content.decode()
    assert response.status_code == 403
    assert '<input type="hidden" name="name" value="سارة &lt;b&gt;">' in page
    assert page.count('name="kinds"') == 2
    assert 'name="password"' not in page
    assert 'value="old"' not in page
    assert 'action="/en/step/?n=2"' in page


@pytest.mark.parametrize("headers", [{}, {"origin": "https://elsewhere.example"}])
@pytest.mark.usefixtures("kit")
def test_another_sites_form_is_not_offered_again(headers: dict[str, str]) -> None:
    request = RequestFactory().post("/en/step/", ANSWERS, headers=headers)
    with translation.override("en"):
        page = errors.form_expired(request).content.decode()
    assert "سارة" not in page
    assert "Open the page again" in page


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda r: errors.bad_request(r, SuspiciousOperation()), 400),
        (lambda r: errors.bad_request(r, RequestDataTooBig()), 413),
        (lambda r: errors.forbidden(r, PermissionDenied()), 403),
        (lambda r: errors.not_found(r, Http404()), 404),
        (errors.too_many_requests, 429),
        (errors.failed, 500),
        (errors.unavailable, 503),
    ],
)
@pytest.mark.usefixtures("kit")
def test_a_program_is_told_in_problem_details(answer: object, status: int) -> None:
    response = answer(RequestFactory().get("/api/v1/x/"))  # type: ignore[operator] # a view with its own arguments
    assert isinstance(response, HttpResponse)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    told = json.loads(response.content)
    assert told["status"] == status
    assert told["message"]["ar"]
    assert ("Retry-After" in response) == (status in {429, 503})
