"""The way in: an upload becomes content that may be stored, or is refused."""

import hashlib
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from iskan.apps.documents.enums import ScanResult
from iskan.apps.documents.intake.kinds import HEAD_BYTES, FileKind, kind_of
from iskan.apps.documents.intake.names import tidy_name
from iskan.apps.documents.intake.pdfs import inspect_pdf, take_pdf
from iskan.apps.documents.intake.pictures import clean_picture
from iskan.apps.documents.intake.refusals import EMPTY, TOO_BIG, TOO_BIG_PICTURE, BadUpload
from iskan.apps.documents.intake.scanner import scan

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What will be stored, and what is known of it; ``sent`` is the file as it came, where that is another."""

    content: BinaryIO
    name: str
    kind: FileKind
    pages: int
    size: int
    digest: str
    scan: ScanResult
    sent: "Sent | None" = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as it came, kept beside what was made of it."""

    content: BinaryIO
    kind: FileKind
    size: int
    digest: str


@contextmanager
def received(uploaded: "UploadedFile[bytes]") -> Iterator[Received]:
    """Judge an upload by its content, scan it, clean it; the content lives as long as the block.

    Raises:
        BadUpload: it may not be stored.
    """
    size = uploaded.size or 0
    if not size:
        raise BadUpload(EMPTY)
    source = cast("BinaryIO", uploaded.file)
    source.seek(0)
    kind = kind_of(source.read(HEAD_BYTES))
    _check_size(size, kind)
    name = tidy_name(uploaded.name or "", extension=kind.extension)
    verdict = scan(source)
    with tempfile.SpooledTemporaryFile(MEGABYTE) as spool:
        made = cast("BinaryIO", spool)
        yield (_pdf if kind is FileKind.PDF else _picture)(source, kind, made, name=name, scan=verdict)


def _pdf(source: BinaryIO, kind: FileKind, made: BinaryIO, *, name: str, scan: ScanResult) -> Received:
    taken = take_pdf(source, made)
    if not taken.left_out:
        return _described(source, name=name, kind=kind, pages=taken.pages, scan=scan)
    shown = _described(made, name=name, kind=kind, pages=taken.pages, scan=scan)
    return replace(shown, sent=_as_sent(source, kind), left_out=taken.left_out)


def _picture(source: BinaryIO, kind: FileKind, made: BinaryIO, *, name: str, scan: ScanResult) -> Received:
    written = clean_picture(source, kind, made)
    pages = 1 if written.is_picture else inspect_pdf(made)
    name = tidy_name(name, extension=written.extension)
    shown = _described(made, name=name, kind=written, pages=pages, scan=scan)
    return replace(shown, sent=_as_sent(source, kind))


@dataclass(frozen=True, slots=True)
class UploadLimit:
    """How many bytes a picture or a document may have, as this installation has it."""

    bytes: int

    @property
    def megabytes(self) -> int:
        return self.bytes // MEGABYTE


def upload_limit() -> UploadLimit:
    """Return what may be sent."""
    return UploadLimit(settings.ISKAN_UPLOAD_MAX_BYTES)


def _check_size(size: int, kind: FileKind) -> None:
    limit = upload_limit()
    if size > limit.bytes:
        too_big = TOO_BIG_PICTURE if kind.is_picture else TOO_BIG
        raise BadUpload(too_big.format(limit=str(limit.megabytes)))


def _described(content: BinaryIO, *, name: str, kind: FileKind, pages: int, scan: ScanResult) -> Received:
    digest, size = _measured(content)
    return Received(content=content, name=name, kind=kind, pages=pages, size=size, digest=digest, scan=scan)


def _as_sent(content: BinaryIO, kind: FileKind) -> Sent:
    digest, size = _measured(content)
    return Sent(content=content, kind=kind, size=size, digest=digest)


def _measured(content: BinaryIO) -> tuple[str, int]:
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type] # reads what IO[bytes] reads
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    return digest, size
