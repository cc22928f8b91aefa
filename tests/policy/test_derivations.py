"""Facts the citizen declares, and how they stand beside what registers answer."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from iskan.core.eligibility import FactValue
from iskan.core.money import Money
from iskan.core.text import Text
from iskan.policy import registry
from iskan.policy.derivations import DECLARED, facts_from_answers, together

AT = datetime(2026, 3, 14, 8, tzinfo=UTC)
REGISTERED = Text(ar="سجل", en="Register")
SERVICE = registry.services()["new_housing_application"]


def test_answers_declare_facts_in_their_own_form() -> None:
    answers = {
        "programme": "unit",
        "family_category": "1",
        "basic_salary": 700_000,
        "fixed_allowances": [{"name": "سكن", "amount": 120_000}],
        "properties": [
            {
                "owner": "wife",
                "tenure": "common",
                "acquired_by": "gift",
                "area_m2": 120,
                "share_percent": 50,
                "disposed_on": "2025-01-01",
                "uninhabitable": False,
            }
        ],
        "earlier_housing_service": False,
        "permanently_resident": None,
        "area_wish": "not a fact",
    }
    declared = facts_from_answers(SERVICE, answers, at=AT)
    assert all(fact.source == DECLARED and fact.at == AT for fact in declared.values())
    assert {code: fact.value for code, fact in declared.items()} == {
        "programme": "unit",
        "family_category": "1",
        "basic_salary": Money.bhd(700),
        "fixed_allowances": [{"name": "سكن", "amount": Money.bhd(120)}],
        "properties": [
            {
                "owner": "wife",
                "tenure": "common",
                "acquired_by": "gift",
                "area_m2": Decimal(120),
                "share_percent": Decimal(50),
                "disposed_on": date(2025, 1, 1),
                "uninhabitable": False,
            }
        ],
        "earlier_housing_service": False,
    }


def test_a_service_that_does_not_ask_declares_nothing() -> None:
    contact = registry.services()["update_contact_details"]
    assert facts_from_answers(contact, {"programme": "unit"}, at=AT) == {}


def said(value: object) -> FactValue:
    return FactValue(value=value, source=DECLARED, at=AT)


def test_a_registers_word_goes_before_a_declaration() -> None:
    registered = FactValue(value=Money.bhd(700), source=REGISTERED, at=AT)
    combined = together({"basic_salary": registered}, {"basic_salary": said(Money.bhd(1)), "programme": said("unit")})
    assert combined == {"basic_salary": registered, "programme": said("unit")}


@pytest.mark.parametrize(
    ("registered", "declared", "expected"),
    [("married", "abandoned", "abandoned"), ("divorced", "abandoned", "divorced"), ("married", None, "married")],
)
def test_only_a_wife_can_be_abandoned(registered: str, declared: str | None, expected: str) -> None:
    from_answers = facts_from_answers(SERVICE, {"abandoned": declared is not None}, at=AT)
    combined = together({"marital_status": said(registered)}, from_answers)
    assert combined["marital_status"].value == expected


def test_abandonment_is_declared_even_while_the_register_is_silent() -> None:
    assert together({}, facts_from_answers(SERVICE, {"abandoned": True}, at=AT))["marital_status"].value == "abandoned"
