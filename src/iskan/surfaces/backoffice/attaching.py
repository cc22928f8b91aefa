"""A document sent with a form of the desk: kept if what it came with is taken, and otherwise not."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from iskan.apps.documents.intake.refusals import BadUpload
from iskan.apps.documents.operations import discard_document, receive_upload
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest

FIELD = "document"


@contextmanager
def attached(request: ScopedRequest, missing: Text | None = None) -> Iterator[Any]:
    """Yield the document a form came with, received as its official's own, or nothing where none was sent.

    Raises:
        Refusal: the file cannot be accepted, or none was sent and ``missing`` says that one is needed.
    """
    if (uploaded := request.FILES.get(FIELD)) is None:
        if missing is not None:
            raise Refusal(missing, field=FIELD)
        yield None
        return
    scope, at = request.scope, clock.now()
    try:
        document = receive_upload(scope=scope, owner_id=scope.acting_id, uploaded=uploaded, at=at)
    except BadUpload as refusal:
        raise Refusal(refusal.text, field=FIELD) from refusal
    try:
        yield document
    except Refusal:
        discard_document(scope=scope, document_id=document.pk, at=at)
        raise
