"""What is due for a case and what was paid: the way to pay, the receipt, and what goes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from iskan.apps.documents.queries import ISSUED, IssuedLine, those_open_to
from iskan.apps.payments.enums import ChargeState
from iskan.apps.payments.queries.charges import CHARGES, ChargeLine
from iskan.apps.payments.queries.payouts import PAYOUTS
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Stage
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import money, t
from iskan.surfaces.ui.payments import payout_words, refund_words
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase

TONES = {ChargeState.DUE: "warning", ChargeState.PAID: "success", ChargeState.CANCELLED: "neutral"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeView:
    """A charge as its payer sees it; ``last_try`` says why the last attempt brought nothing."""

    reference: str
    name: str
    amount: str
    is_due: bool
    status: str
    tone: str
    pay_url: str
    last_try: str
    settled_at: datetime | None
    refunds: tuple[str, ...]
    receipt_url: str
    receipt_awaited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyView:
    """What a case owes and paid, and what is paid out for it."""

    charges: tuple[ChargeView, ...]
    payouts: tuple[str, ...]


def charge_views(
    reference: str, charges: Iterable[ChargeLine], receipts: dict[str, IssuedLine]
) -> tuple[ChargeView, ...]:
    """Return the charges of a case, each with its receipt."""
    return tuple(_view(reference, one, receipts.get(f"receipt_{one.kind}")) for one in charges)


def _view(reference: str, charge: ChargeLine, receipt: IssuedLine | None) -> ChargeView:
    return ChargeView(
        reference=charge.reference,
        name=t(charge.name),
        amount=money(charge.amount),
        is_due=charge.is_due,
        status=str(charge.state.label),
        tone=TONES[charge.state],
        pay_url=url("portal:pay", reference, charge.reference) if charge.is_due else "",
        last_try=_last_try(charge),
        settled_at=charge.settled_at,
        refunds=tuple(map(refund_words, charge.refunds)),
        receipt_url=url("issued-document", receipt.token) if receipt and receipt.is_ready else "",
        receipt_awaited=receipt is not None and not receipt.is_ready,
    )


def _last_try(charge: ChargeLine) -> str:
    if not charge.is_due:
        return ""
    return {
        "refused": _("Your bank refused the last payment. Nothing was taken; you may try again."),
        "cancelled": _("The last payment was cancelled. Nothing was taken."),
        "expired": _("The last payment page was not used in time. Nothing was taken."),
        "open": _("A payment page is open. If you have paid, its confirmation is on the way."),
    }.get(charge.last_state, "")


def is_charged(service: Service, stage: Stage) -> bool:  # noqa: ARG001 -- asked of every plate
    """Say whether a case of a service may have charges, or be paid something."""
    return bool(service.charged) or service.payout is not None


def _show(case: ShownCase) -> PlateView | None:
    charges, out = case.related[CHARGES] or (), tuple(payout_words(one) for one in case.related[PAYOUTS] or ())
    if not charges and not out:
        return None
    issued = those_open_to(case.scope, case.today, *(case.related[ISSUED] or ()))
    receipts = {line.code: line for line in reversed(issued)}
    return PlateView(card=MoneyView(charges=charge_views(case.reference, charges, receipts), payouts=out))


PAYMENTS = Plate(
    code="payments",
    position=10,
    template="portal/plates/payments.html",
    concerns=is_charged,
    reads=(CHARGES, PAYOUTS, ISSUED),
    show=_show,
)
