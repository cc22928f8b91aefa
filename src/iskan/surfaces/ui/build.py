"""Make what the pages need from what npm brought: theme, one stylesheet, small fonts, compiled words."""

import argparse
import hashlib
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fontTools import subset  # type: ignore[import-untyped] # ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # ships no types

from iskan.surfaces.ui import print_fonts, print_marks

UI = Path(__file__).resolve().parent
PROJECT_ROOT = UI.parents[3]
PACKAGES = PROJECT_ROOT / "node_modules"
LOCALE = UI.parents[1] / "locale"
STYLES = UI / "static" / "iskan"
BUILT = UI / "static" / "built"
THEME_CONFIG = UI / "theme" / "designsystemet.config.json"
CLI = PACKAGES / "@digdir" / "designsystemet" / "dist" / "bin" / "designsystemet.js"
COMPONENTS = PACKAGES / "@digdir" / "designsystemet-css" / "dist" / "src"
FONTS = PACKAGES / "@fontsource" / "ibm-plex-sans-arabic" / "files"

LAYERS = "@layer ds.theme, ds.base, ds.components, iskan.base, iskan.layout, iskan.components, iskan.print;"
USED = [
    "button", "input", "label", "field", "fieldset", "link", "heading", "paragraph", "list", "divider", "alert",
    "card", "tag", "table", "details", "error-summary", "validation-message", "skip-link", "breadcrumbs",
]  # fmt: skip
OURS = [
    "tokens", "fonts", "base", "layout", "navigation", "thumb", "backoffice", "content", "figures", "tables", "records",
    "progress", "fields", "questions", "tools", "doors", "portal", "finding", "places", "outline", "applying", "status",
    "turn", "draws", "hall", "worklist", "inbox", "casework", "searching", "judging", "facing", "said", "oversight",
    "viewing", "casepage", "calculator", "fitting", "print", "paper",
]  # fmt: skip
WEIGHTS = (400, 600)
FAMILY_NAMES = (1, 4, 16)
ARABIC_LETTERS = (
    "0020-002F,0030-003A,0600-0603,060C,061B,061F,0621-063A,0640-065F,0660-066D,0670,0671,067E,0686,"
    "0698,06A4,06A9,06AF,06BE,06C0-06C3,06CC,06D2,06D4,06F0-06F9,200C-200F,2066-2069,FD3E,FD3F,FDF2,"
    "FDFC"
)


class PackagesMissing(RuntimeError):
    """The front-end packages are not installed."""


def build(*, force: bool = False) -> None:
    """Bring everything under `static/built` up to date; nothing is done twice for the same sources."""
    if not CLI.is_file():
        raise PackagesMissing("Front-end packages are missing: run `npm ci` in the project's folder first.")
    BUILT.mkdir(parents=True, exist_ok=True)
    _once("theme", [THEME_CONFIG, CLI.parents[2] / "package.json"], _make_theme, force=force)
    cutters = [Path(__file__), Path(print_fonts.__file__), Path(print_marks.__file__)]
    _once("fonts", [*cutters, FONTS.parent / "package.json"], _make_fonts, force=force)
    make_styles()
    compile_words()


def make_styles() -> None:
    """Put the design system's parts and our own into one file, ordered by cascade layers."""
    theme = (BUILT / "theme" / "iskan.css").read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
    parts = [LAYERS, theme, _layer("ds.base", [COMPONENTS / "base.css"])]
    parts.append(_layer("ds.components", [COMPONENTS / f"{name}.css" for name in USED]))
    parts += [(STYLES / f"{name}.css").read_text(encoding="utf-8") for name in OURS]
    _put(BUILT / "iskan.css", "\n".join(parts).encode())


def compile_words() -> None:
    """Compile every catalogue, leaving out what no one has translated for certain."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = io.BytesIO()
        with source.open("rb") as words:
            write_mo(compiled, read_po(words, locale=source.parents[1].name))
        _put(source.with_suffix(".mo"), compiled.getvalue())


def _make_theme() -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(THEME_CONFIG, folder)
        for step in (["create"], ["build", "-t", "tokens", "-o", "built"]):
            command = ["node", str(CLI), "tokens", *step, "--config", THEME_CONFIG.name]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own words
        (BUILT / "theme").mkdir(exist_ok=True)
        shutil.copy(Path(folder) / "built" / "iskan.css", BUILT / "theme")


def _make_fonts() -> None:
    (BUILT / "fonts").mkdir(exist_ok=True)
    for weight in WEIGHTS:
        arabic = FONTS / f"ibm-plex-sans-arabic-arabic-{weight}-normal.woff2"
        latin = FONTS / f"ibm-plex-sans-arabic-latin-{weight}-normal.woff2"
        _make_web_font(arabic, BUILT / "fonts" / f"arabic-{weight}.woff2")
        shutil.copy(latin, BUILT / "fonts" / f"latin-{weight}.woff2")
        for script, source in (("arabic", arabic), ("latin", latin)):
            _make_print_font(source, BUILT / "fonts" / f"{script}-{weight}.ttf", family=f"Iskan Sans {script.title()}")


def _make_web_font(source: Path, target: Path) -> None:
    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False, recalc_timestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(ARABIC_LETTERS))
    with subset.load_font(str(source), options) as font:
        cutter.subset(font)
        subset.save_font(font, str(target), options)


def _make_print_font(source: Path, target: Path, *, family: str) -> None:
    """Unpack a web font for the typesetter under a name of our own: the licence reserves the original's."""
    with TTFont(str(source), recalcTimestamp=False) as font:
        for record in font["name"].names:
            if record.nameID in FAMILY_NAMES:
                font["name"].setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
        font.flavor = None
        print_marks.join_marks(font, print_fonts.part_joined_letters(font))
        font.save(str(target))


def _layer(name: str, files: Iterable[Path]) -> str:
    rules = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return f"@layer {name} {{\n{rules}\n}}"


def _put(path: Path, content: bytes) -> None:
    """Write a file whole, so that a process which starts meanwhile reads the old one or the new, never a part."""
    if path.is_file() and path.read_bytes() == content:
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


def _once(name: str, sources: Iterable[Path], make: Callable[[], None], *, force: bool) -> None:
    stamp = BUILT / f".{name}.stamp"
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    if not force and stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        return
    make()
    stamp.write_text(digest, encoding="ascii")


def main() -> None:
    """Build from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--force", action="store_true", help="make everything again")
    build(force=parser.parse_args().force)


if __name__ == "__main__":
    main()
