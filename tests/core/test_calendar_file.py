"""A calendar file as RFC 5545 has it."""

from datetime import UTC, datetime, timedelta, timezone

from iskan.core.calendar_file import CalendarEvent, calendar_file

AT = datetime(2027, 3, 14, 7, 30, tzinfo=UTC)


def made(title: str = "تسلم المفاتيح", place: str = "Sitra") -> bytes:
    local = AT.astimezone(timezone(timedelta(hours=3)))
    event = CalendarEvent(
        uid="handover-1@iskan", sequence=2, title=title, place=place, starts_at=local, lasts=timedelta(hours=1),
        written_at=AT,
    )  # fmt: skip
    return calendar_file(event)


def test_it_names_when_where_and_what() -> None:
    lines = made().decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"DTSTART:20270314T073000Z", "DTEND:20270314T083000Z", "SUMMARY:تسلم المفاتيح", "SEQUENCE:2"} <= set(lines)
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_signs_of_the_format_are_escaped() -> None:
    assert b"LOCATION:a\\, b\\; c\\\\d\\ne" in made(place="a, b; c\\d\ne")


def test_no_line_is_longer_than_75_bytes_and_no_letter_is_cut() -> None:
    title = "معاينة الوحدة وتسلم مفاتيحها في المشروع الإسكاني بمدينة شرق سترة " * 3
    written = made(title)
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert title in written.decode().replace("\r\n ", "")
