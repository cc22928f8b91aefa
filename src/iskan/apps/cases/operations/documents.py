"""The documents a case yields by its service: issued, made again when their words no longer hold, revoked."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from http import HTTPStatus

from django.db import transaction
from django.utils.timezone import localdate

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.moves import locked_case
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.catalogue.queries import figures
from iskan.apps.documents.kinds import kind_of
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import NoReplacement, Term, issue_document, replace_document, revoke_document
from iskan.apps.documents.queries import issued_document_for
from iskan.apps.documents.rules import may_change_issued
from iskan.core import catalogue
from iskan.core.dated import FigureBook, NotConfigured
from iskan.core.days import months_after
from iskan.core.refusal import NotForThisRole, OwnHousehold, Refusal
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope

StandsForPlace = Callable[[str, str], bool]
_proofs_of_places: list[StandsForPlace] = []


class StandsOnAList(Refusal):
    """The document proves a place on a waiting list, which only a cancellation ends."""

    text = Text(
        ar="تثبت هذه الوثيقة ترتيب الطلب على قائمة الانتظار، ولا تُبطل إلا مع إلغاء الطلب بقرار.",
        en="This document proves the application's place on the waiting list: it ends only with the application's "
        "cancellation.",
    )
    status = HTTPStatus.CONFLICT


def proves_place(predicate: StandsForPlace) -> StandsForPlace:
    """Register an app above that says whether a case's document of a code proves a place it keeps."""
    _proofs_of_places.append(predicate)
    return predicate


def issue_case_document(*, case: Case, code: str, scope: Scope, at: datetime) -> IssuedDocument:
    """Issue a document a case's service declares, or return the valid one there is.

    Raises:
        KeyError: the service declares none of that code.
    """
    document = service_of(case).document(code)
    make = kind_of(document.template).make
    if make is None:
        raise NoReplacement
    return issue_document(
        scope=scope,
        code=code,
        name=document.name,
        is_feminine=document.is_feminine,
        template=document.template,
        case_reference=case.reference,
        holder_id=case.applicant_id,
        contents=make(case_reference=case.reference, code=code, at=at),
        term=term_of(document, case.application.answers, localdate(at), figures()),
        at=at,
    )


def term_of(
    document: catalogue.DeclaredDocument, answers: dict[str, object], issued_on: date, book: FigureBook
) -> Term:
    """Return the days a document holds by the figures in force at its issue; a figure not configured sets no end."""
    begins = answers.get(document.valid_from or "")
    valid_from = date.fromisoformat(str(begins)) if begins else issued_on
    try:
        if document.valid_for is None:
            return Term(valid_from=valid_from)
        valid_until = months_after(valid_from, book.value(document.valid_for, issued_on))
    except NotConfigured:
        return Term(valid_from=valid_from)
    return Term(
        valid_from=valid_from,
        valid_until=valid_until,
        renewable_from=_renewable_from(document, valid_until, issued_on, book),
    )


def _renewable_from(
    document: catalogue.DeclaredDocument, valid_until: date, issued_on: date, book: FigureBook
) -> date | None:
    try:
        if document.renewable_before is None:
            return None
        return valid_until - timedelta(days=book.value(document.renewable_before, issued_on))
    except NotConfigured:
        return None


@transaction.atomic
def replace_case_document(*, scope: Scope, reference: str, issued_id: int, reason: str, at: datetime) -> IssuedDocument:
    """Issue a case's document again from what is now known; the old one says from then on that it was replaced."""
    _examine(scope, reference, issued_id)
    return replace_document(scope=scope, issued_id=issued_id, reason=reason, at=at)


def require_revocable(*, scope: Scope, reference: str, issued_id: int) -> None:
    """Refuse to revoke what stands for a place on a list: the application is cancelled instead, by its own decision.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold, StandsOnAList.
    """
    if not may_change_issued(scope):
        raise NotForThisRole
    _examine(scope, reference, issued_id)
    issued = issued_document_for(scope, issued_id)
    if any(stands(issued.case_reference, issued.code) for stands in _proofs_of_places):
        raise StandsOnAList


@transaction.atomic
def revoke_case_document(*, scope: Scope, reference: str, issued_id: int, reason: str, at: datetime) -> IssuedDocument:
    """Declare that a case's document no longer speaks for the ministry."""
    _examine(scope, reference, issued_id)
    return revoke_document(scope=scope, issued_id=issued_id, reason=reason, at=at)


def _examine(scope: Scope, reference: str, issued_id: int) -> None:
    case = locked_case(scope, reference)
    if issued_document_for(scope, issued_id).case_reference != case.reference:
        raise OutOfScope(str(issued_id))
    if is_in_own_household(scope, case):
        raise OwnHousehold
