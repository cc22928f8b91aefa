"""Log lines name nobody."""

import logging
import sys
import time

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from iskan.foundation.logs import PrivateFormatter, without_personal_data


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("asked about 850123456", "asked about <number>"),
        ("سُئل عن ٨٥٠١٢٣٤٥٦ الآن", "سُئل عن <number> الآن"),
        ("mail to zainab.ali@example.bh failed", "mail to <e-mail> failed"),
        ("from=zainab@ali@example.bh, x", "from=zainab@<e-mail>, x"),
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


@pytest.mark.parametrize("run", ["a", "+", "1", "a.", "@a", "a@a"])
def test_a_long_line_is_masked_at_once(run: str) -> None:
    line, begun = run * (30_000 // len(run)), time.process_time()
    without_personal_data(f"GET /{line}")
    # Tried anew from each letter it takes several seconds, and four times that when twice as long.
    assert time.process_time() - begun < 0.5


def logged(fault: Exception) -> str:
    formatter = PrivateFormatter("%(levelname)s %(message)s")
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
