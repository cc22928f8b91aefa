"""An appointment as a calendar file (iCalendar, RFC 5545), which telephones and office programs open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_LINE_BYTES = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One appointment; when it moves, ``uid`` stays and ``sequence`` grows, so that it is not there twice."""

    uid: str
    sequence: int
    title: str
    place: str
    starts_at: datetime
    lasts: timedelta
    written_at: datetime


def calendar_file(event: CalendarEvent) -> bytes:
    """Return the file; instants stand in UTC."""
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//iskan//appointments//AR", "METHOD:PUBLISH", "BEGIN:VEVENT",
        f"UID:{event.uid}", f"SEQUENCE:{event.sequence}", f"DTSTAMP:{_instant(event.written_at)}",
        f"DTSTART:{_instant(event.starts_at)}", f"DTEND:{_instant(event.starts_at + event.lasts)}",
        f"SUMMARY:{_escaped(event.title)}", f"LOCATION:{_escaped(event.place)}", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(words: str) -> str:
    """Return text as 3.3.11 asks."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """Yield a line in pieces of 75 bytes, as 3.1 asks; no letter is cut, and what goes on begins with a space."""
    piece = b""
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > _LINE_BYTES:
            yield piece
            piece = b" "
        piece += encoded
    yield piece
