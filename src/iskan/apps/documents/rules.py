"""Who may open, send or change documents; what an official may see, the apps above register here."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from iskan.apps.accounts.rules import acts_for, can_approve, can_read_cases, can_supervise, can_work_cases
from iskan.apps.documents.enums import FeminineValidity, IssueStatus, ShownValidity, Validity
from iskan.apps.documents.models import Document, IssuedDocument
from iskan.apps.documents.papers import is_paper_of_office
from iskan.apps.housing_stock.queries.terms import is_plan_in_force
from iskan.foundation.scope import DelegatedAct, Duty, Scope

SeesDocument = Callable[[Scope, UUID], bool]
SeesCase = Callable[[Scope, str], bool]

_officials_see_document: list[SeesDocument] = []
_officials_see_case: list[SeesCase] = []


def officials_see_document(predicate: SeesDocument) -> SeesDocument:
    """Register a reason for which an official may open an upload: one of their cases holds it."""
    _officials_see_document.append(predicate)
    return predicate


def officials_see_case(predicate: SeesCase) -> SeesCase:
    """Register a reason for which an official may open what was issued under a case reference."""
    _officials_see_case.append(predicate)
    return predicate


def may_open(scope: Scope, document: Document) -> bool:
    """Owners, their delegates, whoever files a case for them, officials whose own it is or who read its cases.

    Papers of the office are open to every official, and a floor plan that holds to citizens as well.
    """
    if scope.filing is not None:
        return document.owner_id == scope.filing.applicant_id
    if not scope.is_official:
        return _citizen_may_open(scope, document) or (scope.user_id is not None and is_plan_in_force(document.pk))
    is_held = (can_read_cases(scope) or scope.may(Duty.INSPECT)) and any(
        sees(scope, document.pk) for sees in _officials_see_document
    )
    return is_held or document.owner_id == scope.user_id or is_paper_of_office(document.pk)


def _citizen_may_open(scope: Scope, document: Document) -> bool:
    """Owners and their delegates: those for some services alone, where they sent it or a case of these holds it."""
    if not acts_for(scope, document.owner_id):
        return False
    if document.owner_id == scope.user_id or scope.acts_everywhere_for(document.owner_id, DelegatedAct.READ):
        return True
    return document.uploaded_by_id == scope.user_id or any(sees(scope, document.pk) for sees in _officials_see_document)


def may_open_issued(scope: Scope, issued: IssuedDocument) -> bool:
    """Holders, their delegates, officials who see the case it was issued under, and the system following its moves."""
    if scope.is_system:
        return True
    if not scope.is_official and _is_everywhere_theirs(scope, issued.holder_id):
        return acts_for(scope, issued.holder_id)
    may_read = can_read_cases(scope) if scope.is_official else acts_for(scope, issued.holder_id, DelegatedAct.RECEIVE)
    return may_read and any(sees(scope, issued.case_reference) for sees in _officials_see_case)


def _is_everywhere_theirs(scope: Scope, holder_id: int) -> bool:
    return holder_id == scope.user_id or scope.acts_everywhere_for(holder_id, DelegatedAct.RECEIVE)


def may_upload_for(scope: Scope, owner_id: int) -> bool:
    """Owners, their delegates, officials who may write, and whoever files a case for the owner."""
    if scope.filing is not None:
        return scope.filing.applicant_id == owner_id
    return _sends_for(scope, owner_id) or can_work_cases(scope) or scope.may(Duty.INSPECT)


def _sends_for(scope: Scope, owner_id: int) -> bool:
    return acts_for(scope, owner_id, DelegatedAct.FILE) or acts_for(scope, owner_id, DelegatedAct.ANSWER)


def may_discard(scope: Scope, document: Document) -> bool:
    """Whoever may have sent it; of an unfiled case, also whoever files it; the system, once it is due to be erased."""
    if scope.is_system:
        return True
    if scope.filing is not None:
        return scope.filing.applicant_id == document.owner_id
    if _sends_for(scope, document.owner_id):
        return True
    return scope.user_id is not None and document.uploaded_by_id == scope.user_id


def may_change_issued(scope: Scope) -> bool:
    """Only officials who decide, or the system following their decision, replace or revoke what the ministry signed."""
    return scope.is_system or can_approve(scope) or can_supervise(scope)


def validity_of(issued: IssuedDocument, on: date) -> ShownValidity:
    """Return whether a document holds on a day, in words that agree with its name; no job lapses it."""
    found = _validity(issued, on)
    return FeminineValidity(found) if issued.is_feminine else found


def _validity(issued: IssuedDocument, on: date) -> Validity:
    if issued.status != IssueStatus.VALID:
        return Validity(issued.status)
    if on < issued.valid_from:
        return Validity.NOT_YET
    if issued.valid_until is not None and on > issued.valid_until:
        return Validity.LAPSED
    return Validity.VALID


def may_be_renewed(issued: IssuedDocument, on: date) -> bool:
    """Say whether the holder may apply for the document again on a day: near its end, and once it has lapsed."""
    if issued.status != IssueStatus.VALID or issued.renewable_from is None:
        return False
    return on >= issued.renewable_from
