"""Decodes a stranger's picture and writes it again; run in the sandbox, where what it breaks is thrown away with it."""

import io
from collections.abc import Iterable
from typing import BinaryIO

import pikepdf
from PIL import Image

from iskan.apps.documents.intake.raster import frames, plain
from iskan.apps.documents.intake.sizes import narrowed, pages_of

PAPER_INCHES = 8.27  # a page of several is shown as wide as A4
_FEW_COLOURS = 64


def clean(source: BinaryIO, *, extension: str, most_pages: int) -> bytes:
    """Return the picture written again, upright, of a readable size, without what it carried.

    A file of several pages, and a picture too long for one, becomes a PDF.
    """
    pages = (page for frame in frames(source, extension, most_pages) for page in pages_of(frame, most_pages))
    first = next(pages)
    second = next(pages, None)
    return _written(first, extension) if second is None else _bound([first, second], pages)


def shrink(source: BinaryIO, *, width: int) -> bytes:
    """Return a picture no wider than asked, as JPEG."""
    with Image.open(source) as picture:
        picture.draft(None, narrowed(picture.size, width))
        small = plain(picture)
        small.thumbnail(narrowed(small.size, width))
        return _saved(small, "JPEG", quality=82)


def _written(picture: Image.Image, extension: str) -> bytes:
    """Keep flat drawings as PNG; make what a camera saw JPEG, its letters in full colour resolution."""
    if extension != "jpg" and picture.getcolors(_FEW_COLOURS) is not None:
        return _saved(picture, "PNG", optimize=True)
    return _saved(picture, "JPEG", quality=88, subsampling="4:4:4" if picture.mode == "RGB" else -1)


def _bound(*runs: Iterable[Image.Image]) -> bytes:
    """Return pages as one PDF, each written before the next is made."""
    target = io.BytesIO()
    with pikepdf.new() as whole:
        for run in runs:
            for page in run:
                _append(whole, page)
        whole.save(target)
    return target.getvalue()


def _append(whole: pikepdf.Pdf, page: Image.Image) -> None:
    leaf = _saved(page, "PDF", quality=88, resolution=page.width / PAPER_INCHES)
    with pikepdf.open(io.BytesIO(leaf)) as one:
        whole.pages.extend(one.pages)


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()
