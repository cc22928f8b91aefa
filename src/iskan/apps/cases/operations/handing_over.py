"""All of an official's open cases put into other hands: one colleague's, shared among those present, or nobody's."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from iskan.apps.accounts.absences import away_on
from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases import rules
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assignment import hand, hand_back, may_hold
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.core.promises import Alarm
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope

SHARED: Final = "shared"
DEPARTMENT: Final = "department"


class NothingToHandOver(Refusal):
    """The official holds no such case."""

    text = Text(ar="لا معاملات مفتوحة من هذا النوع في عهدة الموظف.", en="The official holds no such open case.")
    status = HTTPStatus.CONFLICT


class NobodyTakes(Refusal):
    """There is no colleague who could take any of the cases."""

    text = Text(
        ar="لا يمكن لأحد ممن اخترت أن يتسلم أيًّا من هذه المعاملات: الحاضر منهم لا دور له فيها، أو عليه تركها لغيره.",
        en="Nobody you chose can take any of these cases: those present have no part in them, or leave them to others.",
    )
    status = HTTPStatus.CONFLICT
    field = "to"


class ChangedMeanwhile(Refusal):
    """The cases are no longer those the viewer was shown."""

    text = Text(
        ar="تغيّر عدد المعاملات بعد عرضها. لم تُنقل أي معاملة؛ ترجى مراجعة العدد الجديد ثم التأكيد.",
        en="The number of cases has changed since you were shown it. None was moved: look again, then confirm.",
    )
    status = HTTPStatus.CONFLICT


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPlan:
    """What handing over would do: how many cases each receiver gets (``None`` is the department), and which stay."""

    official_id: int
    given: dict[int | None, int]
    staying: tuple[str, ...]

    @property
    def count(self) -> int:
        return sum(self.given.values())


def plan_hand_over(*, scope: Scope, official_id: int, to: str, late_only: bool, at: datetime) -> HandOverPlan:
    """Return what `hand_over` would do now, and change nothing; it refuses as that does."""
    moves = _planned(scope, official_id, to, _held(scope, official_id, late_only=late_only), at)
    return _plan(official_id, moves)


@transaction.atomic
def hand_over(*, scope: Scope, official_id: int, to: str, late_only: bool, expected: int, at: datetime) -> HandOverPlan:
    """Hand over an official's open cases, or only the late ones; return what was done.

    ``to`` is a colleague's id, `SHARED` (each case to whoever holds the fewest and may take it) or `DEPARTMENT`. A case
    no receiver may hold stays where it is. ``expected`` is the number of cases the viewer was shown to move.

    Raises:
        NotForThisRole: the viewer is no supervisor. OutOfScope: no official of their departments.
        NothingToHandOver, NobodyTakes, ChangedMeanwhile.
    """
    held = _held(scope, official_id, late_only=late_only).select_for_update(of=("self",), no_key=True)
    moves = _planned(scope, official_id, to, held, at)
    plan = _plan(official_id, moves)
    if plan.count != expected:
        raise ChangedMeanwhile
    for case, receives in moves:
        if receives == DEPARTMENT:
            hand_back(scope=scope, case=case, at=at)
        elif isinstance(receives, int):
            hand(case=case, scope=scope, to=receives, code="assigned", at=at)
    return plan


@transaction.atomic
def give_back_all(*, official_id: int, at: datetime) -> None:
    """Give the open cases of an official who has left back to their departments."""
    held = Case.objects.filter(assignee_id=official_id, closed_at__isnull=True).order_by("pk")
    for case in held.select_for_update(no_key=True):
        hand_back(scope=SYSTEM, case=case, at=at)


def _held(scope: Scope, official_id: int, *, late_only: bool) -> QuerySet[Case]:
    if not rules.can_assign(scope):
        raise NotForThisRole
    held = visible_cases(scope).filter(assignee_id=official_id, closed_at__isnull=True)
    if late_only:
        held = held.filter(alarm=Alarm.BREACHED)
    return held.select_related("applicant", "about").order_by("due_on", "pk")


Moved = Sequence[tuple[Case, int | str]]
STAYS: Final = ""


def _planned(scope: Scope, official_id: int, to: str, held: QuerySet[Case], at: datetime) -> Moved:
    """Return each case with who gets it, most urgent first."""
    cases = list(held)
    if not cases:
        raise NothingToHandOver
    if to == DEPARTMENT:
        return [(case, STAYS if rules.is_in_own_household(scope, case) else DEPARTMENT) for case in cases]
    receivers = _receivers(scope, official_id, to, at)
    moves = list(_dealt(scope, cases, receivers))
    if all(receives == STAYS for _case, receives in moves):
        raise NobodyTakes
    return moves


def _receivers(scope: Scope, official_id: int, to: str, at: datetime) -> tuple[Scope, ...]:
    """Return who may be handed cases: those present of the viewer's departments, or the one chosen of them."""
    today = timezone.localdate(at)
    colleagues = User.objects.filter(is_active=True, department_id__in=scope.department_ids).exclude(roles=[])
    if to != SHARED:
        colleagues = colleagues.filter(pk=int(to))
        if not colleagues.exists():
            raise OutOfScope
    away = away_on(today)
    present = [one for one in colleagues.exclude(pk=official_id).order_by("pk") if one.pk not in away]
    return tuple(scope_of(one, today) for one in present)


def _dealt(scope: Scope, cases: Sequence[Case], receivers: Sequence[Scope]) -> Iterator[tuple[Case, int | str]]:
    open_cases = Case.objects.filter(closed_at__isnull=True, assignee_id__in=[one.user_id for one in receivers])
    load: Counter[int | None] = Counter(open_cases.values_list("assignee_id", flat=True))
    for case in cases:
        able = (one for one in sorted(receivers, key=lambda one: load[one.user_id]) if may_hold(one, case))
        receiver = None if rules.is_in_own_household(scope, case) else next(able, None)
        if receiver is None or receiver.user_id is None:
            yield case, STAYS
        else:
            load[receiver.user_id] += 1
            yield case, receiver.user_id


def _plan(official_id: int, moves: Moved) -> HandOverPlan:
    received = (to for _case, to in moves if to != STAYS)
    given = Counter(to if isinstance(to, int) else None for to in received)
    staying = tuple(case.reference for case, to in moves if to == STAYS)
    return HandOverPlan(official_id=official_id, given=dict(given), staying=staying)
