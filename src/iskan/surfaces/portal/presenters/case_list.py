"""A case as one row of the citizen's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.cases.calendars import working_calendar
from iskan.apps.cases.queries.lists import CaseLine
from iskan.core.lifecycle import Clock
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
    heads = heads_of(lines)
    return tuple(_row(line, heads[line.pk], today, viewer_id) for line in lines)


def _row(line: CaseLine, head: HeadLine, today: date, viewer_id: int | None) -> CaseRow:
    draft = line.filed_at is None
    running = line.stage.clock is Clock.RUNNING and line.closed_at is None
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
        due_on=line.due_on if running else None,
        days_left=days_left(line.due_on, today) if running and line.due_on else "",
        for_whom=t(line.applicant_name) if line.applicant_id != viewer_id else "",
    )


def days_left(due_on: date, today: date) -> str:
    """Say how many working days are left of the promise, or how many it is late by."""
    calendar = working_calendar()
    if due_on < today:
        late = calendar.between(due_on, today)
        return ngettext("%(num)s working day late", "%(num)s working days late", late) % {"num": late}
    left = calendar.between(today, due_on)
    if left == 0:
        return _("due today")
    return ngettext("%(num)s working day left", "%(num)s working days left", left) % {"num": left}
