"""Opening documents: each time an official does, the trail says who saw what."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from django.db.models.fields.files import FieldFile

from iskan.apps.documents.enums import PreviewSize
from iskan.apps.documents.intake.kinds import extension_of
from iskan.apps.documents.models import Document, IssuedDocument
from iskan.apps.documents.previews import preview_of
from iskan.apps.documents.queries import document_for, issued_by_token
from iskan.foundation import audit
from iskan.foundation.scope import Scope


class PageMissing(LookupError):
    """The document has no such page."""


class NotReadyYet(LookupError):
    """The issued document is still being prepared."""


def read_document(*, scope: Scope, document_id: UUID, at: datetime) -> Document:
    """Return an upload to be sent to its reader, or raise `OutOfScope` or `FileErased`."""
    document = document_for(scope, document_id)
    _trace(scope, document, at=at)
    return document


@dataclass(frozen=True, slots=True)
class AsSent:
    """A file to the byte as it came, under the name it is known by."""

    file: FieldFile
    name: str
    content_type: str


def read_as_sent(*, scope: Scope, document_id: UUID, at: datetime) -> AsSent:
    """Return an upload as it came; where nothing was made of it, it is what is shown.

    Raises:
        OutOfScope: the viewer may not open it. FileErased: its time was over.
    """
    document = document_for(scope, document_id)
    _trace(scope, document, at=at, as_sent=1)
    if not document.sent_file:
        return AsSent(document.file, document.original_name, document.content_type)
    ending = extension_of(document.sent_type)
    return AsSent(document.sent_file, f"{PurePath(document.original_name).stem}.{ending}", document.sent_type)


def read_page(*, scope: Scope, document_id: UUID, page: int, size: PreviewSize, at: datetime) -> bytes:
    """Return one page of an upload as JPEG.

    Raises:
        OutOfScope: the viewer may not open it. FileErased: its time was over.
        PageMissing: it has fewer pages.
    """
    document = document_for(scope, document_id)
    if not 1 <= page <= document.pages:
        raise PageMissing
    _trace(scope, document, at=at, page=page)
    return preview_of(document, page=page, size=size)


def read_issued(*, scope: Scope, token: str, at: datetime) -> IssuedDocument:
    """Return an issued document to be sent to its reader.

    Raises:
        OutOfScope: the viewer may not open it.
        NotReadyYet: its PDF is not drawn yet.
    """
    issued = issued_by_token(scope, token)
    if not issued.file:
        raise NotReadyYet
    if scope.is_official:
        audit.record(
            scope=scope, action="documents.read_issued", subject_kind="case", subject=issued.case_reference, at=at
        )
    return issued


def _trace(scope: Scope, document: Document, *, at: datetime, **detail: int) -> None:
    if scope.is_official:
        audit.record(
            scope=scope,
            action="documents.read_document",
            subject_kind="document",
            subject=str(document.pk),
            at=at,
            **detail,
        )
