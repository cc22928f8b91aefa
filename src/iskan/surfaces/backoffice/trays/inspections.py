"""The inspections that wait: for somebody to make them, for a day, for a report."""

from django.utils.translation import gettext as _

from iskan.apps.inspections.queries.waiting import INSPECTIONS_FREE, VISITS_DUE, VISITS_TO_APPOINT
from iskan.foundation.waiting import WaitingPart
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url


def _tray(part: WaitingPart, position: int) -> Tray:
    return Tray(
        part=part, position=position, page="inspections", listed=lambda: url("backoffice:inspections"),
        leads_to=lambda line: url("backoffice:inspection", line.key), words=lambda _line: _("Inspection"),
    )  # fmt: skip


DUE, TO_APPOINT, FREE = _tray(VISITS_DUE, 60), _tray(VISITS_TO_APPOINT, 61), _tray(INSPECTIONS_FREE, 62)
