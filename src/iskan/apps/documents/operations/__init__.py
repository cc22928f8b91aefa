"""Writing documents: taking uploads, serving them with a trace, issuing what the ministry signs, tidying the store."""

from iskan.apps.documents.intake.refusals import BadUpload, ScannerUnavailable
from iskan.apps.documents.operations.issuing import (
    DocumentNotValid,
    NoReplacement,
    NotYoursToChange,
    Term,
    draw_document,
    draw_what_is_missing,
    issue_document,
    replace_document,
    revoke_document,
)
from iskan.apps.documents.operations.reading import (
    NotReadyYet,
    PageMissing,
    read_as_sent,
    read_document,
    read_issued,
    read_page,
)
from iskan.apps.documents.operations.storing import (
    DocumentInUse,
    discard_document,
    purge_orphans,
    receive_upload,
)

__all__ = [
    "BadUpload",
    "DocumentInUse",
    "DocumentNotValid",
    "NoReplacement",
    "NotReadyYet",
    "NotYoursToChange",
    "PageMissing",
    "ScannerUnavailable",
    "Term",
    "discard_document",
    "draw_document",
    "draw_what_is_missing",
    "issue_document",
    "purge_orphans",
    "read_as_sent",
    "read_document",
    "read_issued",
    "read_page",
    "receive_upload",
    "replace_document",
    "revoke_document",
]
