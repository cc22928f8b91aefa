"""What a file may be called, whatever was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iskan.apps.documents.intake.names import LONGEST, tidy_name
from iskan.apps.documents.intake.refusals import BadUpload

CONTROLS = [chr(c) for c in range(0xA0) if unicodedata.category(chr(c)) == "Cc" and chr(c) not in "\t\n\r"]
TURNS = list("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("شهادة راتب.PDF", "شهادة راتب.pdf"),
        ("scan.exe.pdf", "scan.exe.pdf"),
        ("invoice.html", "invoice.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\My papers\\cpr.jpg", "cpr.pdf"),
        ("\u200fعقد\u200e الزواج\u061c.pdf", "عقد الزواج.pdf"),
        ("  two   spaces .pdf", "two spaces.pdf"),
        ('a<b>"c":d|e?f*.pdf', "a b c d e f.pdf"),
        ("line\nbreak.pdf", "line break.pdf"),
        ("", "document.pdf"),
        (".pdf", "document.pdf"),
        ("...", "document.pdf"),
        ("file.", "file.pdf"),
        ("قائمة الدخل 2025.12", "قائمة الدخل 2025.pdf"),
        ("x" * 5000 + ".pdf", "x" * LONGEST + ".pdf"),
    ],
)
def test_names(typed: str, shown: str) -> None:
    assert tidy_name(typed, extension="pdf") == shown


@given(st.text(max_size=400))
def test_any_name_is_either_refused_or_safe(typed: str) -> None:
    try:
        shown = tidy_name(typed, extension="pdf")
    except BadUpload:
        assert any(c in typed for c in CONTROLS + TURNS)
        return
    assert shown.endswith(".pdf")
    assert 5 <= len(shown) <= LONGEST + 4
    assert not set(shown) & set('/\\"<>:|?*\r\n\t')
    assert not any(unicodedata.category(c) == "Cc" for c in shown)
    assert not any(c in shown for c in TURNS)
    assert not shown.startswith(".")


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing(typed: str) -> None:
    try:
        once = tidy_name(typed, extension="jpg")
    except BadUpload:
        return
    assert tidy_name(once, extension="jpg") == once


@given(st.text(max_size=50), st.sampled_from(CONTROLS + TURNS), st.text(max_size=50))
def test_what_hides_is_refused_wherever_it_stands(before: str, hidden: str, after: str) -> None:
    with pytest.raises(BadUpload):
        tidy_name(before + hidden + after, extension="pdf")
