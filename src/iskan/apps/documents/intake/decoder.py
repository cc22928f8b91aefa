"""Decodes a stranger's picture and writes it again; run in the sandbox, where what it breaks is thrown away with it."""

import io
from typing import BinaryIO

from PIL import Image, ImageCms

MAX_PIXELS = 50_000_000
MAX_SIDE = 3508  # A4 at 300 dots an inch
_FORMATS = {"jpg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}
_ORIENTATION = 0x0112
_FEW_COLOURS = 64


class TooManyPixels(Exception):
    """The picture has more pixels than any camera of papers makes."""


def clean(source: BinaryIO, *, extension: str) -> bytes:
    """Return the picture written again, upright, scaled to a readable size, without what it carried."""
    try:
        return _written(_decoded(source, extension), extension)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise TooManyPixels from fault


def shrink(source: BinaryIO, *, width: int) -> bytes:
    """Return a picture no wider than asked, as JPEG."""
    with Image.open(source) as picture:
        picture.draft(None, _fitted(picture.size, width))
        small = _plain(picture)
        small.thumbnail(_fitted(small.size, width))
        return _saved(small, "JPEG", quality=82)


def _decoded(source: BinaryIO, extension: str) -> Image.Image:
    with Image.open(source, formats=_FORMATS[extension]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise TooManyPixels
        turned = _orientation(picture)
        picture.draft(None, _fitted(picture.size, MAX_SIDE))
        picture.load()
        plain = _plain(picture)
    plain.thumbnail(_fitted(plain.size, MAX_SIDE), Image.Resampling.LANCZOS)
    return plain.transpose(turned) if turned is not None else plain


def _orientation(picture: Image.Image) -> Image.Transpose | None:
    """How to turn the picture upright; a camera's unreadable note means as it is."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    try:
        return turns.get(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 -- the note is damaged, the picture need not be
        return None


def _plain(picture: Image.Image) -> Image.Image:
    """Return grey or sRGB pixels on white, with nothing beside them."""
    if picture.has_transparency_data:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        plain = Image.alpha_composite(ground, layered).convert("RGB")
    elif picture.mode in {"1", "L"}:
        plain = picture.convert("L")
    elif picture.mode.startswith("I"):
        plain = picture.convert("I").point(lambda value: value / 257).convert("L")
    else:
        plain = _in_srgb(picture)
    plain.info = {}
    return plain


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


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    share = min(1.0, side / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _written(picture: Image.Image, extension: str) -> bytes:
    """Keep flat drawings as PNG; make what a camera saw JPEG, its letters in full colour resolution."""
    if extension != "jpg" and picture.getcolors(_FEW_COLOURS) is not None:
        return _saved(picture, "PNG", optimize=True)
    return _saved(picture, "JPEG", quality=88, subsampling="4:4:4" if picture.mode == "RGB" else -1)


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()
