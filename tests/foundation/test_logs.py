"""Log lines name nobody."""

import json
import logging
import logging.config
import re
import sys
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from iskan.foundation.logs import (
    JsonFormatter,
    PrivateFormatter,
    logging_settings,
    request_number,
    without_personal_data,
)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("asked about 850123456", "asked about <number>"),
        ("سُئل عن ٨٥٠١٢٣٤٥٦ الآن", "سُئل عن <number> الآن"),
        ("mail to zainab.ali@example.bh failed", "mail to <e-mail> failed"),
        ("paid from BH67BMAG00001299123456", "paid from <iban>"),
        ("texted +97339001234", "texted <phone>"),
        ("texted +973 3900 1234", "texted <phone>"),
        ("texted 39001234", "texted <number>"),
        ("case 1234567 took 0.123456789 s at 2026-11-21 10:11:12,345", None),
        ("GET /apply/H-7K2M-9QXR/ 200", None),
    ],
)
def test_what_is_masked(line: str, kept: str | None) -> None:
    assert without_personal_data(line) == (kept or line)


@given(st.integers(min_value=10**8, max_value=10**9 - 1))
def test_no_personal_number_passes(number: int) -> None:
    assert str(number) not in without_personal_data(f"cpr={number}; next")


def logged(fault: Exception, given: logging.Formatter | None = None) -> str:
    formatter = given or PrivateFormatter("%(levelname)s %(message)s")
    try:
        raise fault
    except type(fault):
        record = logging.LogRecord("iskan", logging.ERROR, __file__, 1, "for %s", ("850123456",), sys.exc_info())
    return formatter.format(record)


def test_a_traceback_is_masked_too() -> None:
    text = logged(ValueError("850123456 is not a number"))
    assert "850123456" not in text
    assert text.startswith("ERROR for <number>\nTraceback")
    assert "ValueError: <number> is not a number" in text


def test_of_a_database_fault_the_row_is_left_out() -> None:
    text = logged(IntegrityError("duplicate key\nDETAIL:  Key (name)=(زينب علي) already exists."))
    assert "زينب" not in text
    assert "IntegrityError: duplicate key" in text


def as_json(message: str, *arguments: object, **extra: object) -> dict[str, Any]:
    record = logging.LogRecord("iskan.drill", logging.INFO, __file__, 1, message, arguments, None)
    record.__dict__.update(extra)
    told: dict[str, Any] = json.loads(JsonFormatter().format(record))
    return told


@given(st.integers(min_value=10**8, max_value=10**9 - 1))
def test_no_personal_number_passes_as_json(number: int) -> None:
    assert str(number) not in json.dumps(as_json("cpr=%s; mail to a%s@example.bh", number, number))


def test_a_json_line_says_when_what_and_of_which_request() -> None:
    before = request_number.set("7K3F9QTM2C")
    try:
        told = as_json("%s %s", "portal:home", 200, route="portal:home", status=200, seconds=0.01)
    finally:
        request_number.reset(before)
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "level": "INFO", "logger": "iskan.drill", "message": "portal:home 200", "request": "7K3F9QTM2C",
        "route": "portal:home", "status": 200, "seconds": 0.01,
    }  # fmt: skip


def test_a_traceback_stays_in_its_json_line_and_is_masked() -> None:
    line = logged(ValueError("850123456 is not a number"), JsonFormatter())
    assert "\n" not in line
    assert "850123456" not in line
    assert "ValueError: <number> is not a number" in json.loads(line)["fault"]


@pytest.mark.parametrize(("form", "level"), [("json", "INFO"), ("line", "WARNING")])
def test_each_request_has_a_line_where_machines_read_them(form: str, level: str) -> None:
    settings = logging_settings(form)
    assert settings["loggers"]["iskan.foundation.requests"]["level"] == level
    logging.config.DictConfigurator(settings).configure_formatter(settings["formatters"][form])


@pytest.mark.django_db
def test_a_request_has_one_number_in_its_answer_its_lines_and_the_page_of_a_fault(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    numbers = []

    class Keep(logging.Handler):
        def emit(self, _record: logging.LogRecord) -> None:
            numbers.append(request_number.get())

    logger = logging.getLogger("iskan.foundation.requests")
    keep = Keep()
    logger.addHandler(keep)
    try:
        with caplog.at_level(logging.INFO, logger.name):
            answer = client.get("/en/nowhere/", headers={"X-Request-ID": "a-number-of-a-stranger"})
    finally:
        logger.removeHandler(keep)
    number = answer["X-Request-ID"]
    assert re.fullmatch("[2-9A-Z]{10}", number)
    assert numbers == [number]
    assert number in answer.content.decode()
    assert request_number.get() == ""


@pytest.mark.django_db
def test_two_requests_have_two_numbers(client: Client) -> None:
    assert client.get("/")["X-Request-ID"] != client.get("/")["X-Request-ID"]
