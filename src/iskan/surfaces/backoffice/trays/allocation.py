"""Distributions to recommend or approve, and the steps of offers."""

from iskan.apps.allocation.enums import DistributionState, OfferState
from iskan.apps.allocation.queries.waiting import DISTRIBUTIONS_WAITING, OFFERS_WAITING
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.backoffice.presenters.offers import TABS
from iskan.surfaces.ui.addresses import url

DISTRIBUTIONS = Tray(
    part=DISTRIBUTIONS_WAITING, position=80, page="distributions",
    listed=lambda: url("backoffice:distributions"), leads_to=lambda line: url("backoffice:distribution", line.key),
    words=lambda line: f"{line.key} · {DistributionState(line.what).label}",
)  # fmt: skip
OFFERS = Tray(
    part=OFFERS_WAITING, position=90, page="offers",
    listed=lambda: url("backoffice:offers"), leads_to=lambda line: url("backoffice:offer", line.key),
    words=lambda line: str(TABS[OfferState(line.what)]),
)  # fmt: skip
