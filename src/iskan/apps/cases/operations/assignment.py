"""Who holds a case: claimed, assigned one by one or many at once, given back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.utils import timezone

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases import rules
from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.models import Case, CaseEvent
from iskan.apps.cases.operations.moves import OwnHousehold, StaleEdit, check_impartial, locked_case, why_partial
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text, listed
from iskan.foundation import audit
from iskan.foundation.scope import Scope


class HeldByAnother(Refusal):
    """Another official holds the case."""

    text = Text(ar="المعاملة في عهدة موظف آخر.", en="Another official holds this case.")
    status = HTTPStatus.CONFLICT


class NotAnAssignee(Refusal):
    """The official does not work in the case's department, or must leave the case to others."""

    text = Text(ar="لا يمكن إسناد المعاملة إلى هذا الموظف.", en="The case cannot be assigned to this official.")


class AssignedMeanwhile(StaleEdit):
    """Some of the cases have changed since the viewer saw them: none was assigned."""

    text = Text(
        ar="غيّر موظف آخر هذه المعاملات بعد فتحها: {references}. لم تُسند أي معاملة؛ ترجى مراجعتها كما هي الآن ثم "
        "إعادة الإسناد.",
        en="Another official changed these cases after you opened them: {references}. None was assigned: look at them "
        "as they are now, then assign again.",
    )

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__(references=listed(references))


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
    if case.assignee_id not in {None, scope.user_id}:
        raise HeldByAnother
    if case.assignee_id is None:
        if version is not None and version != case.version:
            raise StaleEdit
        _hand(case, scope, scope.user_id, "claimed", at)
    return case


@transaction.atomic
def release(*, scope: Scope, reference: str, at: datetime, version: int | None = None) -> Case:
    """Give a case back to the department: one's own, or as supervisor anyone's."""
    case = locked_case(scope, reference, version)
    if case.assignee_id != scope.user_id and not rules.can_assign(scope):
        raise NotForThisRole
    if case.assignee_id is not None:
        _hand(case, scope, None, "released", at)
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
        NotAnAssignee: for one of the cases, that official may not hold it.
        AssignedMeanwhile: some have changed since the viewer saw them.
    """
    cases = [locked_case(scope, reference) for reference in sorted(set(references))]
    if not rules.can_assign(scope) or any(case.closed_at is not None for case in cases):
        raise NotForThisRole
    assignee = User.objects.filter(pk=assignee_id, is_active=True).exclude(roles=[]).first()
    for case in cases:
        if rules.is_in_own_household(scope, case):
            raise OwnHousehold
        if assignee is None or not _may_hold(assignee, case, at):
            raise NotAnAssignee
    if versions is not None:
        _require_seen(cases, versions)
    for case in cases:
        _hand(case, scope, assignee_id, "assigned", at)
    return len(cases)


def _require_seen(cases: Sequence[Case], versions: Mapping[str, int]) -> None:
    if changed := [case.reference for case in cases if versions.get(case.reference) != case.version]:
        raise AssignedMeanwhile(changed)


def _may_hold(assignee: User, case: Case, at: datetime) -> bool:
    theirs = scope_of(assignee, timezone.localdate(at))
    works_there = rules.can_work(theirs) and assignee.department_id == case.department_id
    return works_there and not rules.is_sealed_from(assignee.pk, case) and why_partial(theirs, case) is None


def hand_back(*, scope: Scope, case: Case, at: datetime) -> None:
    """Give a locked case back to its department where whoever held it may not read it any more."""
    _hand(case, scope, None, "released", at)


def _hand(case: Case, scope: Scope, to: int | None, code: str, at: datetime) -> None:
    case.assignee_id = to
    case.version += 1
    case.save(update_fields=["assignee", "version"])
    CaseEvent.objects.create(
        case=case, kind=EventKind.ASSIGNMENT, code=code, actor_id=scope.user_id, detail={"to": to}, public=False, at=at
    )
    audit.record(scope=scope, action=f"case.{code}", subject_kind="case", subject=case.reference, at=at, to=to)
