"""Who may read a sealed case, and which cases are sealed from a viewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case
from iskan.core.roles import roles_with
from iskan.foundation.scope import Duty, OutOfScope, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Since when a case is sealed, and to which officials."""

    since: datetime
    readers: tuple[int, ...]


def seal_of(case: Case) -> Seal | None:
    """Return the seal of a case, if it has one."""
    if case.sealed_at is None:
        return None
    return Seal(since=case.sealed_at, readers=tuple(case.sealed_readers or ()))


def possible_readers(case: Case) -> tuple[User, ...]:
    """Return the officials in office who read the cases of a case's department: its readers are of them."""
    reading = [role.value for role in roles_with(Duty.READ)]
    theirs = User.objects.filter(is_active=True, roles__overlap=reading, department=case.department)
    return tuple(theirs.order_by("username"))


def sealed_from(scope: Scope, references: Iterable[str]) -> frozenset[str]:
    """Return those of some cases that are sealed from an official, for lists of what is not a case itself."""
    sealed = Case.objects.filter(reference__in=set(references), sealed_at__isnull=False)
    return frozenset(sealed.exclude(sealed_readers__contains=[scope.user_id]).values_list("reference", flat=True))


def trail_subject(scope: Scope, reference: str) -> Case:
    """Return a filed case whose trail an auditor reads: sealing one takes its file from them, and not its trail.

    Raises:
        OutOfScope: there is none, or the viewer is no auditor.
    """
    whose = Q(filed_at__isnull=False, reference=reference)
    case = Case.objects.filter(whose).first() if scope.may(Duty.AUDIT) else None
    if case is None:
        raise OutOfScope(reference)
    return case
