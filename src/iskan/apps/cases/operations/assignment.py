"""Who holds a case: claimed, assigned one by one or many at once, given back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.utils import timezone

from iskan.apps.accounts.absences import absence_of
from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import name_of_official, names_of, scope_of
from iskan.apps.cases import rules
from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.models import Case, CaseEvent
from iskan.apps.cases.operations.moves import (
    HeldByAnother,
    StaleEdit,
    check_impartial,
    locked_case,
    why_partial,
)
from iskan.apps.cases.queries.scoped import service_of
from iskan.core.days import day_text
from iskan.core.lifecycle import OFFICIALS, Lifecycle
from iskan.core.refusal import NotForThisRole, OwnHousehold, Refusal
from iskan.core.text import Text, listed
from iskan.foundation import audit
from iskan.foundation.scope import NOBODY, Scope

NO_HOLDER = Text(ar="لا أحد", en="nobody")


class NotAnAssignee(Refusal):
    """The official has no part in the case where it stands, or must leave it to others."""

    text = Text(
        ar="لا يمكن إسناد المعاملة {reference} إلى هذا الموظف: ليس من عمله في مرحلتها الحالية، أو عليه تركها لغيره.",
        en="Case {reference} cannot be assigned to this official: they have no part in it now, or leave it to others.",
    )
    field = "assignee"

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class AssigneeAway(Refusal):
    """The official is away."""

    text = Text(
        ar="هذا الموظف غائب حتى {last_day}. تُسند المعاملة إلى من ينوب عنه أو إلى موظف حاضر.",
        en="This official is away until {last_day}: assign to whoever stands in, or to somebody present.",
    )
    status = HTTPStatus.CONFLICT
    field = "assignee"


class AssignedMeanwhile(StaleEdit):
    """Some of the cases have changed since the viewer saw them: none was assigned."""

    text = Text(
        ar="غيّر موظفون آخرون هذه المعاملات بعد فتحها: {references}. وهي الآن في عهدة: {holders}. لم تُسند أي معاملة؛ "
        "ترجى مراجعتها كما هي الآن ثم إعادة الإسناد.",
        en="Another official changed these cases after you opened them: {references}. In whose hands they are now: "
        "{holders}. None was assigned: look at them as they are now, then assign again.",
    )

    def __init__(self, cases: Sequence[Case]) -> None:
        holders = names_of(frozenset(case.assignee_id for case in cases if case.assignee_id))
        if any(case.assignee_id is None for case in cases):
            holders[0] = NO_HOLDER
        super().__init__(references=listed(case.reference for case in cases), holders=listed(holders.values()))


@transaction.atomic
def claim(*, scope: Scope, reference: str, at: datetime, version: int | None = None) -> Case:
    """Take a free case; taking one's own again changes nothing.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold, FiledByOneself, DecidedEarlier. HeldByAnother: somebody was quicker.
        StaleEdit: it is free, and has changed since the version the viewer saw.
    """
    case = locked_case(scope, reference)
    if not rules.can_work(scope) or case.closed_at is not None:
        raise NotForThisRole
    check_impartial(scope, case)
    if case.assignee is not None and case.assignee_id != scope.user_id:
        raise HeldByAnother(name_of_official(case.assignee))
    if case.assignee_id is None:
        if version is not None and version != case.version:
            raise StaleEdit
        hand(case=case, scope=scope, to=scope.user_id, code="claimed", at=at)
    return case


@transaction.atomic
def release(*, scope: Scope, reference: str, at: datetime, version: int | None = None) -> Case:
    """Give a case back to the department: one's own, or as supervisor anyone's."""
    case = locked_case(scope, reference, version)
    if case.assignee_id != scope.user_id and not rules.can_assign(scope):
        raise NotForThisRole
    if case.assignee_id is not None:
        hand(case=case, scope=scope, to=None, code="released", at=at)
    return case


@transaction.atomic
def assign(
    *,
    scope: Scope,
    references: Iterable[str],
    assignee_id: int,
    at: datetime,
    versions: Mapping[str, int] | None = None,
) -> int:
    """Assign many cases at once, all or none; return how many. ``versions`` are those the viewer saw.

    Raises:
        NotForThisRole: the viewer is no supervisor, or a case is closed. OwnHousehold: one is their own household's.
        NotAnAssignee: for one of the cases, that official may not hold it. AssigneeAway: they are away.
        AssignedMeanwhile: some have changed since the viewer saw them.
    """
    cases = [locked_case(scope, reference) for reference in sorted(set(references))]
    if not rules.can_assign(scope) or any(case.closed_at is not None for case in cases):
        raise NotForThisRole
    assignee = User.objects.filter(pk=assignee_id, is_active=True).exclude(roles=[]).first()
    theirs = scope_of(assignee, timezone.localdate(at)) if assignee else NOBODY
    for case in cases:
        if rules.is_in_own_household(scope, case):
            raise OwnHousehold
        if not may_hold(theirs, case):
            raise NotAnAssignee(case.reference)
    require_present(assignee_id, at)
    if versions is not None:
        _require_seen(cases, versions)
    for case in cases:
        hand(case=case, scope=scope, to=assignee_id, code="assigned", at=at)
    return len(cases)


def require_present(assignee_id: int, at: datetime) -> None:
    """Refuse to assign to an official who is away."""
    if away := absence_of(assignee_id, timezone.localdate(at)):
        raise AssigneeAway(last_day=day_text(away.last_day))


def _require_seen(cases: Sequence[Case], versions: Mapping[str, int]) -> None:
    if changed := [case for case in cases if versions.get(case.reference) != case.version]:
        raise AssignedMeanwhile(changed)


def may_hold(theirs: Scope, case: Case) -> bool:
    """Say whether an official may hold a case: of its department, with a part in it where it stands, and impartial."""
    if not rules.can_work(theirs) or case.department_id not in theirs.department_ids:
        return False
    if rules.is_sealed_from(theirs.user_id, case) or why_partial(theirs, case) is not None:
        return False
    return has_part(theirs, service_of(case).lifecycle, case.stage)


def has_part(theirs: Scope, lifecycle: Lifecycle, stage: str) -> bool:
    """Say whether an official may do something with a case in a stage; where officials only wait, all may."""
    officials = {party for move in lifecycle.leaving(stage) for party in move.by} & OFFICIALS
    return not officials or any(role.party in officials for role in theirs.roles)


def take(*, case: Case, scope: Scope, at: datetime) -> None:
    """Give a locked case to the viewer, who may work on it."""
    hand(case=case, scope=scope, to=scope.user_id, code="claimed", at=at)


def return_to(*, scope: Scope, case: Case, official_id: int, at: datetime) -> None:
    """Hand a locked case the viewer took to decide back to who recommended, or to the department where they left it."""
    if case.assignee_id != scope.user_id:
        return
    recommender = User.objects.filter(pk=official_id, is_active=True).exclude(roles=[]).first()
    theirs = scope_of(recommender, timezone.localdate(at)) if recommender else NOBODY
    to = official_id if may_hold(theirs, case) else None
    hand(case=case, scope=scope, to=to, code="assigned" if to else "released", at=at)


def hand_back(*, scope: Scope, case: Case, at: datetime) -> None:
    """Give a locked case back to its department where whoever held it may not read it any more."""
    hand(case=case, scope=scope, to=None, code="released", at=at)


def hand(*, case: Case, scope: Scope, to: int | None, code: str, at: datetime) -> None:
    """Put a locked case into other hands, or into nobody's."""
    case.assignee_id = to
    case.version += 1
    case.save(update_fields=["assignee", "version"])
    CaseEvent.objects.create(
        case=case, kind=EventKind.ASSIGNMENT, code=code, actor_id=scope.user_id, detail={"to": to}, public=False, at=at
    )
    audit.record(scope=scope, action=f"case.{code}", subject_kind="case", subject=case.reference, at=at, to=to)
