"""Lists of cases: the citizen's own, the desk's worklists, search, and the supervisor's overview."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet

from iskan.apps.accounts.queries import USERS
from iskan.apps.cases.models import Case, ExceptionEntry
from iskan.apps.cases.queries.scoped import service_of, visible_cases, visible_where
from iskan.apps.households.queries import search_people
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Stage
from iskan.core.promises import Alarm
from iskan.core.subjects import subjects_named
from iskan.core.text import Text, latin_digits
from iskan.foundation.references import NotAReference, read_reference
from iskan.foundation.scope import Scope

PAGE = 25
MOST_FOUND = 50
# Parts a day or an instant from a number in a cursor; before it stands nothing where no day was promised.
UNDATED = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in a list."""

    pk: int
    reference: str
    service: Service
    programme: Text | None
    applicant_name: Text
    governorate: str
    stage: Stage
    stage_since: datetime
    filed_at: datetime | None
    closed_at: datetime | None
    due_on: date | None
    alarm: Alarm
    assignee_id: int | None
    assignee_name: Text | None
    applicant_id: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistFilter:
    """What an official wants to see.

    ``assignee`` is ``me``, ``nobody``, ``any`` or a user's id; ``sort`` is ``due``, ``newest`` or ``oldest``; without
    a stage the open cases are meant.
    """

    stage: str = ""
    alarm: int = 0
    assignee: str = "any"
    service: str = ""
    programme: str = ""
    governorate: str = ""
    department_id: int | None = None
    sort: str = "due"


@dataclass(frozen=True, slots=True)
class WorklistPage:
    """A page of a worklist and where the next one begins."""

    lines: tuple[CaseLine, ...]
    next_cursor: str


class BadCursor(ValueError):
    """The cursor is not one of ours."""


# A page's first rows, and which side of a row the next page is on.
_ORDERS = {"due": ("due_on", "ASC", ">"), "oldest": ("filed_at", "ASC", ">"), "newest": ("filed_at", "DESC", "<")}
_ASSIGNEES = {"any": "TRUE", "me": "c.assignee_id = %(me)s", "nobody": "c.assignee_id IS NULL"}
_EXACT = ("stage", "programme", "governorate", "department_id")
_WORKLIST = f"""
SELECT c.id, c.reference, c.service_code, c.service_version_id, c.programme, c.governorate, c.stage, c.stage_since,
       c.filed_at, c.closed_at, c.due_on, c.alarm, c.version, c.applicant_id, applicant.name_ar, applicant.name_en,
       c.assignee_id, assignee.name_ar, assignee.name_en
FROM cases_case c JOIN {USERS} applicant ON applicant.id = c.applicant_id
LEFT JOIN {USERS} assignee ON assignee.id = c.assignee_id
WHERE
"""  # noqa: S608 -- tables our own apps expose


def cases_of(scope: Scope) -> tuple[CaseLine, ...]:
    """Return the citizen's own cases and those they are delegate for, newest first; discarded drafts are left out."""
    mine = visible_cases(scope).exclude(filed_at__isnull=True, closed_at__isnull=False)
    return _lines(mine.order_by("-created_at")[:200])


def worklist(scope: Scope, wanted: WorklistFilter, cursor: str = "") -> WorklistPage:
    """Return a page of the desk's worklist by keyset, so that the last page costs what the first does."""
    field, _direction, _beyond = _ORDERS[wanted.sort]
    lines = _page(scope, wanted, cursor)
    if field == "due_on" and cursor and not cursor.startswith(UNDATED) and len(lines) <= PAGE:
        # Those without a promised day come after the last day; asked apart, so that an index is read for each.
        lines = (*lines, *_page(scope, wanted, f"{UNDATED}0"))
    more = len(lines) > PAGE
    return WorklistPage(lines[:PAGE], _cursor(lines[PAGE - 1], field) if more else "")


def _page(scope: Scope, wanted: WorklistFilter, cursor: str) -> tuple[CaseLine, ...]:
    field, direction, beyond = _ORDERS[wanted.sort]
    where, values = visible_where(scope)
    conditions = [where, *_conditions(wanted)]
    values |= asdict(wanted) | {"me": scope.user_id}
    if cursor:
        values["last_value"], values["last_id"] = _read_cursor(field, cursor)
        dated = f"(c.{field}, c.id) {beyond} (%(last_value)s, %(last_id)s)"
        conditions.append(dated if values["last_value"] else f"c.{field} IS NULL AND c.id {beyond} %(last_id)s")
    order = f"ORDER BY c.{field} {direction}, c.id {direction} LIMIT {PAGE + 1}"
    with connection.cursor() as found:
        found.execute(f"{_WORKLIST} {' AND '.join(conditions)} {order}", values)
        return tuple(_line(_Row._make(row)) for row in found.fetchall())


def _conditions(wanted: WorklistFilter) -> Iterator[str]:
    """Yield what a filter asks of the row ``c``, in SQL of our own; its values stay apart."""
    if not wanted.stage:
        yield "c.closed_at IS NULL"
    yield from (f"c.{column} = %({column})s" for column in _EXACT if getattr(wanted, column))
    if wanted.service:
        yield "c.service_code = %(service)s"
    if wanted.alarm:
        yield "c.alarm >= %(alarm)s"
    yield _ASSIGNEES.get(wanted.assignee) or f"c.assignee_id = {int(wanted.assignee)}"


def _cursor(line: CaseLine, field: str) -> str:
    value = getattr(line, field)
    return f"{value.isoformat() if value else ''}{UNDATED}{line.pk}"


def _read_cursor(field: str, cursor: str) -> tuple[date | datetime | None, int]:
    try:
        said, pk = cursor.split(UNDATED)
        if field == "due_on" and not said:
            return None, int(pk)
        return (date if field == "due_on" else datetime).fromisoformat(said), int(pk)
    except ValueError as fault:
        raise BadCursor(cursor) from fault


def find(scope: Scope, typed: str) -> tuple[CaseLine, ...]:
    """Return the visible cases a personal number, a reference, words of a name or a subject lead to; at most fifty."""
    words = latin_digits(typed).strip()
    cases = visible_cases(scope)
    if len(words) == 9 and words.isdecimal():  # noqa: PLR2004 -- a personal number
        return _lines(cases.filter(applicant__cpr=words).order_by("-filed_at")[:MOST_FOUND])
    try:
        return _lines(cases.filter(reference=read_reference(words)))
    except NotAReference:
        named = Q(person_id__in=[p.id for p in search_people(scope, typed)]) | Q(subject__in=subjects_named(words))
        return _lines(cases.filter(named).order_by("-filed_at")[:MOST_FOUND])


def stage_counts(scope: Scope) -> dict[str, int]:
    """Return how many open cases stand in each stage."""
    open_cases = visible_cases(scope).filter(closed_at__isnull=True)
    return dict(open_cases.values_list("stage").annotate(Count("pk")).order_by())


def alarm_counts(scope: Scope) -> dict[Alarm, int]:
    """Return how many open cases have used half, most, or more than all of their promise."""
    open_cases = visible_cases(scope).filter(closed_at__isnull=True)
    counted = dict(open_cases.values_list("alarm").annotate(Count("pk")).order_by())
    return {alarm: counted.get(alarm.value, 0) for alarm in Alarm}


def load_by_assignee(scope: Scope) -> tuple[tuple[Text, int, int], ...]:
    """Return for each official their name, open cases, and those late."""
    open_cases = visible_cases(scope).filter(closed_at__isnull=True, assignee__isnull=False)
    counted = (
        open_cases.values("assignee__name_ar", "assignee__name_en")
        .annotate(held=Count("pk"), late=Count("pk", filter=Q(alarm=Alarm.BREACHED)))
        .order_by("-held")
    )
    return tuple(
        (Text(ar=row["assignee__name_ar"], en=row["assignee__name_en"]), row["held"], row["late"]) for row in counted
    )


def exceptions_register(scope: Scope, since: date, until: date) -> tuple[ExceptionEntry, ...]:
    """Return the exceptions entered between two days, both included, newest first."""
    return tuple(
        ExceptionEntry.objects.filter(case__in=visible_cases(scope), decided_at__date__range=(since, until))
        .select_related("case", "case__applicant", "decided_by", "second_by", "document")
        .order_by("-decided_at")
    )


class _Row(NamedTuple):
    """What a line shows and no more: a list of cases is the page officials open all day."""

    pk: int
    reference: str
    service_code: str
    service_version_id: int
    programme: str
    governorate: str
    stage: str
    stage_since: datetime
    filed_at: datetime | None
    closed_at: datetime | None
    due_on: date | None
    alarm: int
    version: int
    applicant_id: int
    applicant__name_ar: str
    applicant__name_en: str
    assignee_id: int | None
    assignee__name_ar: str
    assignee__name_en: str


def _lines(cases: QuerySet[Case]) -> tuple[CaseLine, ...]:
    return tuple(_line(_Row._make(row)) for row in cases.values_list(*_Row._fields))


def _line(row: _Row) -> CaseLine:
    service = service_of(row)
    programme = service.programme(row.programme)
    return CaseLine(
        pk=row.pk,
        reference=row.reference,
        service=service,
        programme=programme.name if programme else None,
        applicant_name=Text(ar=row.applicant__name_ar, en=row.applicant__name_en),
        governorate=row.governorate,
        stage=service.lifecycle.stage(row.stage),
        stage_since=row.stage_since,
        filed_at=row.filed_at,
        closed_at=row.closed_at,
        due_on=row.due_on,
        alarm=Alarm(row.alarm),
        assignee_id=row.assignee_id,
        assignee_name=Text(ar=row.assignee__name_ar, en=row.assignee__name_en) if row.assignee_id else None,
        applicant_id=row.applicant_id,
        version=row.version,
    )
