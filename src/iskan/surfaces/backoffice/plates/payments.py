"""What is due for a case and was paid, as officials see it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from iskan.apps.payments.enums import ChargeState
from iskan.apps.payments.queries.charges import CHARGES, ChargeLine
from iskan.apps.payments.queries.payouts import PAYOUTS
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Stage
from iskan.policy.acts import GIVE_BACK
from iskan.surfaces.ui.formatting import date, money, t
from iskan.surfaces.ui.payments import payout_words, refund_words
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase

_TONES = {ChargeState.DUE: "warning", ChargeState.PAID: "success", ChargeState.CANCELLED: "neutral"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeRow:
    """A charge on a case's page at the desk."""

    reference: str
    name: str
    amount: str
    status: str
    tone: str
    raised_on: str
    settled_on: str
    refunds: tuple[str, ...]
    left: str


def _row(charge: ChargeLine, *, may_give_back: bool) -> ChargeRow:
    return ChargeRow(
        reference=charge.reference,
        name=t(charge.name),
        amount=money(charge.amount),
        status=str(charge.state.label),
        tone=_TONES[charge.state],
        raised_on=str(date(charge.raised_at)),
        settled_on=str(date(charge.settled_at)) if charge.settled_at else "",
        refunds=tuple(map(refund_words, charge.refunds)),
        left=str(charge.left) if may_give_back and charge.left.fils else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyCard:
    """What a case owes and paid, and what is paid out for it."""

    charges: tuple[ChargeRow, ...]
    payouts: tuple[str, ...]


def _concerns(service: Service, _stage: Stage) -> bool:
    return bool(service.charged) or service.payout is not None


def _show(case: ShownCase) -> PlateView | None:
    charges = case.related[CHARGES]
    may = GIVE_BACK.may_begin(case.scope.roles)
    rows = tuple(_row(charge, may_give_back=may) for charge in charges or ())
    out = tuple(payout_words(one) for one in case.related[PAYOUTS] or ())
    return PlateView(title=_("Fees and payments"), card=MoneyCard(charges=rows, payouts=out)) if rows or out else None


PAYMENTS = Plate(
    code="payments",
    position=25,
    template="backoffice/plates/payments.html",
    concerns=_concerns,
    reads=(CHARGES, PAYOUTS),
    show=_show,
)
