"""A case as one row of the citizen's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.cases.queries.lists import CaseLine
from iskan.apps.catalogue.calendar import working_calendar
from iskan.core.days import weekday_text
from iskan.core.lifecycle import Clock
from iskan.core.promises import Calendar
from iskan.surfaces.portal.presenters.head import heads_of
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import HeadLine


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case on the list: where it stands, and where a click on it leads."""

    reference: str
    service: str
    programme: str
    stage: str
    tone: str
    next_step: str
    url: str
    is_draft: bool
    is_open: bool
    since: datetime
    filed_at: datetime | None
    due_on: date | None
    days_left: str
    for_whom: str


def case_rows(lines: Sequence[CaseLine], today: date, viewer_id: int | None) -> tuple[CaseRow, ...]:
    """Return cases as rows; a case of somebody the reader acts for names them."""
    heads, calendar = heads_of(lines), working_calendar()
    return tuple(_row(line, heads[line.pk], today, viewer_id, calendar) for line in lines)


def _row(line: CaseLine, head: HeadLine, today: date, viewer_id: int | None, calendar: Calendar) -> CaseRow:
    draft = line.filed_at is None
    due_on = line.due_on if line.stage.clock is Clock.RUNNING and line.closed_at is None else None
    return CaseRow(
        reference=line.reference,
        service=t(line.service.name),
        programme=t(line.programme) if line.programme else "",
        stage=head.name,
        tone=head.tone,
        next_step=head.next_step,
        url=url("portal:apply" if draft else "portal:case", line.reference),
        is_draft=draft,
        is_open=line.closed_at is None or head.goes_on,
        since=line.stage_since,
        filed_at=line.filed_at,
        due_on=due_on,
        days_left=days_left(due_on, today, calendar) if due_on else "",
        for_whom=t(line.applicant_name) if line.applicant_id != viewer_id else "",
    )


def days_left(due_on: date, today: date, calendar: Calendar) -> str:
    """Say how many working days are left, or the answer is late by; on a day off, when its last day was."""
    late = calendar.between(due_on, today)
    if late:
        return ngettext("%(num)s working day late", "%(num)s working days late", late) % {"num": late}
    if due_on < today:
        return _("was due on %(day)s") % {"day": t(weekday_text(due_on))}
    if due_on == today:
        return _("due today")
    left = calendar.between(today, due_on)
    return ngettext("%(num)s working day left", "%(num)s working days left", left) % {"num": left}
