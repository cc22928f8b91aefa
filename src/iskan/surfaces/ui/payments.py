"""Money that goes back or is paid out, in the words both sides read."""

from django.utils.translation import gettext as _

from iskan.apps.payments.enums import PayoutState, RefundState
from iskan.apps.payments.queries.charges import RefundLine
from iskan.apps.payments.queries.payouts import PayoutLine
from iskan.surfaces.ui.formatting import date, money, t


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


def payout_words(payout: PayoutLine) -> str:
    """Say what is paid out, what for, and how far it has come."""
    words = {
        "amount": money(payout.amount), "what": t(payout.name), "day": str(date(payout.ended_at or payout.agreed_at)),
    }  # fmt: skip
    if payout.state is PayoutState.PAID:
        return _("%(amount)s paid to the bank account on %(day)s: %(what)s.") % words
    if payout.state is PayoutState.REFUSED:
        return _("%(amount)s could not be paid to the bank account: %(what)s. The amount is kept.") % words
    return _("%(amount)s will be paid to the bank account: %(what)s.") % words
