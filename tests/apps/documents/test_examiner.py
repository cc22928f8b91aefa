"""The examiner's own eyes, without the process around them."""

import io

import pikepdf
import pytest
from PIL import Image
from tests.apps.documents import samples

from iskan.apps.documents.intake import examiner


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (samples.pdf_bytes(samples.blank_pdf(3)), {"pages": 3}),
        (samples.pdf_with_link(), {"pages": 2}),
        (samples.pdf_opening_with(S=pikepdf.Name.GoTo, D=pikepdf.Array([0, pikepdf.Name.Fit])), {"pages": 1}),
        (samples.pdf_with_page_action(S=pikepdf.Name.Named, N=pikepdf.Name.Print), {"pages": 1}),
        (samples.encrypted_pdf(), {"fault": "encrypted"}),
        (samples.encrypted_pdf(user=""), {"fault": "encrypted"}),
        (samples.pdf_opening_with(S=pikepdf.Name.URI, URI="https://evil.example"), {"fault": "active"}),
        (samples.pdf_opening_with(JS="app.alert(1)"), {"fault": "active"}),
        (samples.pdf_with_page_action(S=pikepdf.Name.SubmitForm), {"fault": "active"}),
        (samples.pdf_with_named_script(), {"fault": "active"}),
        (samples.pdf_with_hidden_script(), {"fault": "active"}),
        (samples.pdf_with_film(), {"fault": "active"}),
        (samples.pdf_with_attachment(), {"fault": "attachments"}),
        (samples.pdf_with_xfa(), {"fault": "xfa"}),
        (samples.pdf_bytes(samples.blank_pdf(51)), {"fault": "long"}),
        (samples.pdf_of_objects(examiner.MOST_OBJECTS + 1), {"fault": "intricate"}),
        (samples.pdf_bytes(samples.blank_pdf(0)), {"fault": "damaged"}),
        (b"%PDF-1.7 and no more", {"fault": "damaged"}),
        (samples.pdf_bytes().replace(b"/Pages", b"/Pagez"), {"fault": "damaged"}),
    ],
    ids=[
        "plain",
        "link",
        "opens-at-page",
        "prints-a-page",
        "password",
        "restricted",
        "calls-home",
        "script",
        "submits",
        "named-script",
        "hidden-script",
        "film",
        "attachment",
        "xfa",
        "too-long",
        "intricate",
        "no-pages",
        "no-pdf",
        "broken-tree",
    ],
)
def test_verdicts(content: bytes, verdict: dict[str, object]) -> None:
    assert examiner.inspect(io.BytesIO(content), most_pages=50) == verdict


def test_what_only_one_of_two_readers_can_read_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examiner, "pages_drawn", lambda _source: 2)
    assert examiner.inspect(io.BytesIO(samples.pdf_bytes()), most_pages=50) == {"fault": "damaged"}


def test_what_the_drawing_library_cannot_open_has_no_pages() -> None:
    assert examiner.pages_drawn(io.BytesIO(b"nothing")) == -1


def test_drawing_a_page() -> None:
    drawn = examiner.draw(io.BytesIO(samples.pdf_bytes(samples.blank_pdf(2))), page=2, width=300)
    assert Image.open(io.BytesIO(drawn)).width == pytest.approx(300, abs=1)


@pytest.mark.parametrize("words", ["/JS", "/Launch", "/EmbeddedFiles", "/XFA", "/JavaScript", "/3D"])
def test_words_in_a_sentence_are_not_actions(words: str) -> None:
    pdf = samples.blank_pdf()
    pdf.docinfo["/Subject"] = f"How to use {words} in your files"
    assert examiner.inspect(io.BytesIO(samples.pdf_bytes(pdf)), most_pages=50) == {"pages": 1}
