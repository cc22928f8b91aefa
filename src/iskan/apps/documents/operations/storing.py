"""Keeping uploads: a row never stands without its file, a file without a row is cleared away within days."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError, Q

from iskan.apps.documents import previews, rules
from iskan.apps.documents.intake.receiving import Received, Sent, received
from iskan.apps.documents.intake.refusals import STORE_DOWN, StoreUnavailable
from iskan.apps.documents.models import Document, IssuedDocument
from iskan.apps.documents.papers import is_paper_of_office
from iskan.core.refusal import Refusal
from iskan.core.retention import RetentionRule
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope

ORPHAN_AFTER = timedelta(days=1)
logger = logging.getLogger(__name__)


class DocumentInUse(Refusal):
    """A case holds the document."""

    text = Text(
        ar="المستند جزء من معاملة فلا يمكن حذفه.",
        en="The document is part of a case and cannot be deleted.",
    )
    status = HTTPStatus.CONFLICT


def receive_upload(*, scope: Scope, owner_id: int, uploaded: "UploadedFile[bytes]", at: datetime) -> Document:
    """Take one file for its owner, cleaned, scanned and kept privately; nothing is kept of one that is refused.

    Raises:
        OutOfScope: the sender may not send for that owner.
        BadUpload: the file may not be taken; ``text`` tells why and what to do.
    """
    if not rules.may_upload_for(scope, owner_id):
        raise OutOfScope
    with received(uploaded) as content, transaction.atomic():
        document = _store(content, owner_id=owner_id, uploader_id=scope.user_id, at=at)
        audit.record(
            scope=scope, action="documents.receive_upload", subject_kind="document", subject=str(document.pk), at=at
        )
    return document


def discard_document(*, scope: Scope, document_id: UUID, at: datetime) -> None:
    """Delete an upload that no case holds and that is no paper of the office; its file goes once that is certain."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None or not rules.may_discard(scope, document):
        raise OutOfScope
    if is_paper_of_office(document.pk):
        raise DocumentInUse
    names = _kept(document)
    with transaction.atomic():
        audit.record(
            scope=scope, action="documents.discard_document", subject_kind="document", subject=str(document_id), at=at
        )
        try:
            document.delete()
        except ProtectedError as held:
            raise DocumentInUse from held
        for name in names:
            transaction.on_commit(partial(default_storage.delete, name), robust=True)


def erase_file(*, document_id: UUID, rule: RetentionRule, at: datetime) -> bool:
    """Erase the files and the name of an upload whose time by a rule is over, and say whether there was one.

    The row stays with the file's digest: what a decision rested on can still be named, and a file found in a backup be
    known for one that is to be erased.
    """
    document = Document.objects.select_for_update().exclude(file="").filter(pk=document_id).first()
    if document is None:
        return False
    names = [*_kept(document), *previews.kept_of(document)]
    Document.objects.filter(pk=document_id).update(
        file="", original_name="", sent_file="", erased_at=at, erased_by=rule.code
    )
    audit.record(
        scope=SYSTEM, action="documents.erase_file", subject_kind="document", subject=str(document_id), at=at,
        rule=rule.code,
    )  # fmt: skip
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)
    return True


def purge_orphans(*, at: datetime) -> int:
    """Delete files whose row was rolled back or deleted more than a day ago; return how many."""
    count = 0
    for folder in ("uploads", "issued", previews.FOLDER):
        for names in _files_by_folder(folder):
            count += _purge(names, known=_known(folder, names), older_than=at - ORPHAN_AFTER)
    if count:
        logger.info("Cleared away %s files that belong to no document", count)
    return count


def _store(content: Received, *, owner_id: int, uploader_id: int | None, at: datetime) -> Document:
    document = Document(
        owner_id=owner_id,
        uploaded_by_id=uploader_id,
        original_name=content.name,
        content_type=content.kind.content_type,
        size=content.size,
        pages=content.pages,
        digest=content.digest,
        scan=content.scan,
        uploaded_at=at,
        left_out=list(content.left_out),
    )
    try:
        document.file.save(content.name, File(content.content), save=False)
        if content.sent is not None:
            _keep_as_sent(document, content.sent)
    except (OSError, BotoCoreError, ClientError) as fault:
        logger.exception("The documents' store does not take a file")
        raise StoreUnavailable(STORE_DOWN) from fault
    document.save(force_insert=True)
    return document


def _keep_as_sent(document: Document, sent: Sent) -> None:
    document.sent_file.save("", File(sent.content), save=False)
    document.sent_type, document.sent_size, document.sent_digest = sent.kind.content_type, sent.size, sent.digest


def _kept(document: Document) -> list[str]:
    """Return the names under which a document is in the store."""
    return [str(file.name) for file in (document.file, document.sent_file) if file]


def _files_by_folder(root: str) -> Iterator[list[str]]:
    try:
        folders, _files = default_storage.listdir(root)
    except FileNotFoundError:
        return
    for folder in folders:
        _folders, files = default_storage.listdir(f"{root}/{folder}")
        yield [f"{root}/{folder}/{name}" for name in files]


def _known(root: str, names: list[str]) -> set[str]:
    if root == "issued":
        return set(IssuedDocument.objects.filter(file__in=names).values_list("file", flat=True))
    if root == "uploads":
        held = Document.objects.filter(Q(file__in=names) | Q(sent_file__in=names)).values_list("file", "sent_file")
        return {name for both in held for name in both}
    drawn_from = {name: previews.source_of(name) for name in names}
    ids = set(Document.objects.filter(pk__in=set(drawn_from.values())).values_list("pk", flat=True))
    return {name for name, document_id in drawn_from.items() if document_id in ids}


def _purge(names: list[str], *, known: set[str], older_than: datetime) -> int:
    orphans = [n for n in names if n not in known and default_storage.get_modified_time(n) < older_than]
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)
