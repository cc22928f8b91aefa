"""Acts that wait for a second official."""

from typing import Final

from iskan.apps.agreements.waiting import ACTS_WAITING
from iskan.policy.acts import PROPOSED
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t

_NAMES: Final = {act.code: act.name for act in PROPOSED}

ACTS = Tray(
    part=ACTS_WAITING, position=40, page="acts",
    listed=lambda: url("backoffice:acts"), leads_to=lambda line: url("backoffice:act", line.key),
    words=lambda line: t(_NAMES[line.what]),
)  # fmt: skip
