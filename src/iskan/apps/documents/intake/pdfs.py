"""PDFs are taken as they are, so that their issuers' signatures hold, once nothing in them runs, hides or carries."""

import zipfile
from typing import BinaryIO

from django.conf import settings

from iskan.apps.documents.intake import refusals
from iskan.apps.documents.intake.examining import examined
from iskan.apps.documents.intake.refusals import BadUpload
from iskan.foundation.sandbox import SandboxFailed

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


def inspect_pdf(source: BinaryIO) -> int:
    """Return the number of pages, each of which opens.

    Raises:
        BadUpload: something forbids taking the file; the words say how to mend it.
    """
    if _carries_another_file(source):
        raise BadUpload(refusals.TWO_KINDS)
    from iskan.apps.documents.intake import examiner  # noqa: PLC0415 -- brings the libraries that read PDFs

    limit = settings.ISKAN_UPLOAD_MAX_PAGES
    try:
        verdict = examined(examiner.inspect, source, most_pages=limit)
    except SandboxFailed as fault:
        raise BadUpload(refusals.INTRICATE_PDF) from fault
    if fault_code := verdict.get("fault"):
        raise BadUpload(_FAULTS[fault_code].format(limit=str(limit)))
    pages: int = verdict["pages"]
    return pages


def draw_page(source: BinaryIO, *, page: int, width: int) -> bytes:
    """Return one page as JPEG.

    Raises:
        SandboxFailed: the page cannot be drawn.
    """
    from iskan.apps.documents.intake import examiner  # noqa: PLC0415 -- likewise

    drawn: bytes = examined(examiner.draw, source, page=page, width=width)
    return drawn


def _carries_another_file(source: BinaryIO) -> bool:
    """Say whether anything follows the PDF's end, or an archive's directory closes it."""
    size = source.seek(0, 2)
    source.seek(max(0, size - TAIL_BYTES))
    _before, end, after = source.read().rpartition(b"%%EOF")
    source.seek(0)
    return bool(end and after.strip(b"\x00\r\n\t \x1a")) or zipfile.is_zipfile(source)
