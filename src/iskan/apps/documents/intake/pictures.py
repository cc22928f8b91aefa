"""Pictures are decoded, turned upright, scaled to a readable size, and written again without what they carried."""

from typing import BinaryIO

from iskan.apps.documents.intake import decoder
from iskan.apps.documents.intake.examining import examined
from iskan.apps.documents.intake.kinds import FileKind, kind_of
from iskan.apps.documents.intake.refusals import DAMAGED_PICTURE, TOO_MANY_PIXELS, BadUpload
from iskan.foundation.sandbox import SandboxFailed


def clean_picture(source: BinaryIO, kind: FileKind, target: BinaryIO) -> FileKind:
    """Write the picture again to a target, and return as what.

    Raises:
        BadUpload: it cannot be decoded to its end, or has more pixels than any camera of papers makes.
    """
    try:
        written: bytes = examined(decoder.clean, source, extension=kind.extension)
    except SandboxFailed as fault:
        is_huge = str(fault) == decoder.TooManyPixels.__name__
        raise BadUpload(TOO_MANY_PIXELS if is_huge else DAMAGED_PICTURE) from fault
    target.write(written)
    return kind_of(written)


def shrunk(source: BinaryIO, width: int) -> bytes:
    """Return a stored picture no wider than asked, as JPEG.

    Raises:
        SandboxFailed: it cannot be drawn.
    """
    small: bytes = examined(decoder.shrink, source, width=width)
    return small
