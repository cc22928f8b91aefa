"""What may be sent, what becomes of it, and what is said of what may not."""

import hashlib
import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from pytest_django import Settings
from tests.apps.documents import samples, taking
from tests.apps.documents.conftest import Clamd, Send, files_in
from tests.factories.cast import AT, Cast

from iskan.apps.documents import operations
from iskan.apps.documents.enums import PreviewSize, ScanResult
from iskan.apps.documents.intake import examiner, refusals, sizes
from iskan.apps.documents.models import Document
from iskan.apps.documents.previews import preview_of
from iskan.core.text import Text
from iskan.foundation import budgets, sandbox
from iskan.foundation.audit import trail_of
from iskan.foundation.scope import OutOfScope

MEGABYTE = 1024 * 1024
HTML = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def stored(document: Document) -> bytes:
    with document.file.open("rb") as kept:
        return bytes(kept.read())


def picture_of(document: Document) -> Image.Image:
    return Image.open(io.BytesIO(stored(document)))


def refused(send: Send, content: bytes, name: str = "scan.pdf") -> Text:
    """Send a file that must be refused, and return what is said; nothing may be left of it."""
    with pytest.raises(operations.BadUpload) as refusal:
        send(content, name)
    assert Document.objects.count() == 0
    assert files_in(default_storage) == []
    return refusal.value.text


def test_a_picture_is_stored_without_what_the_phone_wrote_into_it(send: Send) -> None:
    document = send(samples.jpeg(), "IMG_0001.JPG")
    kept = stored(document)
    assert b"A phone" not in kept
    assert b"taken at home" not in kept
    assert dict(picture_of(document).getexif()) == {}
    assert (document.content_type, document.original_name, document.pages) == ("image/jpeg", "IMG_0001.jpg", 1)
    assert (document.size, document.digest) == (len(kept), hashlib.sha256(kept).hexdigest())
    assert document.scan == ScanResult.NOT_CONFIGURED


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_upright(send: Send, orientation: int) -> None:
    upright = samples.scan(800, 400)
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    lying = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    picture = picture_of(send(samples.jpeg(lying, orientation=orientation)))
    assert picture.size == (800, 400)
    assert picture.convert("L").getpixel((20, 20)) < 40
    assert picture.convert("L").getpixel((780, 380)) > 200


def test_a_big_picture_is_scaled_to_a_readable_size(send: Send) -> None:
    document = send(samples.jpeg(samples.scan(6000, 4000), quality=60))
    assert picture_of(document).size == (sizes.MAX_SIDE, round(sizes.MAX_SIDE * 4000 / 6000))


def test_a_small_picture_keeps_its_size(send: Send) -> None:
    assert picture_of(send(samples.jpeg(samples.scan(640, 480)))).size == (640, 480)


@pytest.mark.parametrize(
    ("picture", "kind", "becomes"),
    [
        (samples.scan(), "PNG", "image/png"),
        (samples.scan(mode="L"), "PNG", "image/png"),
        (samples.scan(mode="1"), "PNG", "image/png"),
        (samples.scan().quantize(8), "PNG", "image/png"),
        (samples.scan().convert("I;16"), "PNG", "image/png"),
        (samples.noise(), "PNG", "image/jpeg"),
        (samples.noise(), "WEBP", "image/jpeg"),
        (samples.scan(mode="CMYK"), "JPEG", "image/jpeg"),
    ],
    ids=["drawing", "grey", "one bit", "palette", "sixteen bits", "photo as PNG", "photo as WebP", "print colours"],
)
def test_kinds_of_pictures(send: Send, picture: Image.Image, kind: str, becomes: str) -> None:
    document = send(samples.saved(picture, kind), "صورة البطاقة.bmp")
    assert document.content_type == becomes
    assert document.original_name == f"صورة البطاقة.{'png' if becomes == 'image/png' else 'jpg'}"
    assert picture_of(document).mode in {"RGB", "L"}
    assert picture_of(document).size == picture.size


def test_what_is_transparent_becomes_paper(send: Send) -> None:
    clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    assert picture_of(send(samples.saved(clear, "PNG"))).convert("RGB").getpixel((30, 20)) == (255, 255, 255)


def test_colours_measured_by_the_phone_are_kept_as_they_look(send: Send) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = picture_of(send(samples.saved(samples.scan(), "JPEG", icc_profile=profile)))
    assert "icc_profile" not in picture.info
    assert max(picture.convert("RGB").getpixel((20, 20))) < 20


@pytest.mark.parametrize(
    "profile",
    [b"no profile at all", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()],
    ids=["nonsense", "of another kind"],
)
def test_a_profile_that_does_not_fit_is_passed_over(send: Send, profile: bytes) -> None:
    assert "icc_profile" not in picture_of(send(samples.saved(samples.scan(), "JPEG", icc_profile=profile))).info


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")  # Pillow warns of what we let pass
def test_an_unreadable_note_about_orientation_does_not_lose_the_picture(send: Send) -> None:
    broken = samples.saved(samples.scan(), "JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff\x00")
    assert send(broken).content_type == "image/jpeg"


@pytest.mark.parametrize("pages", [1, 3])
def test_a_pdf_is_kept_to_the_byte(send: Send, pages: int) -> None:
    content = samples.pdf_bytes(samples.blank_pdf(pages))
    document = send(content, "salary.certificate.pdf")
    assert stored(document) == content
    assert (document.size, document.digest) == (len(content), hashlib.sha256(content).hexdigest())
    assert (document.content_type, document.pages) == ("application/pdf", pages)
    assert document.original_name == "salary.certificate.pdf"


def test_a_pdf_as_banks_send_it_is_taken(send: Send) -> None:
    assert send(samples.pdf_with_link()).pages == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", refusals.EMPTY),
        (b"just words", refusals.WRONG_KIND),
        (samples.saved(samples.scan(), "GIF"), refusals.WRONG_KIND),
        (HTML, refusals.WEB_PAGE),
        (SVG, refusals.WEB_PAGE),
        (b"\n\n  <svg onload=alert(1)>", refusals.WEB_PAGE),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", refusals.DAMAGED_PICTURE),
        (samples.phone_photo("heic").read_bytes()[:2000], refusals.DAMAGED_PICTURE),
        (samples.phone_photo("avif").read_bytes()[:900], refusals.DAMAGED_PICTURE),
        (samples.saved(samples.scan(), "TIFF")[:3000], refusals.DAMAGED_PICTURE),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00mp42avc1", refusals.WRONG_KIND),
        (samples.archive(), refusals.OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a word document", refusals.OFFICE),
        (samples.jpeg()[:2000], refusals.DAMAGED_PICTURE),
        (samples.jpeg()[:3] + b"not a picture", refusals.DAMAGED_PICTURE),
        (samples.saved(samples.scan(), "PNG")[:-500], refusals.DAMAGED_PICTURE),
        (samples.png_bomb(), refusals.TOO_MANY_PIXELS),
        (samples.png_bomb(8000), refusals.TOO_MANY_PIXELS),
    ],
    ids=[
        "empty",
        "text",
        "gif",
        "html",
        "svg",
        "svg-after-spaces",
        "no-heic",
        "cut-heic",
        "cut-avif",
        "cut-tiff",
        "film",
        "zip",
        "doc",
        "cut-jpeg",
        "no-jpeg",
        "cut-png",
        "bomb",
        "smaller-bomb",
    ],
)
@pytest.mark.parametrize("name", ["picture.png", "contract.pdf"])
def test_what_is_no_picture_and_no_pdf_is_refused_with_a_way_out(
    send: Send, content: bytes, words: Text, name: str
) -> None:
    assert refused(send, content, name) == words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (samples.encrypted_pdf(), refusals.ENCRYPTED),
        (samples.pdf_of_files(), refusals.ATTACHMENTS),
        (samples.pdf_with_xfa(), refusals.XFA),
        (samples.pdf_bytes()[:-40], refusals.DAMAGED_PDF),
        (b"%PDF-1.7\nnothing more", refusals.DAMAGED_PDF),
        (samples.pdf_bytes().replace(b"/Pages", b"/Pagez"), refusals.DAMAGED_PDF),
        (samples.pdf_bytes(samples.blank_pdf(30)) + HTML, refusals.TWO_KINDS),
        (b"%PDF-1.7\n%" + HTML + b"\n" + samples.pdf_bytes(), refusals.TWO_KINDS),
        (HTML + samples.pdf_bytes(), refusals.TWO_KINDS),
        (samples.archive(samples.pdf_bytes(samples.blank_pdf(30))), refusals.TWO_KINDS),
        (samples.archive(samples.pdf_bytes(samples.blank_pdf(30)), comment=b"\n%%EOF\n"), refusals.TWO_KINDS),
        (samples.pdf_bytes(samples.blank_pdf(51)), refusals.TOO_MANY_PAGES.format(limit="50")),
    ],
    ids=[
        "password",
        "folder-of-files",
        "xfa",
        "cut",
        "no-pdf",
        "broken-tree",
        "then-html",
        "html-in-head",
        "html-first",
        "then-zip",
        "zip-made-up",
        "pages",
    ],
)
def test_a_pdf_of_which_no_safe_copy_can_be_made_is_refused_with_a_way_out(
    send: Send, content: bytes, words: Text
) -> None:
    assert refused(send, content) == words


@pytest.mark.parametrize(
    ("content", "left_out"),
    [
        (samples.encrypted_pdf(user=""), ["encrypted"]),
        (samples.pdf_opening_with(S=samples.pikepdf.Name.JavaScript, JS="app.alert(1)"), ["active"]),
        (samples.pdf_opening_with(S=samples.pikepdf.Name.Launch, F="calc.exe"), ["active"]),
        (samples.pdf_opening_with(S=samples.pikepdf.Name.URI, URI="https://evil.example"), ["active"]),
        (samples.pdf_with_page_action(S=samples.pikepdf.Name.URI, URI="https://evil.example"), ["active"]),
        (samples.pdf_with_named_script(), ["active"]),
        (samples.pdf_with_hidden_script(), ["active"]),
        (samples.pdf_with_film(), ["active"]),
        (samples.pdf_with_attachment(), ["attachments"]),
    ],
)
def test_of_a_pdf_that_runs_or_carries_a_safe_copy_is_shown_and_the_original_kept(
    send: Send, content: bytes, left_out: list[str]
) -> None:
    document = send(content)
    assert document.left_out == left_out
    shown = stored(document)
    assert examiner.inspect(io.BytesIO(shown), most_pages=50) == {"pages": 1}
    assert not any(word in shown for word in (b"JavaScript", b"Launch", b"evil", b"macro.docm", b"/Encrypt"))
    with document.sent_file.open("rb") as kept:
        assert kept.read() == content
    assert (document.digest, document.sent_digest) == tuple(hashlib.sha256(one).hexdigest() for one in (shown, content))


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("a3-attachment", ["attachments"]),
        ("form-number-format", ["active"]),
        ("leading-bom", ["crumbs"]),
        ("leading-newline", ["crumbs"]),
        ("no-eof", []),
        ("owner-password-no-print", ["encrypted"]),
        ("startxref-off", ["damaged"]),
        ("trailing-comment", ["crumbs"]),
        ("trailing-crumbs", ["crumbs"]),
    ],
)
def test_what_every_reader_opens_is_taken(send: Send, name: str, left_out: list[str]) -> None:
    content = (samples.FILES / f"pdf-{name}.pdf").read_bytes()
    document = send(content)
    assert (document.pages, document.left_out) == (1, left_out)
    assert bool(document.sent_file) is bool(left_out)
    page = Image.open(io.BytesIO(preview_of(document, page=1, size=PreviewSize.PAGE))).convert("L")
    assert page.getextrema()[0] < 100, "nothing is to be seen on the page"


def test_a_pdf_that_swells_is_refused_before_it_fills_the_memory(send: Send) -> None:
    swelling = samples.pdf_that_swells()
    assert len(swelling) < 4 * MEGABYTE
    assert refused(send, swelling) == refusals.DAMAGED_PDF


@pytest.mark.parametrize(
    "content",
    [samples.pdf_of_objects(250_000), samples.pdf_that_never_ends_drawing()],
    ids=["of-objects", "without-end"],
)
def test_a_pdf_that_takes_too_long_is_refused_within_its_budget(send: Send, content: bytes) -> None:
    assert refused(send, content) == refusals.INTRICATE_PDF


def test_a_file_for_which_there_is_no_place_is_told_so(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    queue = sandbox.JobPlaces(running=1, waiting=0, wait_seconds=0.1)
    monkeypatch.setattr(sandbox, "_places", lambda: queue)
    with queue.place():
        assert refused(send, samples.pdf_bytes()) == refusals.EXAMINERS_BUSY
        assert refused(send, samples.jpeg(), "photo.jpg") == refusals.EXAMINERS_BUSY
    assert send(samples.pdf_bytes()).pages == 1


@pytest.mark.parametrize(
    ("content", "size", "words"),
    [
        (samples.pdf_bytes(), 48 * MEGABYTE + 1, refusals.TOO_BIG.format(limit="48")),
        (samples.pdf_bytes(), 60 * MEGABYTE, refusals.TOO_BIG.format(limit="48")),
        (samples.jpeg(), 48 * MEGABYTE + 1, refusals.TOO_BIG_PICTURE.format(limit="48")),
        (samples.jpeg(), 60 * MEGABYTE, refusals.TOO_BIG_PICTURE.format(limit="48")),
    ],
)
def test_a_file_over_the_limit_is_refused_in_its_words(send: Send, content: bytes, size: int, words: Text) -> None:
    assert refused(send, content.ljust(size, b"\x00"), "big") == words


@pytest.mark.parametrize("size", [10 * MEGABYTE, 48 * MEGABYTE])
def test_a_picture_at_the_limit_is_taken(send: Send, size: int) -> None:
    assert send(samples.jpeg().ljust(size, b"\x00"), "full.jpg").content_type == "image/jpeg"


def test_a_document_as_large_as_a_picture_may_be_is_taken(send: Send) -> None:
    assert send(samples.pdf_bytes().ljust(48 * MEGABYTE, b"\x00"), "scan.pdf").content_type == "application/pdf"


@pytest.mark.parametrize("kind", ["heic", "avif"])
def test_what_newer_telephones_take_is_shown_as_jpeg_and_kept_as_it_came(send: Send, kind: str) -> None:
    content = samples.phone_photo(kind).read_bytes()
    document = send(content, f"IMG_7.{kind.upper()}")
    assert (document.content_type, document.original_name) == ("image/jpeg", "IMG_7.jpg")
    assert picture_of(document).size == (1600, 1200)
    with document.sent_file.open("rb") as kept:
        assert kept.read() == content
    assert (document.sent_type, document.sent_size) == (f"image/{kind}", len(content))
    assert document.sent_digest == hashlib.sha256(content).hexdigest()


def test_a_scanners_pages_are_the_pages_of_a_document(send: Send) -> None:
    pages = [samples.scan(500, 700), samples.scan(700, 500)]
    document = send(samples.saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "scan0001.tiff")
    assert (document.content_type, document.original_name, document.pages) == ("application/pdf", "scan0001.pdf", 2)
    assert document.sent_type == "image/tiff"


def test_a_scanner_sends_no_more_pages_than_a_document_may_have(send: Send, settings: Settings) -> None:
    settings.ISKAN_UPLOAD_MAX_PAGES = 1
    two = samples.saved(samples.scan(), "TIFF", save_all=True, append_images=[samples.scan()])
    assert refused(send, two, "scan.tif") == refusals.TOO_MANY_PAGES.format(limit="1")


def test_the_largest_picture_of_a_telephone_is_taken_within_its_memory(send: Send) -> None:
    """50 million pixels, over 10 MB, in 300 MB; how long it takes is measured by ``tests.bench.pictures``."""
    content = samples.largest_of_a_telephone()
    assert len(content) > 10 * MEGABYTE
    assert picture_of(send(content, "50MP.jpg")).size == (2631, 3508)
    assert sandbox.run(taking.cost, io.BytesIO(content), extension="jpg")["megabytes"] < 300


@pytest.mark.parametrize("name", ["a\x00b.pdf", "contract\u202efdp.exe", "a\x1bb.pdf", "x\u2066y.pdf"])
def test_a_name_that_hides_something_is_refused(cast: Cast, name: str) -> None:
    uploaded = SimpleUploadedFile("plain.pdf", samples.pdf_bytes())
    uploaded._name = name
    with pytest.raises(operations.BadUpload) as refusal:
        operations.receive_upload(scope=cast.scope("head"), owner_id=cast.head.pk, uploaded=uploaded, at=AT)
    assert refusal.value.text == refusals.BAD_NAME
    assert files_in(default_storage) == []


def test_every_refusal_tells_what_to_do_in_both_languages() -> None:
    said = [words for words in vars(refusals).values() if isinstance(words, Text)]
    assert len(said) > 15
    for words in said:
        assert words.ar.count(". ") + words.ar.count("؛ ") >= 1, words.en
        assert words.en.count(". ") + words.en.count("; ") >= 1, words.en


@pytest.mark.parametrize("clamd", ["address", "path"], indirect=True)
def test_a_clean_file_passes_the_scanner_whole(send: Send, clamd: Clamd) -> None:
    content = samples.jpeg()
    assert send(content).scan == ScanResult.CLEAN
    assert clamd.streams == [content]


def test_an_infected_file_is_refused(send: Send, clamd: Clamd) -> None:
    infected = samples.jpeg(samples.scan()) + samples.EICAR
    assert refused(send, infected, "scan.jpg") == refusals.INFECTED
    assert clamd.streams == [infected]


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:port"])
def test_a_scanner_that_cannot_be_found_is_no_leave_to_pass(send: Send, settings: Settings, address: str) -> None:
    settings.ISKAN_CLAMD = address
    assert refused(send, samples.jpeg(), "scan.jpg") == refusals.SCANNER_DOWN


@pytest.mark.parametrize("verdict", [b"stream: Can't allocate memory ERROR\n", b"", b"what?\n"])
def test_a_scanner_without_a_verdict_is_no_leave_to_pass(send: Send, clamd: Clamd, verdict: bytes) -> None:
    clamd.verdict = verdict
    assert refused(send, samples.jpeg(), "scan.jpg") == refusals.SCANNER_DOWN


def test_a_scanner_that_drips_its_verdict_is_given_up_in_time(
    send: Send, clamd: Clamd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "SCAN_SECONDS", 1.0)
    clamd.pause_seconds = 0.3
    assert refused(send, samples.pdf_bytes()) == refusals.SCANNER_DOWN, "a verdict that comes too late is none"


def test_a_scanner_that_takes_less_than_people_may_send_is_no_leave_to_pass(send: Send, clamd: Clamd) -> None:
    clamd.longest = 1000
    assert refused(send, samples.jpeg(), "scan.jpg") == refusals.SCANNER_DOWN


def test_with_the_scanner_down_one_is_asked_to_try_later(send: Send, settings: Settings) -> None:
    settings.ISKAN_CLAMD = "127.0.0.1:9"
    with pytest.raises(operations.ScannerUnavailable) as refusal:
        send(samples.jpeg())
    assert refusal.value.text == refusals.SCANNER_DOWN
    assert files_in(default_storage) == []


def test_one_bad_file_does_not_lose_the_others(send: Send) -> None:
    first = send(samples.jpeg(), "one.jpg")
    with pytest.raises(operations.BadUpload):
        send(HTML, "two.png")
    third = send(samples.pdf_bytes(), "three.pdf")
    assert set(Document.objects.all()) == {first, third}


@pytest.mark.parametrize("sender", ["head", "delegate", "reviewer", "approver", "supervisor"])
def test_owners_delegates_and_officials_at_the_desk_send(cast: Cast, send: Send, sender: str) -> None:
    document = send(samples.jpeg(), by=sender)
    assert document.owner == cast.head
    assert document.uploaded_by == getattr(cast, sender)
    (line,) = trail_of(subject_kind="document", subject=str(document.pk))
    assert (line.action, line.actor_id, line.at) == ("documents.receive_upload", getattr(cast, sender).pk, AT)


@pytest.mark.parametrize("sender", ["stranger", "auditor", "administrator", "anonymous", "system"])
def test_nobody_else_sends(send: Send, sender: str) -> None:
    with pytest.raises(OutOfScope):
        send(samples.jpeg(), by=sender)
    assert files_in(default_storage) == []


def test_where_a_file_is_kept_says_nothing_of_its_name(send: Send) -> None:
    document = send(samples.jpeg(), "divorce of Zainab.jpg")
    assert document.file.name == f"uploads/{document.pk.hex[:2]}/{document.pk.hex}"
