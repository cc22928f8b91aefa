"""Who works for partner bodies: for whoever keeps them, and for messages the system itself sends."""

from django.db.models import QuerySet

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import Official, seen_official
from iskan.foundation.scope import Duty, OutOfScope, Role, Scope


def with_roles() -> QuerySet[User]:
    """Return the accounts that are given by somebody: officials' and those of partners' people."""
    return User.objects.exclude(roles=[])


def people_of_partner(scope: Scope, body: str = "") -> tuple[Official, ...]:
    """Return the people of a partner body: the viewer's own, or for the ministry's administrators any or all."""
    if scope.partner and scope.may(Duty.KEEP_BODY):
        body = scope.partner
    elif not (scope.is_system or scope.may(Duty.ADMINISTER)):
        raise OutOfScope
    rows = User.objects.exclude(partner="")
    rows = rows.filter(partner=body) if body else rows
    return tuple(seen_official(row) for row in rows.order_by("partner", "username"))


def officers_of_partner(body: str) -> tuple[int, ...]:
    """Return who answers for a partner body, for messages the system itself sends."""
    officers = User.objects.filter(partner=body, roles__contains=[Role.PARTNER_OFFICER.value], is_active=True)
    return tuple(officers.values_list("pk", flat=True))
