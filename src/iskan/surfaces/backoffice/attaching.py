"""Documents sent with a form of the desk: kept if what they came with is taken, and otherwise not."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from iskan.apps.cases.operations.evidence import add_taken_evidence
from iskan.apps.documents.intake.refusals import BadUpload
from iskan.apps.documents.operations import discard_document, receive_upload
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.wizard.uploads import PREFIX

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


def attach_for(request: ScopedRequest, reference: str, applicant_id: int) -> None:
    """Lay every file of a form to a case as its applicant's, who brought it with their answer.

    Raises:
        Refusal: a file cannot be taken; its field says why.
    """
    for name in request.FILES:
        for uploaded in request.FILES.getlist(name):
            try:
                _lay(request, reference, applicant_id, name.removeprefix(PREFIX), uploaded)
            except BadUpload as refusal:
                raise Refusal(refusal.text, field=name) from refusal


def _lay(request: ScopedRequest, reference: str, applicant_id: int, code: str, uploaded: Any) -> None:
    scope, at = request.scope, clock.now()
    document = receive_upload(scope=scope, owner_id=applicant_id, uploaded=uploaded, at=at)
    try:
        add_taken_evidence(scope=scope, reference=reference, code=code, document=document, at=at)
    except Refusal as refusal:
        discard_document(scope=scope, document_id=document.pk, at=at)
        raise Refusal(refusal.text, field=f"{PREFIX}{code}") from refusal
