"""Copied text: a letter and the mark it carries are copied once, by a reader and by what a file says of glyphs."""

import re
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst

from iskan.apps.documents.press import typesetting

SHEET = """
#set text(font: ("Iskan Sans Arabic", "Iskan Sans Latin"), weight: {weight})
#text(kerning: false, lang: "ar", region: "bh", dir: rtl)[{words}]
"""
WORDS = [
    "وقّعت الوزارة هذه الوثيقة إلكترونيًا",
    "مُحَمَّد",
    "رُشّح",
    "شقّة تمليك",
    "أولًا",
    "كاملاً",
    "الأَوَّل",
    "الآخِر",
    "فَعَلَّا",
    "هٰذا",
    "گِلستان",
    "علي بن سلمان",
]


def sheet_of(words: str, folder: Path, weight: int) -> bytes:
    source = folder / "sheet.typ"
    source.write_text(SHEET.format(words=words, weight=weight), encoding="utf-8")
    return typst.compile(
        source,
        format="pdf",
        font_paths=typesetting._fonts(),
        ignore_system_fonts=True,
        pdf_standards=typesetting.STANDARD,
    )


def read_by_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage()
        said: str = text.get_text_range()
        text.close()
        page.close()
    return said


def read_by_glyph(path: Path) -> str:
    """Return what a reader makes that believes each glyph, as most libraries do."""
    said = []
    with pikepdf.open(path) as document:
        page = document.pages[0]
        meanings = {name: meanings_of(font) for name, font in page.Resources.Font.items()}
        font = ""
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = str(operands[0])
            elif str(operator) in {"Tj", "TJ"}:
                shown = operands[0] if str(operator) == "TJ" else operands
                for one in shown:
                    if isinstance(one, pikepdf.String):
                        codes = bytes(one)
                        said += [meanings[font][codes[at : at + 2].hex()] for at in range(0, len(codes), 2)]
    return "".join(said)


def meanings_of(font: pikepdf.Object) -> dict[str, str]:
    told = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>", told)
    return {code.lower(): bytes.fromhex(meant).decode("utf-16-be") for code, meant in pairs}


def letters(words: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", words))


@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize("words", WORDS)
def test_a_letter_and_its_mark_are_copied_once(words: str, weight: int, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet_of(words, tmp_path, weight))
    assert letters(read_by_pdfium(path.read_bytes())) == letters(words)
    assert letters(read_by_glyph(path)) == letters(words)


def test_letters_a_name_keeps_apart_are_drawn_apart(tmp_path: Path) -> None:
    apart, joined, spaced = (drawn(words, tmp_path) for words in ("علی\u200cرضا", "علیرضا", "علی رضا"))
    assert apart == pytest.approx(spaced, abs=1)
    assert apart != pytest.approx(joined, abs=1)


def drawn(words: str, folder: Path) -> list[int]:
    """Return how wide each stretch of a name is that is drawn without a gap."""
    path = folder / "sheet.pdf"
    path.write_bytes(sheet_of(words, folder, 400))
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        page = document[0]
        picture = page.render(scale=4).to_numpy()
        page.close()
    ink = (picture.min(axis=2) < 128).any(axis=0)
    starts = [at for at in range(1, len(ink)) if ink[at] and not ink[at - 1]]
    ends = [at for at in range(1, len(ink)) if ink[at - 1] and not ink[at]]
    return [end - start for start, end in zip(starts, ends, strict=True)]
