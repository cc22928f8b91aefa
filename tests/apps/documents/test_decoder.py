"""Pictures decoded and written again: upright, of a readable size, on white, with nothing they carried."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw
from tests.apps.documents import samples

from iskan.apps.documents.intake import decoder, examiner, excess, pdfs, pictures, raster, sizes
from iskan.foundation import sandbox


def picture(mode: str = "RGB", size: tuple[int, int] = (40, 20), kind: str = "PNG", **options: object) -> io.BytesIO:
    made = Image.effect_noise(size, 60).convert(mode)
    kept = io.BytesIO()
    made.save(kept, kind, **options)
    kept.seek(0)
    return kept


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_mode_becomes_grey_or_colour_on_white(mode: str) -> None:
    made = opened(decoder.clean(picture(mode), extension="png", most_pages=50))
    assert made.mode in {"L", "RGB"}
    assert made.size == (40, 20)
    assert not made.info.get("exif")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_is_made_upright_and_loses_its_notes(orientation: int) -> None:
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010E] = "where it was taken"
    made = opened(decoder.clean(picture(kind="JPEG", exif=notes), extension="jpg", most_pages=50))
    assert made.size == ((20, 40) if orientation >= 5 else (40, 20))
    assert not made.getexif()


@pytest.mark.filterwarnings("ignore:Corrupt EXIF:UserWarning")
def test_a_damaged_note_leaves_the_picture_as_it_is() -> None:
    made = opened(
        decoder.clean(picture(kind="JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff"), extension="jpg", most_pages=50)
    )
    assert made.size == (40, 20)


def test_a_large_picture_is_scaled_and_one_too_large_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MAX_SIDE", 30)
    monkeypatch.setattr(sizes, "LEAST_WIDTH", 10)
    assert max(opened(decoder.clean(picture(), extension="png", most_pages=50)).size) == 30
    monkeypatch.setattr(raster, "MAX_PIXELS", 799)
    with pytest.raises(excess.TooManyPixels):
        decoder.clean(picture(), extension="png", most_pages=50)


def test_a_bomb_is_a_picture_of_too_many_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)
    with pytest.raises(excess.TooManyPixels):
        decoder.clean(picture(), extension="png", most_pages=50)


def test_a_flat_drawing_stays_png_and_what_a_camera_saw_becomes_jpeg() -> None:
    flat = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(flat, "PNG")
    flat.seek(0)
    assert opened(decoder.clean(flat, extension="png", most_pages=50)).format == "PNG"
    assert opened(decoder.clean(picture(size=(80, 80)), extension="png", most_pages=50)).format == "JPEG"


@pytest.mark.parametrize("profile", ["sound", "damaged"])
def test_colours_are_brought_to_srgb(profile: str) -> None:
    sound = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = sound if profile == "sound" else b"no profile"
    made = opened(decoder.clean(picture(kind="JPEG", icc_profile=kept), extension="jpg", most_pages=50))
    assert made.mode == "RGB"
    assert "icc_profile" not in made.info


def test_a_small_picture_of_it_is_no_wider_than_asked() -> None:
    made = opened(decoder.shrink(picture(size=(400, 100)), width=120))
    assert (made.size, made.format) == ((120, 30), "JPEG")


@pytest.mark.parametrize("kind", ["heic", "avif"])
def test_what_newer_telephones_take_is_decoded(kind: str) -> None:
    with samples.phone_photo(kind).open("rb") as sent:
        made = opened(decoder.clean(sent, extension=kind, most_pages=50))
    assert (made.format, made.size) == ("JPEG", (1600, 1200))
    assert len(made.convert("L").getcolors() or ()) > 50


def test_a_picture_scaled_by_a_whole_number_looks_as_one_scaled_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MAX_SIDE", 400)
    monkeypatch.setattr(sizes, "LEAST_WIDTH", 100)
    large = samples.scan(1700, 1300)
    made = opened(decoder.clean(io.BytesIO(samples.saved(large, "PNG")), extension="png", most_pages=50))
    assert made.size == (400, 306)
    beside = large.resize(made.size, Image.Resampling.LANCZOS)
    assert sum(ImageChops.difference(made.convert("L"), beside.convert("L")).histogram()[64:]) < 300


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((4032, 3024), (3508, 2631)),
        ((3024, 4032), (2631, 3508)),
        ((1080, 2400), (1080, 2400)),
        ((1080, 30_000), (1080, 30_000)),
        ((4000, 16_000), (1600, 6400)),
        ((16_382, 3628), (7225, 1600)),
        ((30_000, 1080), (21_082, 759)),
        ((1, 1), (1, 1)),
    ],
)
def test_the_shorter_side_stays_wide_enough_to_read(size: tuple[int, int], kept: tuple[int, int]) -> None:
    assert sizes.fitted(size) == kept


def lines(height: int, *, width: int = 600, step: int = 60) -> Image.Image:
    """Draw a long picture with a dark line of writing every so many rows."""
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    for top in range(20, height - 30, step):
        draw.rectangle((40, top, width - 40, top + 25), fill=(40, 40, 40))
    return picture


def test_a_long_picture_becomes_pages_that_cut_no_line() -> None:
    long = lines(6000)
    pages = list(sizes.pages_of(long, 50))
    assert 6 <= len(pages) <= 9
    assert sum(page.height for page in pages) == long.height
    for page in pages:
        assert page.width == long.width
        assert page.getpixel((300, 0)) == page.getpixel((300, page.height - 1)) == (255, 255, 255)


def test_a_very_long_picture_has_no_more_pages_than_may_be_sent() -> None:
    assert len(list(sizes.pages_of(lines(30_000, width=100), 50))) <= 50


def test_a_long_picture_is_stored_as_a_document_readable_at_full_size() -> None:
    written = decoder.clean(io.BytesIO(samples.saved(lines(6000), "PNG")), extension="png", most_pages=50)
    with pikepdf.open(io.BytesIO(written)) as pdf:
        shown = [image for page in pdf.pages for image in page.get_images().values()]
        assert {int(image.Width) for image in shown} == {600}
        assert sum(int(image.Height) for image in shown) == 6000


def tiff(*pages: Image.Image, **options: object) -> io.BytesIO:
    return io.BytesIO(samples.saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], **options))


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_the_pages_of_a_scanner_become_the_pages_of_a_document(mode: str) -> None:
    pages = [samples.scan(1240, 1754, mode), samples.scan(1754, 1240, mode), samples.scan(600, 800, mode)]
    written = decoder.clean(tiff(*pages), extension="tif", most_pages=50)
    with pypdfium2.PdfDocument(written) as pdf:
        sizes_drawn = [page.render(scale=1).to_pil().convert("L") for page in pdf]
    assert [drawn.width > drawn.height for drawn in sizes_drawn] == [False, True, False]
    for drawn in sizes_drawn:
        assert drawn.getpixel((20, 20)) < 60


def test_one_page_of_a_scanner_is_a_picture_lying_as_its_note_says() -> None:
    notes = Image.Exif()
    notes[0x0112] = 6
    made = opened(decoder.clean(tiff(samples.scan(400, 200), exif=notes), extension="tif", most_pages=50))
    assert made.size == (200, 400)
    assert made.convert("L").getpixel((190, 10)) < 60


def test_more_pages_than_may_be_sent_are_not_decoded() -> None:
    with pytest.raises(excess.TooManyFrames):
        decoder.clean(tiff(*[samples.scan(20, 20)] * 3), extension="tif", most_pages=2)


def test_an_heic_of_too_many_pixels_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "MAX_PIXELS", 1000)
    with samples.phone_photo("heic").open("rb") as sent, pytest.raises(excess.TooManyPixels):
        decoder.clean(sent, extension="heic", most_pages=50)


def test_what_the_sandbox_is_asked_for_by_name_is_there() -> None:
    found = {decoder.clean, decoder.shrink, examiner.draw, examiner.inspect, examiner.harmless}
    names = (pictures.CLEAN, pictures.SHRINK, pdfs.DRAW, pdfs.INSPECT, pdfs.HARMLESS)
    assert set(names) == {sandbox.named(function) for function in found}
