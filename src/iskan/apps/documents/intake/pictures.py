"""Pictures are decoded, turned upright, scaled to a readable size, and written again without what they carried."""

from typing import BinaryIO

from django.conf import settings

from iskan.apps.documents.intake.examining import examined
from iskan.apps.documents.intake.excess import TooManyFrames, TooManyPixels
from iskan.apps.documents.intake.kinds import FileKind, kind_of
from iskan.apps.documents.intake.refusals import DAMAGED_PICTURE, TOO_MANY_PAGES, TOO_MANY_PIXELS, BadUpload
from iskan.core.text import Text
from iskan.foundation.sandbox import SandboxFailed

# Named, since the libraries that read pictures are loaded in the sandbox alone.
CLEAN = "iskan.apps.documents.intake.decoder:clean"
SHRINK = "iskan.apps.documents.intake.decoder:shrink"


def clean_picture(source: BinaryIO, kind: FileKind, target: BinaryIO) -> FileKind:
    """Write the picture again to a target, and return as what: a file of several pages becomes a PDF.

    Raises:
        BadUpload: it cannot be decoded to its end, or has more pixels or pages than it may.
    """
    most = settings.ISKAN_UPLOAD_MAX_PAGES
    try:
        written: bytes = examined(CLEAN, source, extension=kind.extension, most_pages=most)
    except SandboxFailed as fault:
        raise BadUpload(_why(str(fault), most)) from fault
    target.write(written)
    return kind_of(written)


def shrunk(source: BinaryIO, width: int) -> bytes:
    """Return a stored picture no wider than asked, as JPEG.

    Raises:
        SandboxFailed: it cannot be drawn.
    """
    small: bytes = examined(SHRINK, source, width=width)
    return small


def _why(fault: str, most: int) -> Text:
    if fault == TooManyPixels.__name__:
        return TOO_MANY_PIXELS
    return TOO_MANY_PAGES.format(limit=str(most)) if fault == TooManyFrames.__name__ else DAMAGED_PICTURE
