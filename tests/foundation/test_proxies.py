"""Whom a request comes from: forwarded addresses count where a named proxy tells them."""

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from iskan.foundation.proxies import NamedProxies, client_address, proxies_are_named
from iskan.foundation.ratelimit import address_of

PROXY = "10.0.0.1"


def _seen(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{address_of(request)} {request.META.get('HTTP_X_FORWARDED_PROTO', '')}")


def _request(address: str, told: dict[str, str]) -> HttpRequest:
    request = RequestFactory().get("/")
    request.META.update(told, REMOTE_ADDR=address)
    return request


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "address"),
    [
        (PROXY, "203.0.113.9", [], PROXY),
        (PROXY, "203.0.113.9", [PROXY], "203.0.113.9"),
        (PROXY, "6.6.6.6, 203.0.113.9", ["10.0.0.0/24"], "203.0.113.9"),
        (PROXY, "6.6.6.6, 203.0.113.9, 10.0.0.2", [PROXY, "10.0.0.2"], "203.0.113.9"),
        (PROXY, "6.6.6.6, 203.0.113.9, 10.0.0.2", [PROXY], "10.0.0.2"),
        (PROXY, "10.0.0.3, 10.0.0.2", ["10.0.0.0/24"], "10.0.0.3"),
        (PROXY, "", [PROXY], PROXY),
        (PROXY, "nonsense", [PROXY], "unknown"),
        ("203.0.113.7", "6.6.6.6", [PROXY], "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "", [], "2001:db8:1:2::"),
        ("", "6.6.6.6", [PROXY], "unknown"),
    ],
)
def test_the_address_is_what_the_outermost_named_proxy_saw(
    settings: LazySettings, remote: str, forwarded: str, proxies: list[str], address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_address({"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}) == address


@pytest.mark.parametrize("header", ["X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_HOST", "FORWARDED"])
def test_production_answers_nobody_through_a_proxy_without_a_name(
    settings: LazySettings, header: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PRODUCTION, settings.TRUSTED_PROXIES = True, [PROXY]
    request = _request("10.9.9.9", {f"HTTP_{header}": "https"})
    response = NamedProxies(_seen)(request)
    assert response.status_code == 400
    assert "ISKAN_TRUSTED_PROXIES" in caplog.text
    assert "10.9.9.9" in caplog.text


def test_elsewhere_what_an_unnamed_proxy_tells_is_forgotten(settings: LazySettings) -> None:
    settings.PRODUCTION, settings.TRUSTED_PROXIES = False, [PROXY]
    told = {"HTTP_X_FORWARDED_FOR": "6.6.6.6", "HTTP_X_FORWARDED_PROTO": "https"}
    response = NamedProxies(_seen)(_request("10.9.9.9", told))
    assert response.content == b"10.9.9.9 "  # type: ignore[attr-defined] # a whole answer, as made above


def test_what_a_named_proxy_tells_is_kept(settings: LazySettings) -> None:
    settings.PRODUCTION, settings.TRUSTED_PROXIES = True, [PROXY]
    told = {"HTTP_X_FORWARDED_FOR": "203.0.113.9", "HTTP_X_FORWARDED_PROTO": "https"}
    response = NamedProxies(_seen)(_request(PROXY, told))
    assert response.content == b"203.0.113.9 https"  # type: ignore[attr-defined] # a whole answer, as made above


@pytest.mark.parametrize(
    ("named", "found"),
    [([], ["foundation.E001"]), (["0.0.0.0/0"], ["foundation.E002"]), (["::/0"], ["foundation.E002"]), ([PROXY], [])],
)
def test_a_deployment_names_its_buffering_proxy(settings: LazySettings, named: list[str], found: list[str]) -> None:
    settings.TRUSTED_PROXIES = named
    assert [fault.id for fault in proxies_are_named()] == found
