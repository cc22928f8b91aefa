"""All cases of a filter given to one official at once: counted before, done in one transaction, each with its lines."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import names_of, scope_of
from iskan.apps.cases import rules
from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.models import Case, CaseEvent
from iskan.apps.cases.operations.assignment import NO_HOLDER, has_part, require_present
from iskan.apps.cases.queries.lists import WorklistFilter, filtered
from iskan.apps.catalogue.queries import service_of
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.budgets import ASSIGNED_AT_ONCE
from iskan.foundation.scope import Scope

TOGETHER = 1_000


class NothingToAssign(Refusal):
    """The filter brings no case that official may be given."""

    text = Text(ar="لا توجد معاملات يمكن إسنادها إلى هذا الموظف.", en="There is no case this official can be assigned.")


class TooManyAtOnce(Refusal):
    """The filter brings more cases than are assigned in one transaction."""

    text = Text(
        ar="لا تُسند دفعةً واحدة معاملات يزيد عددها على {limit}؛ يلزم تضييق التصفية.",
        en="No more than {limit} cases are assigned at once: narrow the filter.",
    )

    def __init__(self) -> None:
        super().__init__(limit=f"{ASSIGNED_AT_ONCE:,}")


class FilterHasMoved(Refusal):
    """The filter brings other cases than were counted: none was assigned."""

    text = Text(
        ar="تغيّرت المعاملات بعد عدّها: كانت {seen}، وهي الآن {now}. لم تُسند أي معاملة؛ ترجى مراجعة العدد ثم التأكيد.",
        en="The cases have changed since they were counted: they were {seen}, and are now {now}. None was assigned: "
        "look at the number, then confirm again.",
    )
    status = HTTPStatus.CONFLICT

    def __init__(self, seen: int, now: int) -> None:
        super().__init__(seen=str(seen), now=str(now))


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentPlan:
    """What would be assigned to whom: how many cases by whose hands they are in, and how many are left out.

    Left out is what the official must leave to others, what they hold already, and what the viewer must leave.
    ``mark`` is of these very cases as they stand.
    """

    assignee_id: int
    assignee: Text
    by_holder: tuple[tuple[Text, int], ...]
    count: int
    left_out: int
    mark: str

    @property
    def is_too_large(self) -> bool:
        """Whether these are more than are assigned at once."""
        return self.count > ASSIGNED_AT_ONCE


def plan_assignment(*, scope: Scope, wanted: WorklistFilter, assignee_id: int, at: datetime) -> AssignmentPlan:
    """Return what assigning all cases of a filter would do.

    Raises:
        NotForThisRole: the viewer is no supervisor. NothingToAssign: that official works on no case.
    """
    rows, left_out = _rows(scope, wanted, assignee_id, at, lock="")
    holders = Counter(row.holder_id for row in rows)
    names = names_of(frozenset({assignee_id, *filter(None, holders)}))
    told = ((names[holder] if holder else NO_HOLDER, count) for holder, count in holders.most_common())
    return AssignmentPlan(
        assignee_id=assignee_id, assignee=names[assignee_id], by_holder=tuple(told), count=len(rows),
        left_out=left_out, mark=_mark(rows),
    )  # fmt: skip


@transaction.atomic
def assign_all(*, scope: Scope, wanted: WorklistFilter, assignee_id: int, seen: int, mark: str, at: datetime) -> int:
    """Assign all cases of a filter as they were counted, or none; return how many.

    Raises:
        NotForThisRole, NotAnAssignee: as `plan_assignment`. NothingToAssign, TooManyAtOnce.
        FilterHasMoved: others than were counted.
    """
    rows, _left_out = _rows(scope, wanted, assignee_id, at, lock="FOR NO KEY UPDATE OF c")
    if mark != _mark(rows):
        raise FilterHasMoved(seen, len(rows))
    if not rows:
        raise NothingToAssign
    if len(rows) > ASSIGNED_AT_ONCE:
        raise TooManyAtOnce
    for first in range(0, len(rows), TOGETHER):
        _hand_all(rows[first : first + TOGETHER], scope, assignee_id, at)
    return len(rows)


@dataclass(frozen=True, slots=True)
class _CaseRow:
    id: int
    reference: str
    version: int
    holder_id: int | None
    stage: str
    service_version_id: int


def _rows(
    scope: Scope, wanted: WorklistFilter, assignee_id: int, at: datetime, *, lock: str
) -> tuple[list[_CaseRow], int]:
    """Return the open cases of a filter that the official may be given, in the order they are locked; how many not."""
    if not rules.can_assign(scope):
        raise NotForThisRole
    assignee = User.objects.filter(pk=assignee_id, is_active=True).exclude(roles=[]).first()
    theirs = scope_of(assignee, timezone.localdate(at)) if assignee else None
    if assignee is None or theirs is None or not rules.can_work(theirs):
        raise NothingToAssign
    require_present(assignee_id, at)
    where, values = filtered(scope, wanted)
    values |= {
        "to": assignee_id,
        "to_department": assignee.department_id,
        "own": sorted(rules.own_case_ids(scope) | rules.own_case_ids(theirs)),
    }
    with connection.cursor() as cursor:
        cursor.execute(f"{_SELECT} {where} ORDER BY c.reference {lock}", values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    given = [_CaseRow(*row) for *row, may in found if may]
    given = [row for row in given if has_part(theirs, service_of(row.service_version_id).lifecycle, row.stage)]
    barred = _decided_before(theirs, [row.id for row in given])
    given = [row for row in given if row.id not in barred]
    return given, len(found) - len(given)


# What the official may not be given stays in the count, so that the viewer is told how much is left out.
_SELECT = """
SELECT c.id, c.reference, c.version, c.assignee_id, c.stage, c.service_version_id,
    c.assignee_id IS DISTINCT FROM %(to)s AND c.department_id = %(to_department)s
    AND c.filed_by_id IS DISTINCT FROM %(to)s AND c.id <> ALL(%(own)s::bigint[])
    AND (c.sealed_at IS NULL OR %(to)s = ANY(c.sealed_readers))
FROM cases_case c WHERE c.closed_at IS NULL AND
"""


def _decided_before(theirs: Scope, ids: list[int]) -> frozenset[int]:
    """Return which of some cases are about one the official decided, and so for others to decide."""
    about = Case.objects.filter(pk__in=ids, about__isnull=False).select_related("about")
    return frozenset(case.pk for case in about if theirs.user_id in rules.deciders_set_aside(case))


def _mark(rows: list[_CaseRow]) -> str:
    """Return by what the same cases, unchanged, are known again."""
    told = "\n".join(f"{row.reference}:{row.version}" for row in rows)
    return sha256(told.encode()).hexdigest()


def _hand_all(rows: list[_CaseRow], scope: Scope, to: int, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_case SET assignee_id = %s, version = version + 1 WHERE id = ANY(%s)",
            [to, [row.id for row in rows]],
        )
    CaseEvent.objects.bulk_create(
        CaseEvent(
            case_id=row.id, kind=EventKind.ASSIGNMENT, code="assigned", actor_id=scope.user_id, detail={"to": to},
            public=False, at=at,
        )
        for row in rows
    )  # fmt: skip
    lines = [(row.reference, {"to": to}) for row in rows]
    audit.record_many(scope=scope, action="case.assigned", subject_kind=audit.CASE, lines=lines, at=at)
