"""Cancellations that wait for a second official."""

from iskan.apps.waiting_lists.enums import CancellationGround
from iskan.apps.waiting_lists.queries.waiting import CANCELLATIONS_WAITING
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url

CANCELLATIONS = Tray(
    part=CANCELLATIONS_WAITING, position=60, page="cancellations",
    listed=lambda: url("backoffice:cancellations"), leads_to=lambda line: url("backoffice:cancellation", line.key),
    words=lambda line: str(CancellationGround(line.what).label),
)  # fmt: skip
