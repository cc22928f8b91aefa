"""Lists of cases: the citizen's own, the desk's worklists, and the supervisor's overview."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet

from iskan.apps.accounts.queries import USERS
from iskan.apps.cases.models import Case, ExceptionEntry
from iskan.apps.cases.queries.impartial import workable_cases, workable_where
from iskan.apps.cases.queries.measured import UNMEASURED, Measured, measured_conditions, measured_values
from iskan.apps.cases.queries.scoped import service_of, visible_cases, visible_where
from iskan.apps.cases.queries.waiting import AWAITED, TO_DECIDE, standing_values
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Stage
from iskan.core.promises import Alarm
from iskan.core.text import Text
from iskan.foundation.scope import Scope

PAGE, BATCH = 25, 1_000
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
    cpr: str
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
    a stage the open cases are meant. ``standing`` is ``ready`` or ``elsewhere`` by whether the viewer has the next
    step, or ``decide`` for what they may decide as second official. ``measured`` is what statistics narrow by.
    """

    stage: str = ""
    alarm: int = 0
    assignee: str = "any"
    service: str = ""
    programme: str = ""
    governorate: str = ""
    department_id: int | None = None
    standing: str = ""
    sort: str = "due"
    measured: Measured = UNMEASURED


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
_STANDINGS = {"ready": f"{AWAITED} = ''", "elsewhere": f"{AWAITED} <> ''", "decide": TO_DECIDE}
_EXACT = ("stage", "programme", "governorate", "department_id")
_WORKLIST = f"""
SELECT c.id, c.reference, c.service_code, c.service_version_id, c.programme, c.governorate, c.stage, c.stage_since,
       c.filed_at, c.closed_at, c.due_on, c.alarm, c.version, c.applicant_id, applicant.name_ar, applicant.name_en,
       applicant.cpr, c.assignee_id, assignee.name_ar, assignee.name_en
FROM cases_case c JOIN {USERS} applicant ON applicant.id = c.applicant_id
LEFT JOIN {USERS} assignee ON assignee.id = c.assignee_id
WHERE
"""  # noqa: S608 -- tables our own apps expose


def cases_of(scope: Scope) -> tuple[CaseLine, ...]:
    """Return the citizen's own cases and those they are delegate for, newest first; discarded drafts are left out."""
    mine = visible_cases(scope).exclude(filed_at__isnull=True, closed_at__isnull=False)
    return _lines(mine.order_by("-created_at")[:200])


def worklist(scope: Scope, wanted: WorklistFilter, cursor: str = "", most: int | None = None) -> WorklistPage:
    """Return a page of the desk's worklist by keyset, so that the last page costs what the first does."""
    field, _direction, _beyond = _ORDERS[wanted.sort]
    most = most or PAGE
    lines = _page(scope, wanted, cursor, most)
    if field == "due_on" and cursor and not cursor.startswith(UNDATED) and len(lines) <= most:
        # Those without a promised day come after the last day; asked apart, so that an index is read for each.
        lines = (*lines, *_page(scope, wanted, f"{UNDATED}0", most))
    more = len(lines) > most
    return WorklistPage(lines[:most], _cursor(lines[most - 1], field) if more else "")


def every_line(scope: Scope, wanted: WorklistFilter) -> Iterator[tuple[CaseLine, ...]]:
    """Yield all of a worklist, a batch at a time, so that memory holds one however long the list is."""
    cursor = ""
    while True:
        found = worklist(scope, wanted, cursor, most=BATCH)
        if found.lines:
            yield found.lines
        cursor = found.next_cursor
        if not cursor:
            return


def filtered(scope: Scope, wanted: WorklistFilter) -> tuple[str, dict[str, Any]]:
    """Return what a worklist's filter asks of a case c, as SQL of our own, and its values.

    An official's own household's cases are left to others, in the list and in each number that opens it.
    """
    where, values = workable_where(scope)
    conditions = " AND ".join((where, *_conditions(wanted)))
    return conditions, values | asdict(wanted) | measured_values(wanted.measured) | standing_values(scope)


def filtered_count(scope: Scope, wanted: WorklistFilter) -> int:
    """Return how many cases a filter brings, to the case."""
    where, values = filtered(scope, wanted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM cases_case c WHERE {where}", values)  # noqa: S608 -- of our own
        return int(cursor.fetchone()[0])


def next_held(scope: Scope, reference: str) -> str:
    """Return the most urgent case the viewer holds and can act on, beside the one they come from; empty for none."""
    held = _page(scope, WorklistFilter(assignee="me", standing="ready"), "", 1)
    return next((line.reference for line in held if line.reference != reference), "")


def _page(scope: Scope, wanted: WorklistFilter, cursor: str, most: int) -> tuple[CaseLine, ...]:
    """Return the lines from a cursor on, one more than asked for where there are more."""
    field, direction, beyond = _ORDERS[wanted.sort]
    where, values = filtered(scope, wanted)
    conditions = [where]
    if cursor:
        values["last_value"], values["last_id"] = _read_cursor(field, cursor)
        dated = f"(c.{field}, c.id) {beyond} (%(last_value)s, %(last_id)s)"
        conditions.append(dated if values["last_value"] else f"c.{field} IS NULL AND c.id {beyond} %(last_id)s")
    order = f"ORDER BY c.{field} {direction}, c.id {direction} LIMIT {most + 1}"
    return _read(f"{_WORKLIST} {' AND '.join(conditions)} {order}", values)


def _read(statement: str, values: dict[str, Any]) -> tuple[CaseLine, ...]:
    with connection.cursor() as found:
        found.execute(statement, values)
        return tuple(_line(_Row._make(row)) for row in found.fetchall())


def _conditions(wanted: WorklistFilter) -> Iterator[str]:
    """Yield what a filter asks of the row ``c``, in SQL of our own; its values stay apart."""
    if not wanted.stage and not wanted.measured.with_closed:
        yield "c.closed_at IS NULL"
    yield from measured_conditions(wanted.measured)
    yield from (f"c.{column} = %({column})s" for column in _EXACT if getattr(wanted, column))
    if wanted.service:
        yield "c.service_code = %(service)s"
    if wanted.alarm:
        yield "c.alarm >= %(alarm)s"
    if wanted.standing:
        yield _STANDINGS[wanted.standing]
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


def lines_where(scope: Scope, condition: str, values: Mapping[str, Any]) -> tuple[CaseLine, ...]:
    """Return the visible cases a condition on the table c leads to, those filed last first; in SQL of our own."""
    where, visible = visible_where(scope)
    return _read(f"{_WORKLIST} {where} AND {condition} ORDER BY c.filed_at DESC", {**visible, **values})


def stage_counts(scope: Scope) -> dict[str, int]:
    """Return how many open cases stand in each stage."""
    open_cases = workable_cases(scope).filter(closed_at__isnull=True)
    return dict(open_cases.values_list("stage").annotate(Count("pk")).order_by())


def alarm_counts(scope: Scope) -> dict[Alarm, int]:
    """Return how many open cases have used half, most, or more than all of their promise."""
    open_cases = workable_cases(scope).filter(closed_at__isnull=True)
    counted = dict(open_cases.values_list("alarm").annotate(Count("pk")).order_by())
    return {alarm: counted.get(alarm.value, 0) for alarm in Alarm}


def load_by_assignee(scope: Scope) -> tuple[tuple[Text, int, int], ...]:
    """Return for each official their name, open cases, and those late."""
    open_cases = workable_cases(scope).filter(closed_at__isnull=True, assignee__isnull=False)
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
    applicant__cpr: str | None
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
        cpr=row.applicant__cpr or "",
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
