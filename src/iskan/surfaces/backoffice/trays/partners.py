"""The bodies whose answer is late: an official asks them, or takes the request back."""

from iskan.apps.partners.queries.waiting import LATE_BODIES
from iskan.policy.partners import BODIES
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t

LATE = Tray(
    part=LATE_BODIES, position=14, page="worklist",
    listed=lambda: f"{url('backoffice:worklist')}?tab=elsewhere",
    leads_to=lambda line: url("backoffice:case", line.reference), words=lambda line: t(BODIES[line.what].name),
)  # fmt: skip
