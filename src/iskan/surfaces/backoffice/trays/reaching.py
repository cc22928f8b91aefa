"""People messages do not reach."""

from iskan.apps.cases.queries.reaching import PEOPLE_UNREACHED
from iskan.apps.notifications.enums import Route
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url

UNREACHED = Tray(
    part=PEOPLE_UNREACHED, position=35, page="unreached",
    listed=lambda: url("backoffice:unreached"), leads_to=lambda line: url("backoffice:unreached-person", line.key),
    words=lambda line: str(Route(line.what).label),
)  # fmt: skip
