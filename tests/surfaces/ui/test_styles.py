"""The stylesheets: logical directions, tokens, cascade layers, and a weight a phone can carry."""

import re
from pathlib import Path

import brotli
import pytest
from django.test import Client

from iskan.surfaces.ui import build

SHEETS = sorted(build.STYLES.glob("*.css"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:left|right|(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?:min-|max-)?(?:width|height))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(")
FIRST_PAGE = 150_000
HTML = 30_000


def without_comments(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_directions_are_logical(sheet: Path) -> None:
    assert PHYSICAL.findall(without_comments(sheet)) == []


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s.stem != "tokens"], ids=lambda sheet: sheet.stem)
def test_colours_are_tokens(sheet: Path) -> None:
    assert COLOUR.findall(without_comments(sheet)) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_rule_is_in_a_layer_and_the_sheet_is_short(sheet: Path) -> None:
    text = without_comments(sheet).strip()
    assert text.startswith("@layer iskan.")
    assert len(sheet.read_text(encoding="utf-8").splitlines()) <= 200


def test_every_sheet_is_built_in() -> None:
    assert sorted(build.OURS) == [sheet.stem for sheet in SHEETS]


def test_first_page_is_light(kit: Client) -> None:
    page = kit.get("/ui/styleguide/").content
    fonts = sum((build.BUILT / "fonts" / f"{script}-{weight}.woff2").stat().st_size
                for script in ("arabic", "latin") for weight in build.WEIGHTS)  # fmt: skip
    scripts = b"".join((build.STYLES / f"{name}.js").read_bytes() for name in ("forms", "schemes", "uploads"))
    style = (build.BUILT / "iskan.css").read_bytes()
    html = len(brotli.compress(page))
    assert html <= HTML
    assert html + fonts + len(brotli.compress(style)) + len(brotli.compress(scripts)) <= FIRST_PAGE
