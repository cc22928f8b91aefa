"""What two officials do together to homes already given: move them by hand."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.operations import units
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.core.acts import JointAct
from iskan.core.text import Text, listed
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import Scope
from iskan.policy.acts import MOVE_GIVEN_UNITS


class _MoveGivenUnits:
    """Its subject is the project; its terms are the units' codes and the state to come."""

    act: JointAct = MOVE_GIVEN_UNITS

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- units name no person
        return rules.can_read_stock(scope)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        units.require_given_moves(codes=terms["codes"], state=UnitState(terms["state"]))

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        units.move_given_units(scope=scope, codes=terms["codes"], state=UnitState(terms["state"]), at=at, reason=reason)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:
        return (
            (Text(ar="المشروع", en="Project"), project_name(subject)),
            (Text(ar="الوحدات", en="Homes"), listed(terms["codes"])),
            (Text(ar="الحالة المطلوبة", en="State to come"), str(UnitState(terms["state"]).label)),
        )


carries_out_act(_MoveGivenUnits())
