"""The examiner's own eyes, without the process around them."""

import io
import re

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
        (samples.encrypted_pdf(user=""), {"mend": ["encrypted"]}),
        (samples.pdf_opening_with(S=pikepdf.Name.URI, URI="https://evil.example"), {"mend": ["active"]}),
        (samples.pdf_opening_with(JS="app.alert(1)"), {"mend": ["active"]}),
        (samples.pdf_with_page_action(S=pikepdf.Name.SubmitForm), {"mend": ["active"]}),
        (samples.pdf_with_named_script(), {"mend": ["active"]}),
        (samples.pdf_with_hidden_script(), {"mend": ["active"]}),
        (samples.pdf_with_film(), {"mend": ["active"]}),
        (samples.pdf_with_attachment(), {"mend": ["attachments"]}),
        (samples.pdf_with_xfa(), {"fault": "xfa"}),
        (samples.pdf_with_fields(XFA=pikepdf.String("<xdp/>")), {"mend": ["xfa"]}),
        (samples.pdf_with_fields({"/NeedsRendering": True}, XFA=pikepdf.String("<xdp/>")), {"fault": "xfa"}),
        (samples.pdf_of_files(), {"fault": "attachments"}),
        (samples.pdf_missing_a_page(), {"fault": "damaged"}),
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
        "form-beside-xfa",
        "form-drawn-by-xfa",
        "folder-of-files",
        "page-missing",
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


@pytest.mark.parametrize(
    "content",
    [
        samples.encrypted_pdf(user=""),
        samples.pdf_opening_with(S=pikepdf.Name.Launch, F="calc.exe"),
        samples.pdf_with_page_action(S=pikepdf.Name.SubmitForm),
        samples.pdf_with_named_script(),
        samples.pdf_with_hidden_script(),
        samples.pdf_with_film(),
        samples.pdf_with_attachment(),
        samples.pdf_with_fields(XFA=pikepdf.String("<xdp/>")),
    ],
)
def test_a_safe_copy_holds_nothing_that_acts_or_is_carried(content: bytes) -> None:
    made = examiner.harmless(io.BytesIO(content), most_pages=50)
    assert examiner.inspect(io.BytesIO(made), most_pages=50) == {"pages": 1}
    assert not re.search(rb"/(JS|JavaScript|Launch|EmbeddedFile|XFA|RichMedia|Encrypt)\b", expanded(made))


def test_a_safe_copy_looks_as_the_original_does() -> None:
    content = (samples.FILES / "pdf-form-number-format.pdf").read_bytes()
    made = examiner.harmless(io.BytesIO(content), most_pages=50)
    drawn = [examiner.draw(io.BytesIO(one), page=1, width=600) for one in (content, made)]
    assert drawn[0] == drawn[1]


def expanded(content: bytes) -> bytes:
    """Return a PDF with nothing in it compressed."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            written, object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False,
        )  # fmt: skip
    return written.getvalue()
