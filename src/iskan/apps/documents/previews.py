"""Pictures of pages, drawn when first looked at and kept beside the documents."""

from typing import BinaryIO, cast
from uuid import UUID

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from iskan.apps.documents.enums import PreviewSize
from iskan.apps.documents.intake.kinds import FileKind
from iskan.apps.documents.intake.pdfs import draw_page
from iskan.apps.documents.intake.pictures import shrunk
from iskan.apps.documents.models import Document
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.sandbox import SandboxFailed

FOLDER = "previews"
UNDRAWABLE = "undrawable"
TRIED_AGAIN_AFTER_SECONDS = 3600
CONTENT_TYPE = "image/jpeg"


class PageUndrawable(Refusal):
    """No picture of the page can be made; the document itself can still be opened."""

    text = Text(
        ar="تعذر عرض صورة لهذه الصفحة. يمكن تنزيل المستند نفسه وفتحه.",
        en="No picture of this page can be shown. The document itself can be downloaded and opened.",
    )


def preview_of(document: Document, *, page: int, size: PreviewSize) -> bytes:
    """Return a page as JPEG, from the store or newly drawn.

    Raises:
        PageUndrawable: it cannot be drawn; it is not tried again for an hour.
        ExaminersBusy: so many pages and files wait that this one would wait too long.
    """
    name = _name(document, page, size)
    try:
        with default_storage.open(name) as kept:
            return bytes(kept.read())
    except FileNotFoundError:
        drawn = _drawn_once(document, page, size, name)
        default_storage.save(name, ContentFile(drawn))
        return drawn


def kept_of(document: Document) -> list[str]:
    """Return the names of the pictures its pages may have been kept under."""
    pages = range(1, document.pages + 1)
    return [_name(document, page, size) for page in pages for size in PreviewSize]


def source_of(name: str) -> UUID:
    """Return the document a kept picture was drawn from."""
    return UUID(name.rsplit("/", 1)[-1].split("-", 1)[0])


def _name(document: Document, page: int, size: PreviewSize) -> str:
    return f"{FOLDER}/{document.pk.hex[:2]}/{document.pk.hex}-{page}-{size.value}.jpg"


def _drawn_once(document: Document, page: int, size: PreviewSize, name: str) -> bytes:
    """Draw a page, unless it is known that it cannot be: each try may take all the time a job has."""
    if cache.get(name):
        raise PageUndrawable
    try:
        return _draw(document, page, size)
    except SandboxFailed as fault:
        cache.set(name, UNDRAWABLE, timeout=TRIED_AGAIN_AFTER_SECONDS)
        raise PageUndrawable from fault


def _draw(document: Document, page: int, size: PreviewSize) -> bytes:
    with document.file.open("rb") as source:
        if document.content_type == FileKind.PDF.content_type:
            return draw_page(cast("BinaryIO", source), page=page, width=size.value)
        return shrunk(cast("BinaryIO", source), size.value)
