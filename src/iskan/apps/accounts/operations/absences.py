"""Officials who are away: entered by themselves or their supervisor, with a colleague who stands in for them."""

from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Final

from django.db import transaction
from django.utils import timezone

from iskan.apps.accounts.models import Absence, User
from iskan.apps.accounts.rules import can_supervise
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.roles import Duty, may
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Role, Scope

LONGEST: Final = timedelta(days=366)


class BadAbsence(Refusal):
    """The days are none anybody is away on."""

    text = Text(
        ar="آخر يوم لا يسبق أول يوم ولا اليوم، ولا يزيد الغياب على سنة.",
        en="The last day is not before the first or before today, and an absence is no longer than a year.",
    )
    field = "last_day"


class AlreadyAway(Refusal):
    """Another absence covers some of the days."""

    text = Text(
        ar="للموظف غياب مسجّل في بعض هذه الأيام. يُنهى الغياب المسجّل أولًا.",
        en="An absence is entered for some of these days already: end that one first.",
    )
    status = HTTPStatus.CONFLICT
    field = "first_day"


class NotASubstitute(Refusal):
    """The colleague cannot stand in: another department, another role, an account that is closed, or away too."""

    text = Text(
        ar="لا يمكن لهذا الموظف أن ينوب في هذه الأيام: يجب أن يكون في الإدارة نفسها وبالصلاحيات نفسها وحاضرًا.",
        en="This official cannot stand in on these days: they must be of the same department and roles, and present.",
    )
    field = "substitute"


@transaction.atomic
def enter_absence(
    *, scope: Scope, official_id: int, first_day: date, last_day: date, substitute_id: int | None, at: datetime
) -> Absence:
    """Enter the days an official is away, the first and the last included.

    Raises:
        OutOfScope: there is no such official in the viewer's departments.
        NotForThisRole: it is somebody else's absence, and the viewer is no supervisor.
        BadAbsence, AlreadyAway, NotASubstitute.
    """
    user = _official(scope, official_id)
    if last_day < first_day or last_day < timezone.localdate(at) or last_day - first_day > LONGEST:
        raise BadAbsence
    if _is_away(official_id, first_day, last_day):
        raise AlreadyAway
    if substitute_id is not None and not _may_stand_in(substitute_id, user, first_day, last_day):
        raise NotASubstitute
    absence = Absence.objects.create(
        official=user, substitute_id=substitute_id, first_day=first_day, last_day=last_day,
        entered_by_id=scope.acting_id, entered_at=at,
    )  # fmt: skip
    _record(scope, "absence.entered", absence, at, first_day=f"{first_day}", last_day=f"{last_day}", to=substitute_id)
    return absence


@transaction.atomic
def end_absence(*, scope: Scope, absence_id: int, at: datetime) -> None:
    """End an absence now: the official is back, or does not go. One that has ended stays as it is.

    Raises:
        OutOfScope, NotForThisRole: as `enter_absence`.
    """
    absence = Absence.objects.select_for_update().filter(pk=absence_id).first()
    if absence is None:
        raise OutOfScope
    _official(scope, absence.official_id)
    if absence.ended_at is None:
        absence.ended_at = at
        absence.save(update_fields=["ended_at"])
        _record(scope, "absence.ended", absence, at)


def _official(scope: Scope, official_id: int) -> User:
    """Return the official, locked, if the viewer enters their absences: their own, or a colleague's as supervisor."""
    user = User.objects.select_for_update().exclude(roles=[]).filter(pk=official_id, is_active=True).first()
    is_colleague = user is not None and user.department_id in scope.department_ids
    if user is None or not (scope.user_id == official_id or is_colleague):
        raise OutOfScope
    if scope.user_id != official_id and not can_supervise(scope):
        raise NotForThisRole
    return user


def _is_away(official_id: int, first_day: date, last_day: date) -> bool:
    absences = Absence.objects.filter(official_id=official_id, ended_at__isnull=True)
    return absences.filter(first_day__lte=last_day, last_day__gte=first_day).exists()


def _may_stand_in(substitute_id: int, official: User, first_day: date, last_day: date) -> bool:
    """Say whether a colleague may do all the official does: nobody gains a duty by standing in."""
    colleague = User.objects.filter(pk=substitute_id, is_active=True).exclude(pk=official.pk).first()
    if colleague is None or colleague.department_id != official.department_id:
        return False
    duties = {duty for duty in (Duty.WORK, Duty.REVIEW, Duty.DECIDE) if may(_roles(official), duty)}
    return all(may(_roles(colleague), duty) for duty in duties) and not _is_away(substitute_id, first_day, last_day)


def _roles(user: User) -> frozenset[Role]:
    return frozenset(map(Role, user.roles))


def _record(scope: Scope, action: str, absence: Absence, at: datetime, **detail: object) -> None:
    subject = str(absence.official_id)
    audit.record(scope=scope, action=action, subject_kind="user", subject=subject, at=at, **detail)
