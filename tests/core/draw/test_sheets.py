"""Lists as offices write them: separators, headings, blank rows; what cannot be read is said so."""

import pytest

from iskan.core.draw import sheets
from iskan.core.draw.sheets import NotTwoColumns, SheetRow, read_rows


@pytest.mark.parametrize(
    "content",
    [
        b"A1\thouse-4br\nA2\thouse-4br\n",
        b"A1,house-4br\r\nA2,house-4br",
        b"\xef\xbb\xbfA1;house-4br\n\n A2 ; house-4br ;\n",
        "المعاملة,الفئة\nA1,house-4br\nA2,house-4br\n".encode(),
        b"reference,class\nA1,house-4br\nA2,house-4br\n",
    ],
)
def test_what_offices_write_is_read(content: bytes) -> None:
    assert [(row.code, row.drawn_class) for row in read_rows(content)] == [("A1", "house-4br"), ("A2", "house-4br")]


def test_rows_keep_their_numbers() -> None:
    assert read_rows(b"reference,class\n\nA1,x\n") == [SheetRow(3, "A1", "x")]
    assert read_rows(b"") == []


@pytest.mark.parametrize("content", [b"\xff\xfe", b"A1\n", b"a\tb\tc\n", b"A\0\tb\n", b"A1\t" + b"x" * 200_000])
def test_what_is_no_list_is_said_so(content: bytes) -> None:
    with pytest.raises(NotTwoColumns) as fault:
        read_rows(content)
    assert fault.value.text.ar


def test_more_rows_than_any_draw_has_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    assert len(read_rows(b"A1\tx\nA2\tx\n\n")) == 2
    with pytest.raises(NotTwoColumns, match="too many rows"):
        read_rows(b"A1\tx\nA2\tx\nA3\tx\n")
