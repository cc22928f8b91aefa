"""Reminding all households of a filter to confirm their details: counted before, sent by a job, once a day each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from django.db import connection, transaction
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from iskan.apps.cases.queries.fragments import CASES
from iskan.apps.catalogue.queries import figures
from iskan.apps.notifications.operations import Letter, tell_many
from iskan.apps.notifications.queries import TOLD
from iskan.apps.waiting_lists.operations.data_updates import letter_of
from iskan.apps.waiting_lists.operations.queueing import REMIND_CHOSEN
from iskan.apps.waiting_lists.queries.browsing import ListFilter, waiting_count, wanted_where
from iskan.apps.waiting_lists.rules import can_remind
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.budgets import REMINDED_AT_ONCE
from iskan.foundation.scope import Scope
from iskan.policy.data_update import Bounds, Interval, bounds_on, interval_on

_EVENT: Final = "('data-update:again:' || entry.reference || ':' || %(today)s)"
_IS_DUE: Final = "(entry.renewed_on IS NULL OR entry.renewed_on <= %(soon)s)"
_OF_FILTER: Final = f"""
SELECT entry.id, EXISTS (SELECT FROM {TOLD} told WHERE told.user_id = c.applicant_id AND told.event = {_EVENT})
FROM waiting_lists_waitinglistentry entry JOIN {CASES} c ON c.id = entry.case_id WHERE {_IS_DUE} AND
"""  # noqa: S608 -- tables our own apps expose
_TO_TELL: Final = f"""
SELECT c.applicant_id, entry.reference, entry.renewed_on, {_EVENT}
FROM waiting_lists_waitinglistentry entry JOIN {CASES} c ON c.id = entry.case_id
WHERE entry.status = 'waiting' AND entry.id = ANY(%(ids)s) AND {_IS_DUE} ORDER BY entry.id
"""  # noqa: S608 -- likewise


class NothingToRemind(Refusal):
    """No household of the filter is to confirm its details now, or each was reminded today."""

    text = Text(
        ar="لا توجد أسرة حان موعد تأكيد بياناتها ولم تُذكَّر اليوم.",
        en="No household is to confirm its details that was not reminded today.",
    )


class TooManyToRemind(Refusal):
    """The filter brings more households than are reminded at once."""

    text = Text(
        ar="لا تُذكَّر دفعةً واحدة أسر يزيد عددها على {limit}؛ يلزم تضييق التصفية.",
        en="No more than {limit} households are reminded at once: narrow the filter.",
    )

    def __init__(self) -> None:
        super().__init__(limit=f"{REMINDED_AT_ONCE:,}")


class HouseholdsHaveMoved(Refusal):
    """The filter brings other households than were counted: none was reminded."""

    text = Text(
        ar="تغيّرت الأسر بعد عدّها، ولم تُرسل أي رسالة؛ ترجى مراجعة العدد ثم التأكيد.",
        en="The households have changed since they were counted, and no message was sent: look at the number, then "
        "confirm again.",
    )
    status = HTTPStatus.CONFLICT


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPlan:
    """Whom a filter brings: all of them, whose update is not due, who was reminded today, and who would be told.

    ``mark`` is of these very households.
    """

    total: int
    not_due: int
    told_today: int
    count: int
    mark: str

    @property
    def is_too_large(self) -> bool:
        """Whether these are more than are reminded at once."""
        return self.count > REMINDED_AT_ONCE


def plan_reminders(*, scope: Scope, wanted: ListFilter, at: datetime) -> ReminderPlan:
    """Return whom reminding all of a filter would reach; while no interval is configured, nobody.

    Raises:
        NotForThisRole: the viewer is no supervisor.
    """
    plan, _ids = _planned(scope, wanted, localdate(at))
    return plan


@transaction.atomic
def remind_all(*, scope: Scope, wanted: ListFilter, mark: str, at: datetime) -> int:
    """Have a job remind the households of a filter as they were counted, or none; return how many.

    Raises:
        NotForThisRole: as `plan_reminders`. NothingToRemind, TooManyToRemind.
        HouseholdsHaveMoved: others than were counted.
    """
    plan, chosen = _planned(scope, wanted, localdate(at))
    if plan.mark != mark:
        raise HouseholdsHaveMoved
    if not chosen:
        raise NothingToRemind
    if plan.is_too_large:
        raise TooManyToRemind
    audit.record(
        scope=scope, action="waiting_list.remind", subject_kind="waiting_list", subject=wanted.programme, at=at,
        count=len(chosen),
    )  # fmt: skip
    app.configure_task(REMIND_CHOSEN).defer(entries=[*chosen])
    return len(chosen)


def _planned(scope: Scope, wanted: ListFilter, today: date) -> tuple[ReminderPlan, list[int]]:
    if not can_remind(scope):
        raise NotForThisRole
    interval = interval_on(figures(), today)
    bounds = bounds_on(interval, today) if interval else None
    total = waiting_count(scope, wanted, bounds)
    rows = _due(scope, wanted, bounds, today) if bounds else []
    fresh = [pk for pk, was_told in rows if not was_told]
    plan = ReminderPlan(
        total=total, not_due=total - len(rows), told_today=len(rows) - len(fresh), count=len(fresh), mark=_mark(fresh)
    )
    return plan, fresh


def remind_chosen(*, entries: Sequence[int], at: datetime) -> int:
    """Tell the chosen households whose update is still due, each once a day; return how many were told."""
    today = localdate(at)
    interval = interval_on(figures(), today)
    if interval is None:
        return 0
    return tell_many(letters=_letters(interval, bounds_on(interval, today), entries, today), at=at)


def _letters(interval: Interval, bounds: Bounds, entries: Sequence[int], today: date) -> list[Letter]:
    with connection.cursor() as cursor:
        cursor.execute(_TO_TELL, {"ids": list(entries), "today": today.isoformat(), "soon": bounds.soon})
        return [letter_of(interval, bounds, row) for row in cursor.fetchall()]


def _due(scope: Scope, wanted: ListFilter, bounds: Bounds, today: date) -> list[tuple[int, bool]]:
    where, values = wanted_where(scope, wanted, bounds)
    with connection.cursor() as cursor:
        cursor.execute(f"{_OF_FILTER} {where} ORDER BY entry.id", values | {"today": today.isoformat()})
        return [(pk, was_told) for pk, was_told in cursor.fetchall()]


def _mark(entries: Sequence[int]) -> str:
    """Return by what the same households are known again."""
    return sha256("\n".join(map(str, entries)).encode()).hexdigest()
