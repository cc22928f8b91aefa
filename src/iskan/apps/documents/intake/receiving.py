"""The way in: an upload becomes content that may be stored, or is refused."""

import hashlib
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from iskan.apps.documents.enums import ScanResult
from iskan.apps.documents.intake.kinds import HEAD_BYTES, FileKind, kind_of
from iskan.apps.documents.intake.names import tidy_name
from iskan.apps.documents.intake.pdfs import inspect_pdf
from iskan.apps.documents.intake.pictures import clean_picture
from iskan.apps.documents.intake.refusals import EMPTY, TOO_BIG, BadUpload
from iskan.apps.documents.intake.scanner import scan

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What will be stored, and what is known of it."""

    content: BinaryIO
    name: str
    kind: FileKind
    pages: int
    size: int
    digest: str
    scan: ScanResult


@contextmanager
def received(uploaded: "UploadedFile[bytes]") -> Iterator[Received]:
    """Judge an upload by its content, scan it, clean it; the content lives as long as the block.

    Raises:
        BadUpload: it may not be stored.
    """
    _check_size(uploaded.size or 0)
    source = cast("BinaryIO", uploaded.file)
    source.seek(0)
    kind = kind_of(source.read(HEAD_BYTES))
    name = tidy_name(uploaded.name or "", extension=kind.extension)
    verdict = scan(source)
    if kind is FileKind.PDF:
        yield _described(source, name=name, kind=kind, pages=inspect_pdf(source), scan=verdict)
        return
    with tempfile.SpooledTemporaryFile(MEGABYTE) as spool:
        content = cast("BinaryIO", spool)
        written = clean_picture(source, kind, content)
        name = tidy_name(name, extension=written.extension)
        yield _described(content, name=name, kind=written, pages=1, scan=verdict)


def _check_size(size: int) -> None:
    limit = settings.ISKAN_UPLOAD_MAX_BYTES
    if not size:
        raise BadUpload(EMPTY)
    if size > limit:
        raise BadUpload(TOO_BIG.format(limit=str(limit // MEGABYTE)))


def _described(content: BinaryIO, *, name: str, kind: FileKind, pages: int, scan: ScanResult) -> Received:
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type] # reads what IO[bytes] reads
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    return Received(content=content, name=name, kind=kind, pages=pages, size=size, digest=digest, scan=scan)
