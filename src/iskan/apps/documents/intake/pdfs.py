"""PDFs are kept as they came, so that signatures hold; of one in which something runs or is carried a copy is shown."""

import zipfile
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings

from iskan.apps.documents.intake import refusals
from iskan.apps.documents.intake.examining import examined
from iskan.apps.documents.intake.kinds import HEAD_BYTES, PDF_MARK, reads_as_web_page
from iskan.apps.documents.intake.refusals import BadUpload
from iskan.core.text import Text
from iskan.foundation.sandbox import SandboxFailed

# Named, since the libraries that read PDFs are loaded in the sandbox alone.
DRAW = "iskan.apps.documents.intake.examiner:draw"
INSPECT = "iskan.apps.documents.intake.examiner:inspect"
HARMLESS = "iskan.apps.documents.intake.examiner:harmless"
TAIL_BYTES = 2048
_FAULTS = {
    "damaged": refusals.DAMAGED_PDF,
    "encrypted": refusals.ENCRYPTED,
    "active": refusals.ACTIVE,
    "attachments": refusals.ATTACHMENTS,
    "xfa": refusals.XFA,
    "intricate": refusals.INTRICATE_PDF,
    "long": refusals.TOO_MANY_PAGES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPdf:
    """How many pages a PDF has, and what the copy that is shown leaves out; nothing where the file itself is shown."""

    pages: int
    left_out: tuple[str, ...] = ()


def take_pdf(source: BinaryIO, target: BinaryIO) -> TakenPdf:
    """Examine a PDF as it was sent, and where it may not be shown as it is, write a safe copy to a target.

    Raises:
        BadUpload: something forbids taking the file; the words say how to mend it.
    """
    if _carries_another_file(source):
        raise BadUpload(refusals.TWO_KINDS)
    verdict = _verdict(source)
    left_out = {*verdict.get("mend", ()), *(["crumbs"] if _has_crumbs(source) else [])}
    if not left_out:
        return TakenPdf(pages=verdict["pages"])
    target.write(_safe_copy(source))
    again = _verdict(target)
    if "mend" in again:
        raise BadUpload(_words(again["mend"][0]))
    return TakenPdf(pages=again["pages"], left_out=tuple(sorted(left_out)))


def inspect_pdf(source: BinaryIO) -> int:
    """Return the number of pages of a PDF we made ourselves, or raise `BadUpload`."""
    pages: int = _verdict(source)["pages"]
    return pages


def draw_page(source: BinaryIO, *, page: int, width: int) -> bytes:
    """Return one page as JPEG.

    Raises:
        SandboxFailed: the page cannot be drawn.
    """
    drawn: bytes = examined(DRAW, source, page=page, width=width)
    return drawn


def _verdict(source: BinaryIO) -> dict[str, Any]:
    try:
        verdict: dict[str, Any] = examined(INSPECT, source, most_pages=settings.ISKAN_UPLOAD_MAX_PAGES)
    except SandboxFailed as fault:
        raise BadUpload(refusals.INTRICATE_PDF) from fault
    if fault_code := verdict.get("fault"):
        raise BadUpload(_words(fault_code))
    return verdict


def _safe_copy(source: BinaryIO) -> bytes:
    try:
        made: bytes = examined(HARMLESS, source, most_pages=settings.ISKAN_UPLOAD_MAX_PAGES)
    except SandboxFailed as fault:
        raise BadUpload(refusals.DAMAGED_PDF) from fault
    return made


def _words(code: str) -> Text:
    return _FAULTS[code].format(limit=str(settings.ISKAN_UPLOAD_MAX_PAGES))


def _carries_another_file(source: BinaryIO) -> bool:
    """Say whether a page of markup stands before or after the PDF, or an archive's directory closes it."""
    before, after = _around(source)
    return reads_as_web_page(before) or reads_as_web_page(after) or zipfile.is_zipfile(source)


def _has_crumbs(source: BinaryIO) -> bool:
    """Say whether anything but space stands before the PDF's beginning or after its end."""
    before, after = _around(source)
    return bool(before or after.strip(b"\x00\r\n\t \x1a"))


def _around(source: BinaryIO) -> tuple[bytes, bytes]:
    source.seek(0)
    before, _mark, _rest = source.read(HEAD_BYTES).partition(PDF_MARK)
    size = source.seek(0, 2)
    source.seek(max(0, size - TAIL_BYTES))
    _body, end, after = source.read().rpartition(b"%%EOF")
    source.seek(0)
    return before, after if end else b""
