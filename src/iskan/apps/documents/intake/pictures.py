"""Pictures are decoded, turned upright, scaled to a readable size, and written again without what they carried."""

import io
import threading
from typing import BinaryIO

from PIL import Image, ImageCms

from iskan.apps.documents.intake.kinds import FileKind
from iskan.apps.documents.intake.refusals import DAMAGED_PICTURE, TOO_MANY_PIXELS, BadUpload

MAX_PIXELS = 50_000_000
MAX_SIDE = 3508  # A4 at 300 dots an inch
_FORMATS = {FileKind.JPEG: ("JPEG", "MPO"), FileKind.PNG: ("PNG",), FileKind.WEBP: ("WEBP",)}
_ORIENTATION = 0x0112
_FEW_COLOURS = 64

# A decoded picture may take 200 MB: no process decodes two at once.
_decoder = threading.Lock()


def clean_picture(source: BinaryIO, kind: FileKind, target: BinaryIO) -> FileKind:
    """Write the picture again to a target, and return as what.

    Raises:
        BadUpload: it cannot be decoded to its end, or has more pixels than any camera of papers makes.
    """
    with _decoder:
        try:
            return _write(_decoded(source, kind), kind, target)
        except BadUpload:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
            raise BadUpload(TOO_MANY_PIXELS) from fault
        except Exception as fault:  # decoders raise anything at all on damaged bytes
            raise BadUpload(DAMAGED_PICTURE) from fault


def shrunk(source: BinaryIO, width: int) -> bytes:
    """Return a stored picture no wider than asked, as JPEG."""
    with _decoder, Image.open(source) as picture:
        picture.draft(None, _fitted(picture.size, width))
        small = _plain(picture)
        small.thumbnail(_fitted(small.size, width))
        target = io.BytesIO()
        small.save(target, "JPEG", quality=82)
        return target.getvalue()


def _decoded(source: BinaryIO, kind: FileKind) -> Image.Image:
    source.seek(0)
    with Image.open(source, formats=_FORMATS[kind]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise BadUpload(TOO_MANY_PIXELS)
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


def _write(picture: Image.Image, kind: FileKind, target: BinaryIO) -> FileKind:
    """Keep flat drawings as PNG; make what a camera saw JPEG, its letters in full colour resolution."""
    if kind is not FileKind.JPEG and picture.getcolors(_FEW_COLOURS) is not None:
        picture.save(target, "PNG", optimize=True)
        return FileKind.PNG
    picture.save(target, "JPEG", quality=88, subsampling="4:4:4" if picture.mode == "RGB" else -1)
    return FileKind.JPEG
