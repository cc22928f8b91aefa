"""Money that goes back, in the words both sides read."""

from django.utils.translation import gettext as _

from iskan.apps.payments.enums import RefundState
from iskan.apps.payments.queries.charges import RefundLine
from iskan.surfaces.ui.formatting import date, money


def refund_words(refund: RefundLine) -> str:
    """Say what goes back, why, and how far it has come."""
    words = {
        "amount": money(refund.amount),
        "why": str(refund.reason.label),
        "day": str(date(refund.ended_at or refund.asked_at)),
    }
    if refund.state is RefundState.DONE:
        return _("%(amount)s given back on %(day)s: %(why)s.") % words
    if refund.state is RefundState.REFUSED:
        return _("%(amount)s could not be given back the way it came: %(why)s. The department sees to it.") % words
    return _("%(amount)s goes back the way it came: %(why)s.") % words
