"""Reading what is due for a case and what was paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from iskan.apps.payments.enums import CaptureUse, ChargeState, RefundReason, RefundState
from iskan.apps.payments.models import Capture, Charge
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation.reading import RelatedRead
from iskan.foundation.scope import Scope

_OF_CASE = """
SELECT json_agg(json_build_array(
           h.reference, h.kind, h.name_ar, h.name_en, h.fils, h.state, h.raised_at, h.settled_at, h.is_refundable,
           (SELECT json_agg(json_build_array(r.reference, r.fils, r.reason, r.state, r.asked_at, r.ended_at)
                            ORDER BY r.id)
            FROM payments_refund r
            JOIN payments_capture t ON t.id = r.capture_id JOIN payments_payment p ON p.id = t.payment_id
            WHERE p.charge_id = h.id),
           (SELECT p.state FROM payments_payment p WHERE p.charge_id = h.id ORDER BY p.id DESC LIMIT 1),
           (SELECT coalesce(sum(o.fils), 0) FROM payments_payout o WHERE o.charge_id = h.id)
       ) ORDER BY h.id)
FROM payments_charge h WHERE h.case_reference = c.reference
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundLine:
    """Money that goes back, as whoever paid it is told."""

    reference: str
    amount: Money
    reason: RefundReason
    state: RefundState
    asked_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeLine:
    """What is due or was paid for a case, what of it goes back, and how the last attempt at paying stands."""

    reference: str
    kind: str
    name: Text
    amount: Money
    state: ChargeState
    raised_at: datetime
    settled_at: datetime | None
    is_refundable: bool
    refunds: tuple[RefundLine, ...]
    last_state: str
    paid_out: Money

    @property
    def left(self) -> Money:
        """How much of it was paid and is not on its way back, where it may go back at all."""
        if self.state is not ChargeState.PAID or not self.is_refundable:
            return Money(0)
        given = (RefundReason.AGREED, RefundState.REFUSED)
        back = sum(one.amount.fils for one in self.refunds if one.reason is given[0] and one.state is not given[1])
        return Money(self.amount.fils - back - self.paid_out.fils)

    @property
    def is_due(self) -> bool:
        return self.state is ChargeState.DUE


def _lines(columns: Sequence[Any]) -> tuple[ChargeLine, ...]:
    return tuple(map(_line, columns[0]))


def _line(told: Sequence[Any]) -> ChargeLine:
    reference, kind, name_ar, name_en, fils, state, raised_at, settled_at, is_refundable, refunds, last, out = told
    return ChargeLine(
        reference=reference,
        kind=kind,
        name=Text(ar=name_ar, en=name_en),
        amount=Money(fils),
        state=ChargeState(state),
        raised_at=datetime.fromisoformat(raised_at),
        settled_at=datetime.fromisoformat(settled_at) if settled_at else None,
        is_refundable=is_refundable,
        refunds=tuple(map(_refund, refunds or ())),
        last_state=last or "",
        paid_out=Money(out),
    )


def _refund(told: Sequence[Any]) -> RefundLine:
    reference, fils, reason, state, asked_at, ended_at = told
    return RefundLine(
        reference=reference,
        amount=Money(fils),
        reason=RefundReason(reason),
        state=RefundState(state),
        asked_at=datetime.fromisoformat(asked_at),
        ended_at=datetime.fromisoformat(ended_at) if ended_at else None,
    )


CHARGES = RelatedRead(1, _OF_CASE, _lines)
"""All charges of a case, the oldest first; nothing where there are none."""


def charges_of(case_reference: str) -> tuple[ChargeLine, ...]:
    """Return all charges of a case, the oldest first."""
    return CHARGES.of(reference=case_reference) or ()


def capture_of(charge: Charge) -> Capture:
    """Return the money that settled a charge, or raise `Capture.DoesNotExist`."""
    return Capture.objects.get(payment__charge=charge, use=CaptureUse.SETTLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """Something a person still owes, as their first page shows it."""

    case_reference: str
    name: Text
    amount: Money


def due_from(scope: Scope) -> tuple[DueLine, ...]:
    """Return what a citizen, or those they act for, still owe, the longest owed first."""
    if scope.user_id is None:
        return ()
    owed = Charge.objects.filter(payer__in={scope.user_id, *scope.principal_ids}, state=ChargeState.DUE)
    return tuple(
        DueLine(
            case_reference=charge.case_reference,
            name=Text(ar=charge.name_ar, en=charge.name_en),
            amount=Money(charge.fils),
        )
        for charge in owed.order_by("raised_at", "pk")
    )


def owes(case_reference: str) -> bool:
    """Say whether something is still due for a case."""
    return Charge.objects.filter(case_reference=case_reference, state=ChargeState.DUE).exists()
