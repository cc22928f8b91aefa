"""The worklist as a spreadsheet, a row a case, in the order and by the filter of the list."""

from collections.abc import Iterable, Iterator

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from iskan.apps.cases.queries.lists import CaseLine
from iskan.core.promises import Alarm
from iskan.policy.governorates import governorate_name
from iskan.surfaces.backoffice.presenters.dues import alarm_label, stage_name
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.sheets import sheet


def worklist_sheet(batches: Iterable[tuple[CaseLine, ...]]) -> Iterator[bytes]:
    """Return the spreadsheet's bytes, a batch of cases in memory at a time."""
    return sheet(_heading(), (row for batch in batches for row in _rows(batch)))


def _heading() -> list[str]:
    return [
        _("Reference"), _("Applicant"), _("Personal number"), _("Service"), _("Programme"), _("Governorate"),
        _("Stage"), _("Filed on"), _("Due"), _("Promise"), _("Official"),
    ]  # fmt: skip


def _rows(batch: Iterable[CaseLine]) -> Iterator[list[str]]:
    """Yield a row a case; words that return with every case are looked up once a batch."""
    alarms, zone, stages = {alarm: alarm_label(alarm) for alarm in Alarm}, get_current_timezone(), dict[str, str]()
    for line in batch:
        stage = stages.get(line.stage.code) or stages.setdefault(line.stage.code, stage_name(line.stage))
        yield [
            line.reference,
            t(line.applicant_name) or line.applicant_name.ar,
            line.cpr,
            t(line.service.name),
            t(line.programme) if line.programme else "",
            t(governorate_name(line.governorate)),
            stage,
            line.filed_at.astimezone(zone).date().isoformat() if line.filed_at else "",
            line.due_on.isoformat() if line.due_on else "",
            alarms[line.alarm],
            t(line.assignee_name) if line.assignee_name else "",
        ]
