"""What waits for an official of finance: differences, what may be released, what a bank or the provider refused."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from iskan.apps.payments.enums import DifferenceKind
from iskan.apps.payments.queries.waiting import DIFFERENCES_WAITING, MONEY_REFUSED, PAYOUTS_READY
from iskan.foundation.waiting import WaitingLine
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.addresses import url

DIFFERENCES = Tray(
    part=DIFFERENCES_WAITING, position=115, page="payments",
    listed=lambda: url("backoffice:payment-differences"),
    leads_to=lambda line: url("backoffice:payment-difference", line.key),
    words=lambda line: str(DifferenceKind(line.what).label),
)  # fmt: skip
_REFUSED: Final = {
    "payout": _("The bank refused a payment"),
    "refund": _("The provider refused a refund"),
    "file": _("The bank does not take a payment file"),
}


def _refused(line: WaitingLine) -> str:
    """Return the page on which it is mended."""
    if line.what == "payout":
        return url("backoffice:payout", line.key)
    return url("backoffice:refused-refunds" if line.what == "refund" else "backoffice:payment-files")


READY = Tray(
    part=PAYOUTS_READY, position=113, page="payments",
    listed=lambda: url("backoffice:payouts"), leads_to=lambda _line: url("backoffice:payouts"),
    words=lambda _line: str(_("Payments to release")),
)  # fmt: skip
REFUSED = Tray(
    part=MONEY_REFUSED, position=114, page="payments",
    listed=lambda: f"{url('backoffice:payouts')}?state=refused", leads_to=_refused,
    words=lambda line: str(_REFUSED[line.what]),
)  # fmt: skip
