"""Figures of the law that wait for a second official."""

from iskan.apps.catalogue.waiting import FIGURES_WAITING
from iskan.policy import registry
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t

FIGURES = Tray(
    part=FIGURES_WAITING, position=100, page="figures",
    listed=lambda: url("backoffice:figures"), leads_to=lambda line: f"{url('backoffice:figures')}#{line.key}",
    words=lambda line: t(registry.figures()[line.what].label),
)  # fmt: skip
