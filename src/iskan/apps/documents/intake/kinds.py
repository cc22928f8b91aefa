"""What a file is, read from its first bytes and never from its name."""

from enum import Enum

from iskan.apps.documents.intake import refusals
from iskan.apps.documents.intake.refusals import BadUpload
from iskan.core.text import Text

HEAD_BYTES = 1024  # in which every reader looks for the beginning of a PDF
PDF_MARK = b"%PDF-"
_WEB_MARKS = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<head", b"<body", b"<iframe", b"<?xml")
_AVIF_BRANDS = (b"avif", b"avis")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_TIFF_MARKS = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


class FileKind(Enum):
    """What may be sent: content type and extension."""

    JPEG = ("image/jpeg", "jpg")
    PNG = ("image/png", "png")
    WEBP = ("image/webp", "webp")
    HEIC = ("image/heic", "heic")
    AVIF = ("image/avif", "avif")
    TIFF = ("image/tiff", "tif")
    PDF = ("application/pdf", "pdf")

    @property
    def content_type(self) -> str:
        return self.value[0]

    @property
    def extension(self) -> str:
        return self.value[1]

    @property
    def is_picture(self) -> bool:
        """Say whether it is decoded and written again."""
        return self is not FileKind.PDF


def extension_of(content_type: str) -> str:
    """Return how the name of a file of a content type ends."""
    return next(kind.extension for kind in FileKind if kind.content_type == content_type)


def kind_of(head: bytes) -> FileKind:
    """Return what a file is by its first bytes.

    Raises:
        BadUpload: it is none of the kinds that may be sent; the words fit what it seems to be.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head[4:8] == b"ftyp" and (boxed := _boxed_kind(head)):
        return boxed
    if head.startswith(_TIFF_MARKS):
        return FileKind.TIFF
    if PDF_MARK in head and not head.startswith(_ARCHIVES):
        return _plain_pdf(head)
    raise BadUpload(_advice(head))


def reads_as_web_page(head: bytes) -> bool:
    """Say whether a browser left to guess might take these bytes for a page."""
    lowered = head.lower()
    return any(mark in lowered for mark in _WEB_MARKS)


def _plain_pdf(head: bytes) -> FileKind:
    """Refuse a page's markup in the head of a PDF: the file is made to be two things. XML alone is metadata."""
    if any(mark in head.lower() for mark in _WEB_MARKS if mark != b"<?xml"):
        raise BadUpload(refusals.TWO_KINDS)
    return FileKind.PDF


def _boxed_kind(head: bytes) -> FileKind | None:
    """Return the kind of a picture in a box of films and pictures: its own brand, or where that is broad, another's."""
    length = min(int.from_bytes(head[:4], "big"), HEAD_BYTES)
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length, 4))}
    if brands & set(_AVIF_BRANDS):
        return FileKind.AVIF
    return FileKind.HEIC if brands & set(_HEIF_BRANDS) else None


def _advice(head: bytes) -> Text:
    if head.startswith(_ARCHIVES):
        return refusals.OFFICE
    return refusals.WEB_PAGE if reads_as_web_page(head) else refusals.WRONG_KIND
