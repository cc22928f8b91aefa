"""Who may pay what is due."""

from iskan.apps.payments.models import Charge
from iskan.foundation.scope import Scope


def may_pay(scope: Scope, charge: Charge) -> bool:
    """Say whether somebody may pay a charge: whoever owes it, and their delegates."""
    return charge.payer_id in {scope.user_id, *scope.principal_ids}
