"""Citizens with cases whom messages do not reach: who works on each, and what failed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from iskan.apps.accounts.queries import USERS
from iskan.apps.cases.queries.impartial import workable_where
from iskan.apps.cases.queries.scoped import visible_where
from iskan.apps.notifications.reaching import UNREACHED
from iskan.core.text import Text
from iskan.foundation.scope import Duty, OutOfScope, Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed

# Of each person the newest case the viewer sees, one that is open before those that are closed.
_ROWS = """
SELECT u.id::text AS key, c.reference, u.user_id AS person_id, u.route AS what, u.opened_at AS since,
    '' AS on_whom{more}
FROM {unreached} u JOIN {users} p ON p.id = u.user_id JOIN LATERAL (
    SELECT c.reference FROM cases_case c WHERE c.applicant_id = u.user_id AND {where}
    ORDER BY c.closed_at IS NOT NULL, c.filed_at DESC, c.id DESC LIMIT 1
) c ON TRUE
WHERE {whose}
"""
_MOST_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachedPerson:
    """A citizen messages do not reach, by the newest of their cases the viewer sees."""

    id: int
    reference: str
    user_id: int
    route: str
    since: datetime
    owner_id: int | None
    name: Text
    cpr: str
    phone: str
    email: str


_WHO = "p.name_ar, p.name_en, p.cpr, p.phone, p.email"


def _select(seen: tuple[str, dict[str, Any]], scope: Scope, whose: str, more: str = "") -> WaitingRows:
    where, values = seen
    select = _ROWS.format(unreached=UNREACHED, users=USERS, where=where, whose=whose, more=more)
    return WaitingRows(select, values | {"me": scope.user_id})


def _waiting(scope: Scope, _at: datetime) -> WaitingRows | None:
    if not scope.may(Duty.WORK):
        return None
    return _select(workable_where(scope), scope, "(u.owner_id IS NULL OR u.owner_id = %(me)s)")


PEOPLE_UNREACHED = exposed(
    WaitingPart(
        code="unreached",
        name=Text(ar="أشخاص لا تصل إليهم الرسائل", en="People messages do not reach"),
        rows=_waiting,
    )
)


def unreached_people(scope: Scope) -> tuple[UnreachedPerson, ...]:
    """Return whom messages do not reach among the applicants the viewer sees, the longest first.

    Raises:
        OutOfScope: the viewer does not work on cases.
    """
    return _people(workable_where(scope), scope, "TRUE", {})


def unreached_person(scope: Scope, unreached_id: int) -> UnreachedPerson:
    """Return one of them, or raise `OutOfScope`."""
    found = _people(visible_where(scope), scope, "u.id = %(unreached)s", {"unreached": unreached_id})
    if not found:
        raise OutOfScope(str(unreached_id))
    return found[0]


def _people(
    seen: tuple[str, dict[str, Any]], scope: Scope, whose: str, values: dict[str, Any]
) -> tuple[UnreachedPerson, ...]:
    if not scope.may(Duty.WORK):
        raise OutOfScope
    rows = _select(seen, scope, whose, f", u.owner_id, {_WHO}")
    with connection.cursor() as cursor:
        cursor.execute(f"{rows.select} ORDER BY since, u.id LIMIT {_MOST_LISTED}", {**rows.values, **values})
        return tuple(
            UnreachedPerson(
                id=int(key),
                reference=reference,
                user_id=user_id,
                route=route,
                since=since,
                owner_id=owner_id,
                **_who(*who),
            )
            for key, reference, user_id, route, since, _on_whom, owner_id, *who in cursor.fetchall()
        )


def _who(name_ar: str, name_en: str, cpr: str | None, phone: str, email: str) -> dict[str, Any]:
    return {"name": Text(ar=name_ar, en=name_en or name_ar), "cpr": cpr or "", "phone": phone, "email": email}
