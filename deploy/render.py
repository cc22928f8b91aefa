"""Fill in the files of a deployment from one file of values: `python deploy/render.py VALUES.toml --to FOLDER`.

What it writes holds passwords and can be read by its owner alone.
"""

import argparse
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError

TEMPLATES = Path(__file__).resolve().parent / "templates"
# Written once for each member of a list, with the member's name in the file's.
FOR_EACH = {"etcd.yml": "etcd", "patroni.yml": "postgres"}

_AWAY = (
    "النظام غير متاح الآن. يرجى المحاولة مرة أخرى بعد دقائق.",
    "The system is not available now. Please try again in a few minutes.",
)
# What a proxy says by itself, where no web host answers.
WORDS = {
    408: ("استغرق الإرسال وقتًا أطول من المسموح.", "Sending took longer than it may."),
    413: ("ما أُرسل أكبر من الحد المسموح.", "What was sent is larger than it may be."),
    429: (
        "اتصالات كثيرة من هذا العنوان. يرجى المحاولة مرة أخرى بعد دقيقة.",
        "Too many connections from this address. Please try again in a minute.",
    ),
    502: _AWAY,
    503: _AWAY,
    504: _AWAY,
}


class ValuesMissing(ValueError):
    """The file of values leaves out something a template needs; the message names it."""


def render(values: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write every file of the deployment into a folder, and return them.

    Raises:
        ValuesMissing: a template needs what the values do not say.
    """
    if unset := sorted(name for name, password in values["passwords"].items() if not password):
        raise ValuesMissing(f"passwords not set: {', '.join(unset)}")
    folder.mkdir(parents=True, exist_ok=True)
    answers = {status: page(status, *words) for status, words in WORDS.items()}
    return [
        written
        for template in sorted(TEMPLATES.iterdir())
        for written in _files_of(template.name, {**values, "files": values["folder"], "answers": answers}, folder)
    ]


def page(status: int, arabic: str, english: str) -> str:
    """Return a page of one line, which holds no single quote: the proxies' files quote it so."""
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>{status}</title>'
        f'<p>{arabic}</p><p lang="en" dir="ltr">{english}</p></html>'
    )


def _files_of(template: str, values: Mapping[str, Any], folder: Path) -> list[Path]:
    if template not in FOR_EACH:
        return [_written(template, values, folder / template)]
    stem, _dot, ending = template.partition(".")
    return [
        _written(template, {**values, "member": member}, folder / f"{stem}-{member['name']}.{ending}")
        for member in values[FOR_EACH[template]]
    ]


def _written(template: str, values: Mapping[str, Any], path: Path) -> Path:
    # Configuration files, not pages: nothing is to be escaped for HTML.
    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(loader=loader, undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)
    try:
        text = environment.get_template(template).render(values)
    except UndefinedError as fault:
        raise ValuesMissing(f"{template}: {fault}") from fault
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    return path


def main() -> None:
    """Render what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("values", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    try:
        written = render(tomllib.loads(options.values.read_text(encoding="utf-8")), options.to)
    except ValuesMissing as fault:
        sys.exit(f"{options.values}: {fault}")
    sys.stdout.writelines(f"{path}\n" for path in written)


if __name__ == "__main__":
    main()
