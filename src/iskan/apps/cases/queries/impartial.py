"""The cases an official may work on: those they see, but for their own household's, which others decide."""

from typing import Any

from django.db.models import QuerySet

from iskan.apps.accounts.queries import ACCEPTED, USERS
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import visible_cases, visible_where
from iskan.apps.cases.rules import own_case_ids
from iskan.apps.households.queries import MEMBERS, NUMBERED
from iskan.foundation.scope import Duty, Scope

# As `rules.own_case_ids` finds them: worked out once for a statement, and most officials have none. The column c.id
# stands in the index the open cases are counted from.
_NOT_OWN = f"""c.id <> ALL(ARRAY(
    SELECT own.id FROM cases_case own WHERE own.applicant_id IN (
        SELECT whose.id FROM {USERS} whose WHERE whose.cpr = %(own_cpr)s OR whose.cpr IN (
            SELECT theirs.cpr FROM {NUMBERED} me
            JOIN {MEMBERS} mine ON mine.person_id = me.id
            JOIN {MEMBERS} beside ON beside.household_id = mine.household_id
            JOIN {NUMBERED} theirs ON theirs.id = beside.person_id
            WHERE me.cpr = %(own_cpr)s
        )
        UNION ALL
        SELECT accepted.principal_id FROM {ACCEPTED} accepted
        JOIN {USERS} me ON me.id = accepted.delegate_id WHERE me.cpr = %(own_cpr)s
    )
))"""  # noqa: S608 -- tables our own apps expose


def workable_where(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return `visible_where` for what waits for a viewer: an official's own household's cases wait for others.

    An auditor reads, decides on nobody, and is left everything to read.
    """
    where, values = visible_where(scope)
    if not _leaves_own(scope):
        return where, values
    return f"{where} AND {_NOT_OWN}", values | {"own_cpr": scope.own_cpr}


def workable_cases(scope: Scope) -> QuerySet[Case]:
    """Return `visible_cases` less what `workable_where` leaves out."""
    cases = visible_cases(scope)
    return cases.exclude(pk__in=own_case_ids(scope)) if _leaves_own(scope) else cases


def _leaves_own(scope: Scope) -> bool:
    return bool(scope.own_cpr) and scope.may(Duty.WORK)
