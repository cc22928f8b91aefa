"""Reading documents: what may be opened, what was issued, what a code on paper stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from iskan.apps.documents import rules
from iskan.apps.documents.enums import IssueStatus, ShownValidity, Validity
from iskan.apps.documents.erased import FileErased
from iskan.apps.documents.intake.kinds import FileKind
from iskan.apps.documents.kinds import StatedLine, from_json, kind_of
from iskan.apps.documents.models import Document, IssuedDocument
from iskan.apps.documents.press.codes import NotACode, read_code, shown_code
from iskan.core.text import Text
from iskan.foundation.reading import RelatedRead
from iskan.foundation.scope import OutOfScope, Scope

_OF_CASE = """
SELECT coalesce(json_agg(json_build_array(
           d.id, d.code, d.template, d.status, d.issued_at, d.status_changed_at, d.status_reason, d.file, d.token,
           d.holder_id, d.case_reference, d.name_ar, d.name_en, d.is_feminine, d.valid_from, d.valid_until,
           d.renewable_from
       ) ORDER BY d.issued_at DESC, d.id DESC), '[]')
FROM documents_issueddocument d WHERE d.case_reference = c.reference
"""
ISSUED_OF_CASES = "(SELECT id, case_reference FROM documents_issueddocument)"
FILES = "(SELECT id, original_name, file = '' AS is_erased, erased_at, erased_by FROM documents_document)"
ACCEPTED = ",".join(kind.content_type for kind in FileKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedLine:
    """An issued document as its holder's page lists it."""

    id: int
    token: str
    code: str
    name: Text
    status: ShownValidity
    issued_at: datetime
    valid_from: date
    valid_until: date | None
    renewable_from: date | None
    may_be_renewed: bool
    may_be_changed: bool
    may_be_replaced: bool
    status_changed_at: datetime | None
    status_reason: str
    is_ready: bool
    shown_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What anyone holding the paper may learn: that it speaks for the ministry, and enough to compare it with."""

    name: Text
    shown_code: str
    validity: Validity
    valid_from: date
    valid_until: date | None
    status_changed_at: datetime | None
    issued_at: datetime
    holder: Text
    compared: tuple[StatedLine, ...]


def document_for(scope: Scope, document_id: UUID) -> Document:
    """Return an uploaded document.

    Raises:
        OutOfScope: there is none, or the viewer may not open it. FileErased: they might, and it is gone.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None or not rules.may_open(scope, document):
        raise OutOfScope
    if not document.file:
        raise FileErased(document.erased_at, document.erased_by)
    return document


def issued_document_for(scope: Scope, issued_id: int) -> IssuedDocument:
    """Return an issued document, or raise `OutOfScope`."""
    return _open_to(scope, IssuedDocument.objects.filter(pk=issued_id).first())


def issued_by_token(scope: Scope, token: str) -> IssuedDocument:
    """Return an issued document by the code it carries, which nobody arrives at by counting, or raise `OutOfScope`."""
    return _open_to(scope, IssuedDocument.objects.filter(token=token).first())


def _open_to(scope: Scope, issued: IssuedDocument | None) -> IssuedDocument:
    if issued is None or not rules.may_open_issued(scope, issued):
        raise OutOfScope
    return issued


def issued_for(scope: Scope, case_reference: str, on: date) -> tuple[IssuedLine, ...]:
    """Return what was issued under a case and may be seen, newest first, as it stands on a day."""
    return those_open_to(scope, on, *(ISSUED.of(reference=case_reference) or ()))


def those_open_to(scope: Scope, on: date, *issued: IssuedDocument) -> tuple[IssuedLine, ...]:
    """Return those of the documents of `ISSUED` that a viewer may see, as they stand on a day."""
    return tuple(_line(document, on) for document in issued if rules.may_open_issued(scope, document))


def verification_of(typed: str, on: date) -> Verification | None:
    """Return what the public may know of the document under a code; nothing for a code that stands for none."""
    try:
        token = read_code(typed)
    except NotACode:
        token = ""
    issued = IssuedDocument.objects.filter(token=token).first()
    if issued is None:
        return None
    contents = from_json(issued.contents, issued.template)
    return Verification(
        name=_name(issued),
        shown_code=shown_code(issued.token),
        validity=Validity(rules.validity_of(issued, on).value),
        valid_from=issued.valid_from,
        valid_until=issued.valid_until,
        status_changed_at=issued.status_changed_at,
        issued_at=issued.issued_at,
        holder=Text(ar=masked(contents.holder_name.ar), en=masked(contents.holder_name.en)),
        compared=contents.compared,
    )


def masked(name: str) -> str:
    """Return a name its bearer recognises and a stranger cannot complete: the first word, then first letters."""
    first, *others = name.split() or [""]
    return " ".join([first, *(f"{word[0]}•••" for word in others)])


def _name(issued: IssuedDocument) -> Text:
    return Text(ar=issued.name_ar, en=issued.name_en)


def _line(issued: IssuedDocument, on: date) -> IssuedLine:
    stands = issued.status == IssueStatus.VALID
    return IssuedLine(
        id=issued.pk,
        token=issued.token,
        code=issued.code,
        name=_name(issued),
        status=rules.validity_of(issued, on),
        issued_at=issued.issued_at,
        valid_from=issued.valid_from,
        valid_until=issued.valid_until,
        renewable_from=issued.renewable_from,
        may_be_renewed=rules.may_be_renewed(issued, on),
        may_be_changed=stands,
        may_be_replaced=stands and kind_of(issued.template).make is not None,
        status_changed_at=issued.status_changed_at,
        status_reason=issued.status_reason,
        is_ready=bool(issued.file),
        shown_code=shown_code(issued.token),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _issued(row: Sequence[Any]) -> tuple[IssuedDocument, ...]:
    return tuple(
        IssuedDocument(
            id=pk, code=code, template=template, status=status, issued_at=datetime.fromisoformat(issued_at),
            status_changed_at=changed_at and datetime.fromisoformat(changed_at), status_reason=reason,
            file=file, token=token, holder_id=holder_id, case_reference=reference,
            name_ar=name_ar, name_en=name_en, is_feminine=is_feminine,
            valid_from=date.fromisoformat(begins), valid_until=_day(ends), renewable_from=_day(renewable),
        )
        for (
            pk, code, template, status, issued_at, changed_at, reason, file, token, holder_id, reference,
            name_ar, name_en, is_feminine, begins, ends, renewable,
        ) in row[0]
    )  # fmt: skip


ISSUED = RelatedRead(1, _OF_CASE, _issued)
"""What was issued under a case, newest first, as yet for nobody: `those_open_to` says what of it a viewer sees."""
