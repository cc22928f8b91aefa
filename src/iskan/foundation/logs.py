"""Log lines without personal data: numbers, addresses and accounts that could name a person are masked."""

import logging
import re
import traceback
from contextvars import ContextVar
from types import TracebackType

from django.db import DatabaseError

# The number of the request this thread answers; nothing outside of one.
request_number: ContextVar[str] = ContextVar("request_number", default="")
ARABIC_DIGITS = "٠-٩۰-۹"
# Strangers choose what a line quotes, and it is masked while the log is held: an address is looked for once in a run of
# its letters, and no letter is tried twice, or one long line would stop every thread that logs.
MASKS = (
    (re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+"), "<e-mail>"),
    (re.compile(r"\bBH\d{2}[A-Z]{4}[A-Z0-9]{14}\b", re.IGNORECASE), "<iban>"),
    (re.compile(r"(?<!\d)(\+|00)973[ -]?\d{4}[ -]?\d{4}(?!\d)"), "<phone>"),
    (re.compile(rf"(?<![\d{ARABIC_DIGITS}.:-])[\d{ARABIC_DIGITS}]{{8,9}}(?![\d{ARABIC_DIGITS}.:-])"), "<number>"),
)


def without_personal_data(line: str) -> str:
    """Return a line with e-mail addresses, IBANs, phone numbers and personal numbers masked."""
    for pattern, mask in MASKS:
        line = pattern.sub(mask, line)
    return line


class PrivateFormatter(logging.Formatter):
    """Formats a record as usual and masks what could name a person, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return without_personal_data(super().format(record))

    def formatException(  # noqa: N802 -- the standard library's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Return the traceback; a database's own words quote rows, so of them only the first line is kept."""
        kind, fault, trace = ei
        if kind is None or fault is None or not isinstance(fault, DatabaseError):
            return super().formatException(ei)
        first_line = str(fault).partition("\n")[0]
        return "".join(traceback.format_tb(trace)) + f"{kind.__name__}: {first_line}"
