"""Draws to announce, and what a party of the draws owes one."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from iskan.apps.draws.queries.waiting import ANNOUNCE, COMMIT, DRAWS_WAITING, REVEAL
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url

_STEPS: Final = {
    ANNOUNCE: _("To be announced"),
    COMMIT: _("Commitment to give"),
    REVEAL: _("Secret to reveal"),
}

DRAWS = Tray(
    part=DRAWS_WAITING, position=110, page="draws",
    listed=lambda: url("backoffice:draws"), leads_to=lambda line: url("backoffice:draw", line.key),
    words=lambda line: f"{line.key} · {_STEPS[line.what]}",
)  # fmt: skip
