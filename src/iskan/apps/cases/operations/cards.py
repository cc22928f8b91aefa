"""The document a granted case yields: what it says, and its replacement when the words no longer hold."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.moves import OwnHousehold, locked_case
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.documents.contents import EntitlementCard
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import issue_document, replace_document, revoke_document
from iskan.apps.documents.queries import issued_document_for
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.governorates import governorate_name


class NothingToIssue(RuntimeError):
    """The case's service issues no document, or its programme is not known."""


def card_of(*, case: Case, decided_at: datetime) -> EntitlementCard:
    """Return what a granted case's card says: what it entitles to, since when, and what comes next."""
    service = service_of(case)
    programme = service.programme(case.programme)
    if service.issues is None or programme is None or case.filed_at is None:
        message = f"{service.code} has no card to issue"
        raise NothingToIssue(message)
    return EntitlementCard(
        holder_name=Text(ar=case.applicant.name_ar, en=case.applicant.name_en),
        cpr=case.applicant.cpr or "",
        programme=programme.name,
        service=service.name,
        governorate=governorate_name(case.governorate),
        seniority_on=timezone.localdate(case.filed_at),
        decided_on=timezone.localdate(decided_at),
        household_count=case.household.members.count() if case.household else 1,
        next_steps=(service.lifecycle.stage(case.stage).next_step,),
    )


def issue_card(*, case: Case, scope: Scope, decided_at: datetime, at: datetime) -> IssuedDocument:
    """Issue a granted case's document, or return the valid one there is; its signed file follows from a job."""
    contents = card_of(case=case, decided_at=decided_at)
    issued = service_of(case).issues
    assert issued is not None  # noqa: S101 -- `card_of` has raised otherwise; this tells the type checker
    return issue_document(
        scope=scope,
        code=issued.code,
        template=issued.template,
        case_reference=case.reference,
        holder_id=case.applicant_id,
        contents=contents,
        at=at,
    )


@transaction.atomic
def replace_card(*, scope: Scope, reference: str, issued_id: int, reason: str, at: datetime) -> IssuedDocument:
    """Issue a case's document anew from what is now known; the old one says from then on that it was replaced."""
    case = _case_of(scope, reference, issued_id)
    contents = card_of(case=case, decided_at=case.closed_at or at)
    return replace_document(scope=scope, issued_id=issued_id, contents=contents, reason=reason, at=at)


@transaction.atomic
def revoke_card(*, scope: Scope, reference: str, issued_id: int, reason: str, at: datetime) -> IssuedDocument:
    """Declare that a case's document no longer speaks for the ministry."""
    _case_of(scope, reference, issued_id)
    return revoke_document(scope=scope, issued_id=issued_id, reason=reason, at=at)


def _case_of(scope: Scope, reference: str, issued_id: int) -> Case:
    case = locked_case(scope, reference)
    if issued_document_for(scope, issued_id).case_reference != case.reference:
        raise OutOfScope(str(issued_id))
    if is_in_own_household(scope, case):
        raise OwnHousehold
    return case
