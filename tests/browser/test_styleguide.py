"""Every component in Chromium: both languages, phone and desk, light and dark, also without script."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.urls import clear_url_caches
from playwright.sync_api import expect
from tests.browser.conftest import DESK, PHONE

from iskan.surfaces.ui import build

PAGES = ["/ui/styleguide/", "/ui/styleguide/desk/", "/nowhere/"]


@pytest.fixture(autouse=True)
def _kit() -> Iterator[None]:
    build.build()
    with override_settings(ROOT_URLCONF="tests.surfaces.ui.urls"):
        clear_url_caches()
        yield
    clear_url_caches()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_component_is_accessible(visitor: Callable[..., Any], language: str) -> None:
    reader = visitor(language=language, looks=list(product((PHONE, DESK), ("light", "dark"))))
    for page in PAGES:
        reader.go(page)
        reader.check()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_is_wider_than_the_smallest_screen(visitor: Callable[..., Any], language: str) -> None:
    reader = visitor(language=language, looks=[(320, "light")])
    for page in PAGES:
        reader.go(page)
        assert reader.page.evaluate("document.documentElement.scrollWidth") == 320


def test_focus_goes_to_the_errors_and_from_there_to_the_field(visitor: Callable[..., Any]) -> None:
    page = visitor(language="en")
    page.go("/ui/styleguide/")
    expect(page.page.locator(".error-summary")).to_be_focused()
    page.page.click(".error-summary a[href='#programme']")
    expect(page.page.locator("#programme")).to_be_focused()


def test_form_is_sent_once(visitor: Callable[..., Any]) -> None:
    reader = visitor(language="en")
    reader.go("/ui/styleguide/")
    sent: list[str] = []
    reader.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    reader.page.evaluate(
        "() => { const form = document.querySelector('form[data-once]'); const button = form.querySelector('button');"
        " form.requestSubmit(button); form.requestSubmit(button); }"
    )
    reader.page.wait_for_load_state("networkidle")
    assert len(sent) == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_appearance_is_chosen_with_and_without_script(visitor: Callable[..., Any], javascript: bool) -> None:  # noqa: FBT001 -- a case
    reader = visitor(language="en", javascript=javascript)
    reader.go("/ui/styleguide/")
    reader.page.click("summary:has-text('Appearance')")
    reader.page.click("button:has-text('Dark')")
    reader.page.wait_for_selector("html[data-color-scheme=dark]")
    reader.go("/ui/styleguide/desk/")
    expect(reader.page.locator("html")).to_have_attribute("data-color-scheme", "dark")


def test_menu_closes_by_escape_and_gives_focus_back(visitor: Callable[..., Any]) -> None:
    reader = visitor(language="ar")
    reader.go("/ui/styleguide/desk/")
    menu = reader.page.locator("details[data-menu]").first
    menu.locator("summary").click()
    reader.page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    expect(reader.page.locator("summary:focus")).to_have_count(1)


def test_chosen_files_are_listed_and_too_large_ones_named(visitor: Callable[..., Any], tmp_path: Path) -> None:
    reader = visitor(language="en")
    reader.go("/ui/styleguide/")
    limit = 48 * 1024 * 1024
    files = [
        _file_of(tmp_path / name, size)
        for name, size in {"عقد.pdf": 8, "large.pdf": limit + 1, "photo.jpg": limit}.items()
    ]
    reader.page.set_input_files("#salary", files)
    rows = reader.page.locator(".upload-queue li").all_inner_texts()
    assert [row.split("\n")[0] for row in rows] == ["عقد.pdf", "large.pdf", "photo.jpg"]
    assert "larger than 48 MB" in rows[1]
    assert "larger" not in rows[0]
    assert "larger" not in rows[2]
    reader.page.set_input_files("#salary", [_file_of(tmp_path / "photo.jpg", limit + 1)])
    expect(reader.page.locator(".upload-queue li")).to_contain_text("larger than 48 MB")


def _file_of(path: Path, size: int) -> Path:
    """Make a file of a size without writing it out."""
    with path.open("wb") as file:
        file.truncate(size)
    return path
