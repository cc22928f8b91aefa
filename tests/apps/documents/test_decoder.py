"""Pictures decoded and written again: upright, of a readable size, on white, with nothing they carried."""

import io

import pytest
from PIL import Image, ImageCms

from iskan.apps.documents.intake import decoder


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
    made = opened(decoder.clean(picture(mode), extension="png"))
    assert made.mode in {"L", "RGB"}
    assert made.size == (40, 20)
    assert not made.info.get("exif")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_is_made_upright_and_loses_its_notes(orientation: int) -> None:
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010E] = "where it was taken"
    made = opened(decoder.clean(picture(kind="JPEG", exif=notes), extension="jpg"))
    assert made.size == ((20, 40) if orientation >= 5 else (40, 20))
    assert not made.getexif()


@pytest.mark.filterwarnings("ignore:Corrupt EXIF:UserWarning")
def test_a_damaged_note_leaves_the_picture_as_it_is() -> None:
    made = opened(decoder.clean(picture(kind="JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff"), extension="jpg"))
    assert made.size == (40, 20)


def test_a_large_picture_is_scaled_and_one_too_large_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoder, "MAX_SIDE", 30)
    assert max(opened(decoder.clean(picture(), extension="png")).size) == 30
    monkeypatch.setattr(decoder, "MAX_PIXELS", 799)
    with pytest.raises(decoder.TooManyPixels):
        decoder.clean(picture(), extension="png")


def test_a_bomb_is_a_picture_of_too_many_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)
    with pytest.raises(decoder.TooManyPixels):
        decoder.clean(picture(), extension="png")


def test_a_flat_drawing_stays_png_and_what_a_camera_saw_becomes_jpeg() -> None:
    flat = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(flat, "PNG")
    flat.seek(0)
    assert opened(decoder.clean(flat, extension="png")).format == "PNG"
    assert opened(decoder.clean(picture(size=(80, 80)), extension="png")).format == "JPEG"


@pytest.mark.parametrize("profile", ["sound", "damaged"])
def test_colours_are_brought_to_srgb(profile: str) -> None:
    sound = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = sound if profile == "sound" else b"no profile"
    made = opened(decoder.clean(picture(kind="JPEG", icc_profile=kept), extension="jpg"))
    assert made.mode == "RGB"
    assert "icc_profile" not in made.info


def test_a_small_picture_of_it_is_no_wider_than_asked() -> None:
    made = opened(decoder.shrink(picture(size=(400, 100)), width=120))
    assert (made.size, made.format) == ((120, 30), "JPEG")
