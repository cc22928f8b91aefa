"""The catalogue of interface words: `update` brings it up to date with the sources, `check` says what is missing."""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parents[1]
SOURCES = PROJECT / "src" / "iskan"
CATALOGUE = SOURCES / "locale" / "ar" / "LC_MESSAGES" / "django.po"
METHODS = [("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2"), ("**.py", "python")]
OPTIONS = {
    "**/templates/**.html": {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do"},
    "**/templates/**.txt": {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do"},
}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
ARABIC = re.compile(r"[\u0621-\u064A]")
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
ARABIC_PLURALS = 6


def template() -> Catalog:
    """Return every word the sources ask to have translated."""
    catalogue = Catalog(project="iskan", charset="utf-8")
    for name, _line, words, comments, context in extract_from_dir(SOURCES, METHODS, OPTIONS, KEYWORDS, ("Note:",)):
        catalogue.add(words, locations=[(f"src/iskan/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def kept() -> Catalog:
    """Return the catalogue as it stands."""
    if not CATALOGUE.exists():
        return Catalog(locale="ar", project="iskan", charset="utf-8")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="ar")


def update() -> int:
    """Bring the catalogue up to date: new words come in empty, unused ones go."""
    catalogue = kept()
    catalogue.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    text = io.BytesIO()
    write_po(text, catalogue, width=110, sort_by_file=True, include_lineno=False, omit_header=False)
    lines = [line for line in text.getvalue().decode().splitlines() if "-Date:" not in line]
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    missing = sum(1 for message in catalogue if message.id and not _is_translated(message))
    print(f"{len(catalogue)} words, {missing} without a translation: {CATALOGUE.relative_to(PROJECT)}")
    return 0


def check() -> int:
    """Say what is missing, stale or wrong; nothing may be."""
    faults = list(_faults(template(), kept()))
    print("\n".join(faults) or "every word is translated")
    return 1 if faults else 0


def _faults(asked: Catalog, have: Catalog) -> Iterator[str]:
    for message in asked:
        if message.id and (found := have.get(_key(message), message.context)) is None:
            yield f"not in the catalogue (make messages): {_key(message)!r} in {message.locations[0][0]}"
        elif message.id and found is not None:
            yield from _faults_of(found)
    for message in have:
        if message.id and asked.get(_key(message), message.context) is None:
            yield f"no longer used (make messages): {_key(message)!r}"


def _faults_of(message: Message) -> Iterator[str]:
    if not _is_translated(message) or message.fuzzy:
        yield f"not translated: {_key(message)!r}"
        return
    for form in _forms(message):
        if re.search("[A-Za-z]", _key(message)) and not ARABIC.search(form):
            yield f"no Arabic in {form!r} for {_key(message)!r}"
        if unknown := _places(form) - _places(" ".join(_words(message))):
            yield f"{form!r} speaks of {unknown}, which {_key(message)!r} does not know"
    if not message.pluralizable and _places(message.string) != _places(_key(message)):
        yield f"{message.string!r} leaves out a value of {_key(message)!r}"


def _is_translated(message: Message) -> bool:
    forms = _forms(message)
    return all(forms) and (not message.pluralizable or len(forms) == ARABIC_PLURALS)


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string or ()) if message.pluralizable else (message.string or "",)


def _words(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (message.id,)


def _key(message: Message) -> str:
    return _words(message)[0]


def _places(text: object) -> set[str]:
    return {first or second for first, second in PLACE.findall(str(text))}


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
