"""The waiting lists as officials browse them: narrowed, counted to the household, by keyset, within their scope."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from iskan.apps.accounts.queries import USERS
from iskan.apps.cases.queries.fragments import CASES
from iskan.apps.cases.queries.scoped import visible_where
from iskan.apps.households.queries import MEMBERS
from iskan.apps.waiting_lists.marks import EVENTS, condition_of
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy.data_update import Bounds

PAGE, BATCH = 25, 1_000
LATE, SOON = "late", "soon"
_FROM = f"FROM waiting_lists_waitinglistentry entry JOIN {CASES} c ON c.id = entry.case_id"
_SIZE = f"(SELECT count(*) FROM {MEMBERS} member WHERE member.household_id = c.household_id)"  # noqa: S608 -- tables our own apps expose
_COLUMNS = f"""
entry.id, entry.reference, entry.place, entry.place_in_governorate, entry.programme, entry.governorate,
entry.seniority_on, entry.renewed_on, {_SIZE}, wish.projects, wish.only, applicant.name_ar, applicant.name_en,
applicant.cpr
"""
_ROWS = f"""
{_FROM} JOIN {USERS} applicant ON applicant.id = c.applicant_id
LEFT JOIN waiting_lists_projectwish wish ON wish.case_id = c.id
"""
_SENIORITY = "entry.seniority_at, entry.lot, entry.id"
_CONFIRMED = "coalesce(entry.renewed_on, '-infinity'), entry.id"
# What a list stands by, its order, and which side of a row the next page is on.
_ORDERS: Final = {
    "place": (_SENIORITY, _SENIORITY, ">"),
    "last": (_SENIORITY, "entry.seniority_at DESC, entry.lot DESC, entry.id DESC", "<"),
    "confirmed": (_CONFIRMED, _CONFIRMED, ">"),
}
SORTS: Final = tuple(_ORDERS)
_UPDATES: Final = {
    LATE: "(entry.renewed_on IS NULL OR entry.renewed_on <= %(late)s)",
    SOON: "entry.renewed_on > %(late)s AND entry.renewed_on <= %(soon)s",
}
_STANDING = f"""
SELECT entry.programme, count(*), count(*) FILTER (WHERE {_UPDATES[SOON]}), count(*) FILTER (WHERE {_UPDATES[LATE]}),
    min(entry.seniority_on)
{_FROM} WHERE entry.status = 'waiting' AND
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """What an official wants to see of one programme's list; ``update`` is ``late`` or ``soon``.

    ``largest_family`` is of how many persons at most, ``smallest_family`` of how many at least.
    """

    programme: str
    governorate: str = ""
    project: str = ""
    year: int | None = None
    smallest_family: int | None = None
    largest_family: int | None = None
    first_place: int | None = None
    last_place: int | None = None
    update: str = ""
    events: bool = False
    sort: str = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdLine:
    """One household on a list."""

    id: int
    reference: str
    place: int
    place_in_governorate: int
    programme: str
    governorate: str
    seniority_on: date
    renewed_on: date | None
    family_size: int
    projects: tuple[str, ...]
    only_these: bool
    applicant_name: Text
    cpr: str


@dataclass(frozen=True, slots=True)
class HouseholdsPage:
    """A page of a list, and the row the next one begins after."""

    lines: tuple[HouseholdLine, ...]
    next_after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCount:
    """How many wait on one programme's list within a scope, whose update falls due soon or is late; the oldest year."""

    waiting: int
    soon: int
    late: int
    first_year: int


def list_counts(scope: Scope, bounds: Bounds | None) -> dict[str, ListCount]:
    """Return the counts of every list by programme; without bounds no update is due."""
    where, values = visible_where(scope)
    with connection.cursor() as cursor:
        cursor.execute(f"{_STANDING} {where} GROUP BY entry.programme", values | _bounded(bounds))
        return {
            code: ListCount(waiting=waiting, soon=soon, late=late, first_year=first.year)
            for code, waiting, soon, late, first in cursor.fetchall()
        }


def waiting_count(scope: Scope, wanted: ListFilter, bounds: Bounds | None) -> int:
    """Return how many households a filter brings, to the household."""
    where, values = wanted_where(scope, wanted, bounds)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {_FROM} WHERE {where}", values)
        return int(cursor.fetchone()[0])


def waiting_page(
    scope: Scope, wanted: ListFilter, bounds: Bounds | None, after: int | None = None, most: int | None = None
) -> HouseholdsPage:
    """Return a page of a list by keyset, so that the last page costs what the first does."""
    fields, order, beyond = _ORDERS[wanted.sort]
    where, values = wanted_where(scope, wanted, bounds)
    most = most or PAGE
    if after is not None:
        values["after"] = after
        last = f"SELECT {fields} FROM waiting_lists_waitinglistentry entry WHERE entry.id = %(after)s"  # noqa: S608 -- of our own
        where = f"{where} AND ({fields}) {beyond} ({last})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} {_ROWS} WHERE {where} ORDER BY {order} LIMIT {most + 1}", values)
        lines = tuple(map(_line, cursor.fetchall()))
    return HouseholdsPage(lines[:most], lines[most - 1].id if len(lines) > most else None)


def every_household(scope: Scope, wanted: ListFilter, bounds: Bounds | None) -> Iterator[tuple[HouseholdLine, ...]]:
    """Yield all a filter brings, a batch at a time, so that memory holds one however long the list is."""
    after = None
    while True:
        found = waiting_page(scope, wanted, bounds, after, most=BATCH)
        if found.lines:
            yield found.lines
        after = found.next_after
        if after is None:
            return


def with_mark(references: list[str], mark: str) -> frozenset[str]:
    """Return which of some cases, that the caller has been shown, bear a mark of an app above."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.reference FROM {CASES} c WHERE c.reference = ANY(%s) AND {condition_of(mark)}",  # noqa: S608 -- of our own
            [references],
        )
        return frozenset(reference for (reference,) in cursor.fetchall())


def wanted_where(scope: Scope, wanted: ListFilter, bounds: Bounds | None) -> tuple[str, dict[str, Any]]:
    """Return what a filter asks of an ``entry`` and its case ``c``, as SQL of our own, and its values."""
    where, values = visible_where(scope)
    asked: dict[str, Any] = {
        "programme": wanted.programme, "governorate": wanted.governorate, "project": wanted.project,
        "smallest": wanted.smallest_family, "largest": wanted.largest_family,
        "first_place": wanted.first_place, "last_place": wanted.last_place,
    }  # fmt: skip
    if wanted.year is not None:
        asked |= {"from": date(wanted.year, 1, 1), "until": date(wanted.year, 12, 31)}
    return " AND ".join((where, *_conditions(wanted))), values | asked | _bounded(bounds)


def _conditions(wanted: ListFilter) -> Iterator[str]:
    yield "entry.status = 'waiting' AND entry.programme = %(programme)s"
    if wanted.governorate:
        yield "entry.governorate = %(governorate)s"
    if wanted.project:
        yield """EXISTS (SELECT FROM waiting_lists_projectwish wished
            WHERE wished.case_id = c.id AND %(project)s = ANY(wished.projects))"""
    if wanted.year is not None:
        yield "entry.seniority_on BETWEEN %(from)s AND %(until)s"
    yield from _bounds_of(_SIZE, ("smallest", wanted.smallest_family), ("largest", wanted.largest_family))
    yield from _bounds_of("entry.place", ("first_place", wanted.first_place), ("last_place", wanted.last_place))
    if wanted.update:
        yield _UPDATES[wanted.update]
    if wanted.events:
        yield condition_of(EVENTS)


def _bounds_of(measure: str, least: tuple[str, int | None], most: tuple[str, int | None]) -> Iterator[str]:
    for sign, (name, figure) in ((">=", least), ("<=", most)):
        if figure is not None:
            yield f"{measure} {sign} %({name})s"


def _bounded(bounds: Bounds | None) -> dict[str, date | str]:
    """Return the last days of confirmation that are late and soon; before every day where nothing is due."""
    return {"late": bounds.late, "soon": bounds.soon} if bounds else {"late": date.min, "soon": date.min}


def _line(row: tuple[Any, ...]) -> HouseholdLine:
    (pk, reference, place, there, programme, governorate, seniority_on, renewed_on, size, projects, only,
     name_ar, name_en, cpr) = row  # fmt: skip
    return HouseholdLine(
        id=pk, reference=reference, place=place, place_in_governorate=there, programme=programme,
        governorate=governorate, seniority_on=seniority_on, renewed_on=renewed_on, family_size=size,
        projects=tuple(projects or ()), only_these=bool(only), applicant_name=Text(ar=name_ar, en=name_en),
        cpr=cpr or "",
    )  # fmt: skip
