"""Writing the planned cases: COPY for what chance drew, one statement for each thing that follows from it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.backends.utils import CursorWrapper

from iskan.apps.catalogue.queries import services, version_id_in_force
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.demo import trail
from iskan.demo.copying import copy_rows
from iskan.demo.people import Candidate
from iskan.demo.plan import HOUSING, Planned

TOLD_FOR: Final = timedelta(days=400)
_PLACES: Final = {"{reference}": "c.reference", "{reason}": "e.reason"}


@dataclass(slots=True)
class Applicants:
    """The candidates with their users, and the households of those who turn out to apply for housing."""

    candidates: Sequence[Candidate]
    users: dict[str, int]
    first_household: int
    households: dict[int, int] = field(default_factory=dict)
    full: set[int] = field(default_factory=set)

    def household(self, index: int) -> int:
        """Return the household of a candidate by their place, a new one at the first asking."""
        return self.households.setdefault(index, self.first_household + len(self.households))


def write_plan(cursor: CursorWrapper, rows: Iterable[Planned], *, of: Applicants) -> int:
    """Lay the planned cases before the statements that follow; return how many."""
    cursor.execute(trail.PLAN)
    count = copy_rows(cursor, "demo_plan", trail.PLAN_COLUMNS, (_row(case, of) for case in rows))
    cursor.execute("ANALYZE demo_plan")
    return count


def write_households(cursor: CursorWrapper, of: Applicants, at: datetime) -> None:
    """Write the household of each candidate who asked for housing."""
    heads = ((pk, of.candidates[index].person_id, at, "") for index, pk in of.households.items())
    copy_rows(cursor, "households_household", ("id", "head_id", "declared_at", "objection"), heads)
    members = (
        (pk, member.person_id, member.relation)
        for index, pk in of.households.items()
        for member in of.candidates[index].members
    )
    copy_rows(cursor, "households_householdmember", ("household_id", "person_id", "relation"), members)


def _row(case: Planned, of: Applicants) -> tuple[Any, ...]:
    candidate = of.candidates[case.candidate]
    is_housing = case.service == HOUSING and case.filed_at is not None
    return (
        case.case_id, case.reference, case.service, case.programme, of.users[candidate.cpr], candidate.person_id,
        of.household(case.candidate) if is_housing else None, case.governorate, case.stage, case.created_at,
        case.filed_at, case.checked_at, case.reviewed_at, case.requested_at, case.answered_at, case.recommended_at,
        case.closed_at, case.due_on, case.alarm, case.reviewer_id, case.approver_id, case.list_status, case.left_at,
        case.reason, case.request, case.answer, case.recommendation, case.case_id in of.full,
    )  # fmt: skip


def write_cases(cursor: CursorWrapper, *, department_id: int, alarms_follow: bool, at: datetime) -> None:
    """Make of the plan cases with trails, decisions, places on the list and messages."""
    versions = {service.code: version_id_in_force(service) for service in services()}
    housing = next(service for service in services() if service.code == HOUSING)
    values: dict[str, Any] = {
        "versions": json.dumps(versions),
        "department": department_id,
        "alarms_follow": alarms_follow,
        "housing": HOUSING,
        "declarations": [declaration.code for declaration in housing.declarations],
    }
    for statement in trail.STATEMENTS:
        cursor.execute(statement, values if "%(" in statement else None)
    for statement in _moves():
        cursor.execute(statement)
    for statement, words in _messages(at):
        cursor.execute(statement, words)
    cursor.execute(trail.DELIVERIES.replace("%%", "%"))
    cursor.execute(trail.ATTEMPTS)


def _moves() -> Iterator[str]:
    for code, source, target, actor, at, condition, reason in trail.MOVES:
        yield trail.MOVE.format(
            code=code, source=source, target=target, actor=actor, at=at, condition=condition, reason=reason
        )


def _messages(at: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield, for each notice a service gives, the statement that tells it for every move of late."""
    for service in services():
        for transition in service.lifecycle.transitions:
            if transition.notice is not None:
                words = _words(transition.notice, service.name)
                parts = {part: _filled(part) for part in ("subject_ar", "subject_en", "body_ar", "body_en")}
                known = {"code": transition.code, "service": service.code, "at": at, "since": at - TOLD_FOR}
                yield trail.MESSAGES.format(**parts), words | known


def _words(notice: Notice, service: Text) -> dict[str, Any]:
    named = {language: getattr(service, language) for language in ("ar", "en")}
    return {
        f"{part}_{language}": getattr(text, language).replace("{service}", named[language])
        for part, text in (("subject", notice.subject), ("body", notice.body))
        for language in ("ar", "en")
    }


def _filled(part: str) -> str:
    filled = f"%({part})s::text"
    for place, column in {**_PLACES, "{name}": f"u.name_{part[-2:]}"}.items():
        filled = f"replace({filled}, '{place}', {column})"
    return filled
