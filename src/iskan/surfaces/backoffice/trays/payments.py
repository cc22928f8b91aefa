"""The differences of settlements that wait for an official of finance."""

from iskan.apps.payments.enums import DifferenceKind
from iskan.apps.payments.queries.waiting import DIFFERENCES_WAITING
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url

DIFFERENCES = Tray(
    part=DIFFERENCES_WAITING, position=115, page="payments",
    listed=lambda: url("backoffice:payment-differences"),
    leads_to=lambda line: url("backoffice:payment-difference", line.key),
    words=lambda line: str(DifferenceKind(line.what).label),
)  # fmt: skip
