"""Pictures of pages, drawn when first looked at and kept beside the documents."""

from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from iskan.apps.documents.enums import PreviewSize
from iskan.apps.documents.intake.kinds import FileKind
from iskan.apps.documents.intake.pdfs import draw_page
from iskan.apps.documents.intake.pictures import shrunk
from iskan.apps.documents.models import Document

FOLDER = "previews"
CONTENT_TYPE = "image/jpeg"


def preview_of(document: Document, *, page: int, size: PreviewSize) -> bytes:
    """Return a page as JPEG, from the store or newly drawn."""
    name = _name(document, page, size)
    try:
        with default_storage.open(name) as kept:
            return bytes(kept.read())
    except FileNotFoundError:
        drawn = _draw(document, page, size)
        default_storage.save(name, ContentFile(drawn))
        return drawn


def source_of(name: str) -> UUID:
    """Return the document a kept picture was drawn from."""
    return UUID(name.rsplit("/", 1)[-1].split("-", 1)[0])


def _name(document: Document, page: int, size: PreviewSize) -> str:
    return f"{FOLDER}/{document.pk.hex[:2]}/{document.pk.hex}-{page}-{size.value}.jpg"


def _draw(document: Document, page: int, size: PreviewSize) -> bytes:
    with document.file.open("rb") as source:
        if document.content_type == FileKind.PDF.content_type:
            return draw_page(cast("BinaryIO", source), page=page, width=size.value)
        return shrunk(cast("BinaryIO", source), size.value)
