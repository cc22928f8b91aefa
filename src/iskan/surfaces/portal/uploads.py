"""Files sent from a page: each is laid to its case by itself, so that a bad one does not lose the others."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from iskan.apps.cases.operations.evidence import NotAskedFor, TooManyDocuments, add_evidence
from iskan.apps.documents.intake.refusals import BadUpload
from iskan.apps.documents.operations.storing import discard_document, receive_upload
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.foundation.scope import Scope

PREFIX = "files-"
_NAMED = Text(ar="«{name}»: {fault}", en="“{name}”: {fault}")


def lay_files(request: HttpRequest, scope: Scope, reference: str, applicant_id: int) -> tuple[int, Mapping[str, Text]]:
    """Lay every file of a page to the case; return how many were taken, and by kind of evidence why one was not."""
    faults: dict[str, Text] = {}
    taken = 0
    for field in request.FILES:
        for uploaded in request.FILES.getlist(field):
            code = field.removeprefix(PREFIX)
            fault = _lay(scope, reference, applicant_id, code, uploaded)
            taken += fault is None
            if fault is not None:
                faults[code] = _NAMED.format(name=uploaded.name or "", fault=fault)
    return taken, faults


def _lay(scope: Scope, reference: str, applicant_id: int, code: str, uploaded: "UploadedFile[Any]") -> Text | None:
    try:
        document = receive_upload(scope=scope, owner_id=applicant_id, uploaded=uploaded, at=clock.now())
    except BadUpload as refusal:
        return refusal.text
    try:
        add_evidence(scope=scope, reference=reference, code=code, document=document, at=clock.now())
    except (NotAskedFor, TooManyDocuments) as refusal:
        discard_document(scope=scope, document_id=document.pk, at=clock.now())
        return refusal.text
    return None


def first_fault(faults: Mapping[str, Text]) -> Text:
    """Return the first of the faults, for a script that sends files one by one."""
    return next(iter(faults.values()))
