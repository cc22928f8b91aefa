"""What the pages need is made from what npm brought, once for the same sources."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from iskan.surfaces.ui import build


def test_second_build_changes_nothing() -> None:
    before = (build.BUILT / "iskan.css").read_bytes(), (build.BUILT / "fonts" / "arabic-400.woff2").stat().st_mtime_ns
    build.build()
    after = (build.BUILT / "iskan.css").read_bytes(), (build.BUILT / "fonts" / "arabic-400.woff2").stat().st_mtime_ns
    assert before == after


def test_a_process_that_starts_meanwhile_reads_whole_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    words = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    words.parent.mkdir(parents=True)
    words.write_text('msgid ""\nmsgstr ""\n\nmsgid "Home"\nmsgstr "منزل"\n', encoding="utf-8")
    monkeypatch.setattr(build, "LOCALE", tmp_path)
    build.compile_words()
    with words.with_suffix(".mo").open("rb") as open_already:
        words.write_text(words.read_text(encoding="utf-8").replace("منزل", "دار"), encoding="utf-8")
        build.compile_words()
        assert GNUTranslations(open_already).gettext("Home") == "منزل"
    with words.with_suffix(".mo").open("rb") as opened_later:
        assert GNUTranslations(opened_later).gettext("Home") == "دار"
    assert sorted(path.name for path in words.parent.iterdir()) == ["django.mo", "django.po"]


def test_theme_is_our_own_and_knows_the_dark() -> None:
    style = (build.BUILT / "iskan.css").read_text(encoding="utf-8")
    assert style.startswith("@layer ")
    assert "--ds-color-palm-base-default" in style
    assert '[data-color-scheme="dark"]' in style


@pytest.mark.parametrize("weight", build.WEIGHTS)
def test_arabic_web_font_has_the_letters_people_write(weight: int) -> None:
    with TTFont(str(build.BUILT / "fonts" / f"arabic-{weight}.woff2")) as font:
        letters = font.getBestCmap()
    assert {ord(letter) for letter in "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآؤئءةىپچگڤ،؛؟٠٩لا"} <= set(letters)


@pytest.mark.parametrize("script", ["arabic", "latin"])
def test_print_fonts_carry_our_name(script: str) -> None:
    with TTFont(str(build.BUILT / "fonts" / f"{script}-400.ttf")) as font:
        assert font["name"].getDebugName(1) == f"Iskan Sans {script.title()}"
        assert font.flavor is None


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "CLI", tmp_path / "missing.js")
    with pytest.raises(build.PackagesMissing, match="npm ci"):
        build.build()


def test_catalogues_are_compiled() -> None:
    sources = list(build.LOCALE.glob("*/LC_MESSAGES/*.po"))
    assert sources
    assert all(source.with_suffix(".mo").stat().st_size > 1000 for source in sources)
