"""What a file is, read from its first bytes and never from its name."""

from enum import Enum

from iskan.apps.documents.intake import refusals
from iskan.apps.documents.intake.refusals import BadUpload
from iskan.core.text import Text

HEAD_BYTES = 1024
_WEB_MARKS = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<head", b"<body", b"<iframe", b"<?xml")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


class FileKind(Enum):
    """What may be sent: content type and extension."""

    JPEG = ("image/jpeg", "jpg")
    PNG = ("image/png", "png")
    WEBP = ("image/webp", "webp")
    PDF = ("application/pdf", "pdf")

    @property
    def content_type(self) -> str:
        return self.value[0]

    @property
    def extension(self) -> str:
        return self.value[1]


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
    if head.startswith(b"%PDF-"):
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


def _advice(head: bytes) -> Text:
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return refusals.HEIC
    if head.startswith(_ARCHIVES):
        return refusals.OFFICE
    if b"%PDF-" in head:
        return refusals.TWO_KINDS
    return refusals.WEB_PAGE if reads_as_web_page(head) else refusals.WRONG_KIND
