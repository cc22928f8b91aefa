"""What two officials do together to the money of a case: give back a deposit or a fee."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.cases.acts import require_other_household
from iskan.apps.cases.queries.scoped import sees_case
from iskan.apps.payments.operations.giving_back import give_back, require_left
from iskan.core.acts import JointAct
from iskan.core.counted import money_text
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.acts import GIVE_BACK


class _GiveBack:
    """Its subject is the case, by its reference; its terms the charge and the fils that go back."""

    act: JointAct = GIVE_BACK

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        return sees_case(scope, subject)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        require_other_household(scope, subject)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        if not sees_case(scope, subject):
            raise OutOfScope(subject)
        require_left(charge_reference=terms["charge"], case_reference=subject, amount=Money(terms["fils"]))

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:
        give_back(
            scope=scope, charge_reference=terms["charge"], case_reference=subject, amount=Money(terms["fils"]),
            reason=reason, at=at,
        )  # fmt: skip

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:
        return (
            (Text(ar="المعاملة", en="Case"), subject),
            (Text(ar="المستحق", en="Charge"), terms["charge"]),
            (Text(ar="المبلغ الذي يُرد", en="Amount given back"), money_text(Money(terms["fils"]))),
        )


carries_out_act(_GiveBack())
