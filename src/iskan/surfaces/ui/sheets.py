"""Spreadsheets as CSV, a piece at a time: marked as Unicode, and with no cell a program takes for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from iskan.foundation.language import Spoken, speaking, spoken

PIECE: Final = 500
_MARK: Final = b"\xef\xbb\xbf"
_FORMULA: Final = frozenset("=+-@\t\r")


def sheet(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Return a spreadsheet's bytes, some hundred rows at a time, in the language it was asked for in."""
    return _pieces(head, rows, spoken())


def _pieces(head: Sequence[str], rows: Iterable[Sequence[Any]], language: Spoken) -> Iterator[bytes]:
    """Write piece by piece in a language: what is sent is read after the request's own is gone."""
    waiting = iter(rows)
    yield _MARK + _written([head])
    while True:
        with speaking(language):
            piece = list(islice(waiting, PIECE))
        if not piece:
            return
        yield _written(piece)


def _written(rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return text.getvalue().encode()


def inert(words: str) -> str:
    """Return words a spreadsheet program takes for no formula."""
    return f"'{words}" if words[:1] in _FORMULA else words
