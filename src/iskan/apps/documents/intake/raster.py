"""Opens a stranger's picture and gives its pixels band by band, so that little more than the picture is in memory."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageCms

from iskan.apps.documents.intake.excess import TooManyFrames, TooManyPixels
from iskan.apps.documents.intake.sizes import fitted

# A camera's JPEG is decoded at a fraction of its size; every other kind is decoded whole.
MAX_JPEG_PIXELS = 220_000_000
MAX_PIXELS = 60_000_000
ROWS = 64  # of a band once it is scaled
_FORMATS = {"jpg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "avif": ("AVIF",), "tif": ("TIFF",)}
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS
# Beside the picture itself an iPhone's file holds depths and small copies, which nobody asks for.
pillow_heif.options.THUMBNAILS = pillow_heif.options.DEPTH_IMAGES = pillow_heif.options.AUX_IMAGES = False
pillow_heif.options.DECODE_THREADS = 2


Band = Callable[[int, int], Image.Image]
"""Returns a picture's pixels from one row to another."""
Scaled = tuple[tuple[int, int], Image.Image, Image.Transpose | None]
"""The size a picture had, the picture scaled down by a whole number, and how to turn it upright."""


def frames(source: BinaryIO, extension: str, most: int) -> Iterator[Image.Image]:
    """Yield the pages of a file, one for every kind but TIFF, each in the size it is kept in and upright.

    Raises:
        TooManyPixels, TooManyFrames.
    """
    if extension == "heic":
        yield _finished(*_heif(source))
        return
    most_pixels = MAX_JPEG_PIXELS if extension == "jpg" else MAX_PIXELS
    try:
        with Image.open(source, formats=_FORMATS[extension]) as picture:
            count = getattr(picture, "n_frames", 1) if extension == "tif" else 1
            if count > most:
                raise TooManyFrames
            for number in range(count):
                yield _finished(*_decoded(picture, number, most_pixels, is_last=number == count - 1))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise TooManyPixels from fault


def _finished(size: tuple[int, int], small: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    """Bring a picture that was scaled by a whole number to its size, and turn it upright."""
    target = fitted(size)
    if small.size != target:
        small = small.resize(target, Image.Resampling.LANCZOS)
    return small.transpose(turn) if turn is not None else small


def plain(picture: Image.Image) -> Image.Image:
    """Return grey or sRGB pixels on white, with nothing beside them."""
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        bare = Image.alpha_composite(ground, layered).convert("RGB")
    elif picture.mode in {"1", "L"}:
        bare = picture.convert("L")
    elif picture.mode.startswith("I"):
        bare = picture.convert("I").point(lambda value: value / 257).convert("L")
    else:
        bare = _in_srgb(picture)
    bare.info = {}
    return bare


def _decoded(picture: Image.Image, number: int, most_pixels: int, *, is_last: bool) -> Scaled:
    """Decode a page of a file; after the last its pixels are let go, so that nothing else adds to them."""
    if number:
        picture.seek(number)
    if picture.width * picture.height > most_pixels:
        raise TooManyPixels
    picture.draft(None, fitted(picture.size))
    picture.load()
    size, turn = picture.size, _turn(picture)
    small = _joined(size, lambda top, bottom: picture.crop((0, top, size[0], bottom)))
    if is_last:
        picture.close()
    return size, small, turn


def _heif(source: BinaryIO) -> Scaled:
    """Decode the picture of an HEIC file; which way it lies is its container's word, and is already heeded."""
    kept = pillow_heif.open_heif(source, remove_stride=False)
    picture = kept[kept.primary_index]
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise TooManyPixels
    pixels, stride, mode = picture.data, picture.stride, picture.mode
    profile = picture.info.get("icc_profile")

    def band(top: int, bottom: int) -> Image.Image:
        rows = Image.frombytes(mode, (width, bottom - top), pixels[top * stride : bottom * stride], "raw", mode, stride)
        rows.info["icc_profile"] = profile
        return rows

    return picture.size, _joined(picture.size, band), None


def _joined(size: tuple[int, int], band: Band) -> Image.Image:
    """Scale a picture down by a whole number, band after band, so that little more than the picture is in memory."""
    (width, height), target = size, fitted(size)
    factor = max(1, min(width // target[0], height // target[1]))
    pieces = (
        (top // factor, plain(band(top, min(height, top + ROWS * factor))).reduce(factor))
        for top in range(0, height, ROWS * factor)
    )
    top, piece = next(pieces)
    whole = Image.new(piece.mode, (-(-width // factor), -(-height // factor)))
    whole.paste(piece, (0, top))
    for top, piece in pieces:
        whole.paste(piece, (0, top))
    return whole


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """How to turn the picture upright; a camera's unreadable note means as it is."""
    try:
        return _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 -- the note is damaged, the picture need not be
        return None


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK"}:
        return picture.convert("RGB")
    try:
        measured = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, measured, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture.convert("RGB")
    return converted or picture.convert("RGB")
