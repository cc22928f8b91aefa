"""Whatever a register sends as a name prints on every kind of document: whole, within the page, letter by letter."""

import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from tests.apps.documents.conftest import CARD, REFERENCE
from tests.apps.documents.test_press import CERTIFICATE, CONTRACT, STATEMENT, TOKEN, _spoken_by
from tests.factories.cast import AT

from iskan.apps.cases.operations.receipts import Receipt
from iskan.apps.documents.kinds import Contents, kinds
from iskan.apps.documents.press import typesetting
from iskan.apps.documents.press.letters import printable
from iskan.core.text import Text

ODD = (
    "علی‌رضا پورگیلانی", "محمّد عبدُ الرَّحمٰن", "فاطمـــة الزهـــراء", "ﻻﻣﻊ ﺍﻟﺤﻠﻮ", "ڈاکٹر ٹیپو گُل ژالہ", "هند",
    "م", "عبدالرحمن محمد عبدالعزيز إبراهيم عبداللطيف بن سلمان بن خليفة آل محمود الزياني البنعلي الدوسري",
    "عبدالرحمنعبدالعزيزعبداللطيفعبدالوهابعبدالمحسنعبدالرزاقعبدالحميدعبدالرؤوف", "علي (أبو حسين) [الأول] {ب}",
    "سعيد 3 محمد ٣", "Ștefan Łukasz Bjørn Straße", "Nguyễn Thị Ánh Dương", "O’Neil D'Souza-Al Khalifa, Jr.",
    "Ana\u0301 Jose\u0301 Mun\u0303oz", "Дмитрий Щукин", "Δημήτρης", "王小明", "यूसुफ़ ख़ान", "No. № 7 ™ ½",
    "#strong[x] $x^2$ *y* _z_ `c` @ref <lab> \\ // ~", "\u202eعلي\u202c \u200fحسن\u200e \u2066Ali\u2069",
    "<b>علي</b> & 'حسن' \"محمد\"", "Ali 😀 حسن 🕌", "  علي   حسن  \u00a0 محمد ", "Zainab زينب Ahmed أحمد 850312407",
)  # fmt: skip
RECEIPT = Receipt(
    holder_name=CARD.holder_name, cpr="850312407", office=Text(ar="أمانة العاصمة", en="Capital Municipality"),
    paid_for=Text(ar="رسم الخدمة: شهادة إثبات السكن", en="Service fee: Proof of residence"),
    amount=Text(ar="5 دنانير", en="5 BHD"), method=Text(ar="بطاقة صراف آلي", en="Debit card"), paid_on=AT.date(),
    charge="F6SJ6-K4PST",
)  # fmt: skip
SAMPLES: dict[str, Contents] = {
    "entitlement_card": CARD, "nomination_certificate": CERTIFICATE, "usufruct_contract": CONTRACT,
    "certificate": STATEMENT, "receipt": RECEIPT,
}  # fmt: skip
EDGE = 2.0
"""Points a letter's own outline may lie beside the page's edge."""


def set_with(template: str, name: Text) -> bytes:
    named: Any = SAMPLES[template]
    paper = typesetting.DocumentHead(
        name=Text(ar="وثيقة", en="Document"), case_reference=REFERENCE, token=TOKEN, issued_at=AT, valid_from=AT.date()
    )
    return typesetting.typeset(template=template, contents=replace(named, holder_name=name), paper=paper)


def letters_of(words: str) -> Counter[str]:
    """Return the letters of words, each in its plain form, without marks and spaces."""
    plain = unicodedata.normalize("NFKD", words)
    return Counter(letter for letter in plain if unicodedata.category(letter)[0] in "LNS")


def pages_of(pdf: bytes) -> Iterator[tuple[str, list[tuple[float, ...]], tuple[float, float]]]:
    """Yield the words of each page, the place of each of its letters, and its size."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            places = [text.get_charbox(number) for number in range(text.count_chars())]
            yield text.get_text_range(), places, page.get_size()
            text.close()
            page.close()


def test_every_kind_of_document_is_among_them() -> None:
    assert {kind.template for kind in kinds()} == set(SAMPLES)


@pytest.mark.parametrize("template", sorted(SAMPLES))
@pytest.mark.parametrize("name", ODD, ids=range(len(ODD)))
def test_an_odd_name_stands_whole_within_the_page(template: str, name: str) -> None:
    plain = len(list(pages_of(set_with(template, CARD.holder_name))))
    pages = list(pages_of(set_with(template, Text(ar=name, en=name))))
    assert len(pages) == plain, "a name makes no page of its own"
    assert not letters_of(printable(name, Path(settings.ISKAN_FONTS_DIR))) - letters_of(" ".join(p[0] for p in pages))
    for _words, places, (width, height) in pages:
        drawn = [place for place in places if place[0] != place[2]]
        assert drawn
        assert min(place[0] for place in drawn) >= -EDGE
        assert max(place[2] for place in drawn) <= width + EDGE
        assert min(place[1] for place in drawn) >= -EDGE
        assert max(place[3] for place in drawn) <= height + EDGE


@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_no_odd_name_is_copied_letters_turned_round(template: str) -> None:
    """Readers turn right-to-left words around glyph by glyph: a glyph of two letters gives them the wrong way."""
    for name in ODD:
        with pikepdf.open(io.BytesIO(set_with(template, Text(ar=name, en=name)))) as pdf:
            spoken = [said for page in pdf.pages for font in page.Resources.Font.values() for said in _spoken_by(font)]
        assert not [said for said in spoken if len(said) > 1 and "\u0600" <= said[0] <= "\u06ff"], name


def test_a_record_of_many_sets_every_odd_name() -> None:
    """A long paper is set by a template of its own, with a name in each row."""
    rows = [
        {
            "number": str(number), "place": str(number), "reference": REFERENCE, "cpr": CARD.cpr,
            "name": Text(ar=name, en=name), "governorate": CARD.governorate, "seniority": "22/02/2012",
            "ground": Text(ar="بالأقدمية", en="By seniority"),
        }
        for number, name in enumerate(ODD, start=1)
    ]  # fmt: skip
    words = {
        "reference": "N-2026-001", "issued_on": AT.date(), "inputs_digest": "a" * 64, "outcome_digest": "b" * 64,
        "summary": [], "warning": None, "pools": [{"title": CARD.programme, "rows": rows}], "signatures": [],
    }  # fmt: skip
    pages = list(pages_of(typesetting.typeset_record(template="nominees", words=words, at=AT)))
    said = letters_of(" ".join(page[0] for page in pages))
    for name in ODD:
        assert not letters_of(printable(name, Path(settings.ISKAN_FONTS_DIR))) - said, name
    assert all(place[2] <= size[0] + EDGE for _words, places, size in pages for place in places)
