"""Charging: what falls due for a case, and what is no longer due."""

from datetime import datetime

from django.db import transaction

from iskan.apps.payments import events
from iskan.apps.payments.enums import ChargeState
from iskan.apps.payments.models import Charge
from iskan.apps.payments.operations.ledger import keep_account
from iskan.core.charges import ChargeKind
from iskan.core.money import Money
from iskan.core.offices import DeclaredDepartment
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.references import new_reference
from iskan.foundation.scope import Scope
from iskan.policy.ledger import deposits_of, fees_of

_ACCOUNT = {ChargeKind.FEE: fees_of, ChargeKind.DEPOSIT: deposits_of}


@transaction.atomic
def raise_charge(
    *,
    scope: Scope,
    case_reference: str,
    payer_id: int,
    kind: ChargeKind,
    name: Text,
    amount: Money,
    department: DeclaredDepartment,
    is_refundable: bool,
    at: datetime,
) -> Charge:
    """Have something fall due for a case, or return the charge of its kind that there is."""
    charge, is_new = Charge.objects.get_or_create(
        case_reference=case_reference,
        kind=kind.value,
        defaults={
            "reference": new_reference(),
            "name_ar": name.ar,
            "name_en": name.en,
            "payer_id": payer_id,
            "account": keep_account(_ACCOUNT[kind](department)),
            "fils": amount.fils,
            "is_refundable": is_refundable,
            "raised_at": at,
        },
    )
    if is_new:
        record(charge, scope=scope, action="charge.raised", at=at)
        events.charge_raised.happened(charge, at)
    return charge


@transaction.atomic
def cancel_charges(*, scope: Scope, case_reference: str, at: datetime) -> int:
    """Let what was not paid be due no longer, because its case has ended; return how many charges that were."""
    due = Charge.objects.select_for_update().filter(case_reference=case_reference, state=ChargeState.DUE)
    for charge in due:
        charge.state, charge.settled_at = ChargeState.CANCELLED, at
        charge.save(update_fields=["state", "settled_at"])
        record(charge, scope=scope, action="charge.cancelled", at=at)
    return len(due)


def record(charge: Charge, *, scope: Scope, action: str, at: datetime, **detail: str) -> None:
    """Add what happened to a charge to the trail of its case."""
    audit.record(
        scope=scope, action=action, subject_kind=audit.CASE, subject=charge.case_reference, at=at,
        charge=charge.reference, **detail,
    )  # fmt: skip
