"""What is typed into a search is read as everything it may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.core.lookups import LookupKind, lookups

NUMBER, ZERO, PHONE = LookupKind.PERSONAL_NUMBER, LookupKind.LOST_ZERO, LookupKind.TELEPHONE
PART, HOME, NAME, EMAIL = LookupKind.REFERENCE_PART, LookupKind.HOME, LookupKind.NAME, LookupKind.EMAIL
SUBJECT = LookupKind.SUBJECT


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("870600801", NUMBER, "870600801"),
        (" 870600 801 ", NUMBER, "870600801"),
        ("٨٧٠٦٠٠-٨٠١", NUMBER, "870600801"),
        ("\u200f870600801\u200f", NUMBER, "870600801"),
        ("10203045", ZERO, "010203045"),
        ("112345", ZERO, "000112345"),
        ("36001234", PHONE, "+97336001234"),
        ("3600 1234", PHONE, "+97336001234"),
        ("+973 3600 1234", PHONE, "+97336001234"),
        ("00973-36001234", PHONE, "+97336001234"),
        ("97336001234", PHONE, "+97336001234"),
        ("(٩٧٣) ٣٦٠٠١٢٣٤", PHONE, "+97336001234"),
        ("+966 50 123 4567", PHONE, "+966501234567"),
        ("Laila@Example.TEST", EMAIL, "laila@example.test"),
        ("2XQ4A", PART, "2XQ4A"),
        ("9-2xq4a", PART, "92XQ4A"),
        ("7654", PART, "7654"),
        ("sk-b12-03", HOME, "SK-B12-03"),
        ("SK B12 03", HOME, "SK-B12-03"),
        ("ليلى أحمد", NAME, "ليلى أحمد"),
    ],
)
def test_words_are_read_as_what_they_may_mean(typed: str, kind: LookupKind, value: str) -> None:
    assert (kind, value) in [(one.kind, one.value) for one in lookups(typed)]


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("", []),
        ("  ", []),
        ("ليلى", [NAME, SUBJECT]),
        ("Salah", [NAME, SUBJECT]),
        ("870600801", [NUMBER]),
        ("36554433", [PHONE, ZERO, PART, HOME, SUBJECT]),
        ("laila@example.test", [EMAIL]),
        ("870600801234", [HOME, SUBJECT]),
        ("123", [HOME, SUBJECT]),
        ("قسيمة 7", [SUBJECT]),
    ],
)
def test_words_are_read_as_nothing_else(typed: str, kinds: list[LookupKind]) -> None:
    assert [one.kind for one in lookups(typed)] == kinds


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(typed: str) -> None:
    assert all(one.value for one in lookups(typed))
