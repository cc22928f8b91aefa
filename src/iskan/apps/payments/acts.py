"""What two officials of finance do together: release what is owed and ready."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.payments.operations.payouts import release_payouts, require_released
from iskan.apps.payments.rules import can_read_money
from iskan.core.acts import JointAct
from iskan.core.counted import money_text
from iskan.core.money import Money
from iskan.core.text import Text, same
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import Scope
from iskan.policy.acts import RELEASE_PAYOUTS


class _Release:
    """Its subject is all that waits; its terms the last payout it takes in, how many they are and their fils."""

    act: JointAct = RELEASE_PAYOUTS

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- asked of all
        return can_read_money(scope)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:
        """Refuse nobody: what is released was agreed to by others, and names no household."""

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        require_released(until=terms["until"], count=terms["count"], amount=Money(terms["fils"]))

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        release_payouts(scope=scope, until=terms["until"], count=terms["count"], amount=Money(terms["fils"]), at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- asked of all
        return (
            (Text(ar="عدد المبالغ", en="Payments"), same(str(terms["count"]))),
            (Text(ar="مجموعها", en="In all"), money_text(Money(terms["fils"]))),
        )


carries_out_act(_Release())
