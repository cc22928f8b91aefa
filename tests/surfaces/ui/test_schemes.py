"""Light or dark is the reader's choice, kept on the device."""

import pytest
from django.test import Client


def test_choice_is_kept_and_shown_at_once(kit: Client) -> None:
    response = kit.post("/display/", {"scheme": "dark", "next": "/ui/styleguide/?a=1"})
    assert (response.status_code, response["Location"]) == (302, "/ui/styleguide/?a=1")
    assert 'data-color-scheme="dark"' in kit.get("/ui/styleguide/").content.decode()


def test_no_choice_follows_the_device(kit: Client) -> None:
    assert 'data-color-scheme="auto"' in kit.get("/ui/styleguide/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_return_stays_on_this_site(kit: Client, elsewhere: str) -> None:
    assert kit.post("/display/", {"scheme": "dark", "next": elsewhere})["Location"] == "/"


def test_unknown_scheme_means_the_device(kit: Client) -> None:
    kit.post("/display/", {"scheme": "pink"})
    assert kit.cookies["scheme"].value == "auto"


def test_reading_sets_nothing(kit: Client) -> None:
    assert kit.get("/display/").status_code == 405
    assert "scheme" not in kit.get("/nowhere/").cookies


def test_public_pages_set_no_cookie_at_all(kit: Client) -> None:
    assert not kit.get("/nowhere/").cookies
