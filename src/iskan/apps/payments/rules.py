"""Who may pay what is due, who reads what was paid, and who answers for settlements."""

from iskan.apps.payments.models import Charge
from iskan.foundation.scope import Duty, Scope


def may_pay(scope: Scope, charge: Charge) -> bool:
    """Say whether somebody may pay a charge: whoever owes it, and their delegates."""
    return charge.payer_id in {scope.user_id, *scope.principal_ids}


def can_reckon(scope: Scope) -> bool:
    """Say whether the viewer sees all charges and payments and answers for settlements: an official of finance."""
    return scope.may(Duty.RECKON)


def can_read_money(scope: Scope) -> bool:
    """Say whether the viewer reads charges, payments and the months' reports: finance, and auditors."""
    return can_reckon(scope) or scope.may(Duty.AUDIT)
