"""A granted case that goes on for somebody else or for another service, as a later case decided."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from iskan.apps.accounts.models import User
from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.models import Case, CaseEvent
from iskan.apps.households.enums import MemberRelation
from iskan.foundation import audit
from iskan.foundation.scope import Scope

TRANSFERRED, SERVICE_CHANGED = "transferred", "service_changed"


@transaction.atomic
def hand_over_case(*, case: Case, to: User, answers: Mapping[str, str], by: Case, scope: Scope, at: datetime) -> None:
    """Make somebody the applicant of a granted case, under answers that replace those given; its day of filing stays.

    Where they belong to its household, they head it from now on, and a spouse changes places with them.
    """
    _take_answers(case, answers, at)
    if to.pk != case.applicant_id:
        _head_household(case, to)
        case.applicant = to
    _keep(case, TRANSFERRED, by=by, scope=scope, at=at, fields=["applicant", "person"])


@transaction.atomic
def change_programme(*, case: Case, programme: str, question: str, by: Case, scope: Scope, at: datetime) -> None:
    """Have a granted case ask for another programme of its service; its day of filing stays."""
    _take_answers(case, {question: programme}, at)
    case.programme = programme
    _keep(case, SERVICE_CHANGED, by=by, scope=scope, at=at, fields=["programme"])


def _take_answers(case: Case, answers: Mapping[str, str], at: datetime) -> None:
    case.application.answers = {**case.application.answers, **answers}
    case.application.edited_at = at
    case.application.save(update_fields=["answers", "edited_at"])


def _head_household(case: Case, to: User) -> None:
    members = case.household.members.select_related("person") if case.household else ()
    parts = {member.person.cpr: member for member in members}
    heads, former = parts.get(to.cpr or ""), parts.get(case.applicant.cpr or "")
    case.person = heads.person if heads else None
    if heads is None or former is None:
        return
    was_spouse = heads.relation == MemberRelation.SPOUSE
    former.relation = MemberRelation.SPOUSE if was_spouse else MemberRelation.OTHER
    heads.relation = MemberRelation.HEAD
    for member in (former, heads):
        member.save(update_fields=["relation"])


def _keep(case: Case, code: str, *, by: Case, scope: Scope, at: datetime, fields: list[str]) -> None:
    """Save a case that goes on otherwise, with a line of its trail that names the case which decided so."""
    case.version += 1
    case.save(update_fields=[*fields, "version"])
    CaseEvent.objects.create(
        case=case, kind=EventKind.TRANSITION, code=code, source=case.stage, target=case.stage, actor_id=scope.user_id,
        detail={"by": by.reference}, at=at,
    )  # fmt: skip
    audit.record(
        scope=scope, action=f"case.{code}", subject_kind=audit.CASE, subject=case.reference, at=at, by=by.reference
    )
