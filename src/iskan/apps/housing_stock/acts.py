"""What two officials do together to homes: move those already given by hand, set the price and plan of a class."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.operations import terms as setting
from iskan.apps.housing_stock.operations import units
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.apps.housing_stock.queries.terms import codes_of_class, terms_of
from iskan.core.acts import JointAct
from iskan.core.money import Money
from iskan.core.refusal import OwnHousehold
from iskan.core.text import Text, listed
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import Scope
from iskan.policy.acts import MOVE_GIVEN_UNITS, SET_HOME_TERMS
from iskan.policy.unit_classes import class_name

_NOT_SET: Final = Text(ar="غير محدد", en="Not set")
_ATTACHED: Final = Text(ar="مرفق أدناه", en="Attached below")


class _MoveGivenUnits:
    """Its subject is the project; its terms are the units' codes and the state to come."""

    act: JointAct = MOVE_GIVEN_UNITS

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- units name no person
        return rules.can_read_stock(scope)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        if rules.are_given_to_own(scope, terms["codes"]):
            raise OwnHousehold

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


class _SetHomeTerms:
    """Its subject is the project and the class, ``east-sitra:house-4br``; a price is in fils."""

    act: JointAct = SET_HOME_TERMS

    def may_see(self, *, scope: Scope, subject: str) -> bool:  # noqa: ARG002 -- a class of homes names no person
        return rules.can_read_stock(scope)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        project_code, _colon, unit_class = subject.partition(":")
        if rules.are_given_to_own(scope, codes_of_class(project_code, unit_class)):
            raise OwnHousehold

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        setting.require_possible(**_of(subject, terms))

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        instrument = Text(ar=terms["instrument_ar"], en=terms["instrument_en"])
        setting.set_terms(scope=scope, **_of(subject, terms), instrument=instrument, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:
        project_code, _colon, unit_class = subject.partition(":")
        price, stands = _of(subject, terms)["price"], terms_of(project_code, unit_class)
        return (
            (Text(ar="المشروع", en="Project"), project_name(project_code)),
            (Text(ar="الفئة", en="Class"), class_name(unit_class)),
            (Text(ar="الثمن", en="Price"), _priced(price)),
            *([(Text(ar="الثمن قبل التعديل", en="Price before"), _priced(stands.price))] if stands else []),
            (Text(ar="المخطط", en="Floor plan"), _ATTACHED if terms["document"] else _NOT_SET),
            (Text(ar="السند القانوني", en="Source"), Text(ar=terms["instrument_ar"], en=terms["instrument_en"])),
        )


def _of(subject: str, terms: Terms) -> dict[str, Any]:
    project_code, _colon, unit_class = subject.partition(":")
    return {
        "project_code": project_code,
        "unit_class": unit_class,
        "price": None if terms["price"] is None else Money(terms["price"]),
        "plan": UUID(terms["document"]) if terms["document"] else None,
    }


def _priced(price: Money | None) -> Text:
    return _NOT_SET if price is None else Text(ar=f"{price} د.ب", en=f"BHD {price}")


carries_out_act(_MoveGivenUnits())
carries_out_act(_SetHomeTerms())
