"""Issued documents: decided in a transaction, drawn and signed by a job, replaced or revoked but never erased."""

import hashlib
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from iskan.apps.agreements.operations import overtake_acts
from iskan.apps.documents import events, rules
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.kinds import Contents, as_json, from_json, kind_of
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.press.codes import new_code
from iskan.apps.documents.press.typesetting import DocumentHead, typeset
from iskan.core.refusal import ReasonMissing, Refusal
from iskan.core.text import Text, tidy
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.acts import REVOKE_DOCUMENT

DRAW = "documents.draw_document"
OVERDUE_AFTER = timedelta(minutes=10)
ALARM_AFTER = timedelta(minutes=30)
# What a replacement takes over from the document it replaces.
_KEPT = (
    *("code", "name_ar", "name_en", "is_feminine", "template", "case_reference", "holder_id"),
    *("valid_from", "valid_until", "renewable_from"),
)
logger = logging.getLogger(__name__)


class DocumentNotValid(Refusal):
    """Only a valid document is replaced or revoked."""

    text = Text(ar="لم تعد الوثيقة سارية.", en="The document is no longer valid.")
    status = HTTPStatus.CONFLICT


class NoReplacement(Refusal):
    """Documents of this kind are not made again: nobody knows how."""

    text = Text(
        ar="لا تُستبدل وثائق هذا النوع؛ ويمكن إبطالها.",
        en="Documents of this kind are not replaced; this one may be revoked.",
    )
    status = HTTPStatus.CONFLICT


class NotYoursToChange(Refusal):
    """The viewer's role replaces or revokes nothing."""

    text = Text(
        ar="لا يستبدل الوثائق الصادرة ولا يبطلها إلا من يملك صلاحية الاعتماد.",
        en="Only officials who decide may replace or revoke an issued document.",
    )
    status = HTTPStatus.FORBIDDEN


REASON = Text(ar="يرجى كتابة السبب.", en="Give the reason.")


class NameMissing(ValueError):
    """A kind of document that services name was issued without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The days a document holds and from when it may be renewed; without a last day it holds until revoked."""

    valid_from: date
    valid_until: date | None = None
    renewable_from: date | None = None

    def __post_init__(self) -> None:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            message = f"a document cannot hold from {self.valid_from} until {self.valid_until}"
            raise ValueError(message)


def issue_document(
    *,
    scope: Scope,
    code: str,
    template: str,
    case_reference: str,
    holder_id: int,
    contents: Contents,
    at: datetime,
    name: Text | None = None,
    is_feminine: bool = False,
    term: Term | None = None,
) -> IssuedDocument:
    """Issue a document, or return the valid one there is; its PDF follows from a job queued with this change.

    A document without a name takes that of its kind; without a term it holds from the day of issue until revoked.
    """
    valid = IssuedDocument.objects.filter(case_reference=case_reference, code=code, status=IssueStatus.VALID)
    if (existing := valid.first()) is not None:
        return existing
    kind, term = kind_of(template), term or Term(valid_from=localdate(at))
    title = name or kind.name
    if title is None:
        raise NameMissing(template)
    issued = IssuedDocument(
        token=new_code(),
        code=code,
        name_ar=title.ar,
        name_en=title.en,
        is_feminine=is_feminine if name else kind.is_feminine,
        template=template,
        case_reference=case_reference,
        holder_id=holder_id,
        contents=as_json(contents),
        issued_at=at,
        **asdict(term),
    )
    try:
        with transaction.atomic():
            _add(issued, scope=scope, action="documents.issue_document", at=at)
    except IntegrityError:
        return valid.get()
    return issued


def replace_document(*, scope: Scope, issued_id: int, reason: str, at: datetime) -> IssuedDocument:
    """Issue a document again from what is now known; the old one says from now on that it was replaced.

    It keeps the days the old one held, and what it says is made again by its kind.

    Raises:
        OutOfScope, NotYoursToChange, ReasonMissing, DocumentNotValid. NoReplacement: its kind is never made again.
    """
    with transaction.atomic():
        old = _ended(scope, issued_id, status=IssueStatus.REPLACED, reason=reason, at=at)
        make = kind_of(old.template).make
        if make is None:
            raise NoReplacement
        contents = make(case_reference=old.case_reference, code=old.code, at=at)
        issued = IssuedDocument(
            token=new_code(),
            contents=as_json(contents),
            issued_at=at,
            **{field: getattr(old, field) for field in _KEPT},
        )
        _add(issued, scope=scope, action="documents.replace_document", at=at, replaces=old.pk)
    return issued


def revoke_document(*, scope: Scope, issued_id: int, reason: str, at: datetime) -> IssuedDocument:
    """Declare that a document no longer speaks for the ministry."""
    with transaction.atomic():
        issued = _ended(scope, issued_id, status=IssueStatus.REVOKED, reason=reason, at=at)
        _record(issued, scope=scope, action="documents.revoke_document", at=at)
    return issued


def draw_document(*, issued_id: int, at: datetime) -> None:
    """Draw, sign and store the PDF of an issued document, once, and let those know who wait for it."""
    from iskan.apps.documents.press.signing import sign  # noqa: PLC0415 -- the signing library is slow to load

    with transaction.atomic():
        issued = IssuedDocument.objects.select_for_update().get(pk=issued_id)
        if issued.file:
            return
        signed = sign(
            typeset(
                template=issued.template,
                contents=from_json(issued.contents, issued.template),
                paper=DocumentHead(
                    name=Text(ar=issued.name_ar, en=issued.name_en),
                    case_reference=issued.case_reference,
                    token=issued.token,
                    issued_at=issued.issued_at,
                    valid_from=issued.valid_from,
                    valid_until=issued.valid_until,
                ),
            )
        )
        issued.digest = hashlib.sha256(signed).hexdigest()
        issued.file.save("", ContentFile(signed), save=False)
        issued.save(update_fields=["file", "digest"])
        events.document_ready.happened(issued, at)


def draw_what_is_missing(*, at: datetime) -> int:
    """Queue again every document whose job gave up, as when the signing key was away; return how many.

    Of those that are still not made when their job had time to be tried to its end, somebody is told.
    """
    overdue = list(IssuedDocument.objects.filter(file="", issued_at__lt=at - OVERDUE_AFTER).order_by("pk"))
    for issued in overdue:
        with transaction.atomic():
            _queue(issued.pk)
            if issued.issued_at < at - ALARM_AFTER:
                events.document_overdue.happened(issued, at)
    if overdue:
        logger.warning("%s issued documents had not been drawn and were queued again", len(overdue))
    return len(overdue)


def _ended(scope: Scope, issued_id: int, *, status: IssueStatus, reason: str, at: datetime) -> IssuedDocument:
    if not rules.may_change_issued(scope):
        raise NotYoursToChange
    if not tidy(reason):
        raise ReasonMissing(REASON)
    issued = IssuedDocument.objects.select_for_update().filter(pk=issued_id).first()
    if issued is None or not rules.may_open_issued(scope, issued):
        raise OutOfScope
    if issued.status != IssueStatus.VALID:
        raise DocumentNotValid
    issued.status, issued.status_changed_at, issued.status_reason = status, at, tidy(reason)[:300]
    issued.save(update_fields=["status", "status_changed_at", "status_reason"])
    overtake_acts(acts=[REVOKE_DOCUMENT], subjects=[str(issued_id)], at=at)
    return issued


def _add(issued: IssuedDocument, *, scope: Scope, action: str, at: datetime, **detail: int) -> None:
    issued.save(force_insert=True)
    _record(issued, scope=scope, action=action, at=at, **detail)
    _queue(issued.pk)


def _record(issued: IssuedDocument, *, scope: Scope, action: str, at: datetime, **detail: int) -> None:
    audit.record(
        scope=scope,
        action=action,
        subject_kind="case",
        subject=issued.case_reference,
        at=at,
        document=issued.code,
        issued_id=issued.pk,
        **detail,
    )


def _queue(issued_id: int) -> None:
    """Queue the drawing, unless it already waits."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(DRAW, queueing_lock=f"draw-document-{issued_id}").defer(issued_id=issued_id)
