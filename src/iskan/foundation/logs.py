"""Log lines without personal data: numbers, addresses and accounts that could name a person are masked."""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final

from django.db import DatabaseError

# The number of the request this thread answers; nothing outside of one.
request_number: ContextVar[str] = ContextVar("request_number", default="")
# The job this thread works on, by its task's name and its number; nothing outside of one.
job_at_hand: ContextVar[str] = ContextVar("job_at_hand", default="")
ARABIC_DIGITS = "٠-٩۰-۹"
MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<e-mail>"),
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


class JsonFormatter(PrivateFormatter):
    """Formats a record as one JSON object a line, every word of it masked; with the request or job it belongs to."""

    _EXTRAS: Final = ("route", "status", "seconds")

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
            "request": request_number.get(),
            "job": job_at_hand.get(),
            "fault": without_personal_data(self.formatException(record.exc_info)) if record.exc_info else "",
        }
        told |= {name: getattr(record, name, "") for name in self._EXTRAS}
        return json.dumps({name: value for name, value in told.items() if value != ""}, ensure_ascii=False)


def logging_settings(form: str) -> dict[str, Any]:
    """Return Django's settings of the log: lines for people, or JSON with a line for each request for machines."""
    formatters: dict[str, Any] = {
        "line": {"()": PrivateFormatter, "format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": JsonFormatter},
    }
    requests = "INFO" if form == "json" else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {form: formatters[form]},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            **{name: {"level": "WARNING"} for name in ("httpx", "pikepdf", "procrastinate")},
            "procrastinate.worker": {"level": "INFO"},
            "iskan.foundation.requests": {"level": requests},
        },
    }
