"""Who decides: one office, or the one an answer names."""

import pytest

from iskan.core.offices import DeclaredDepartment, NoDepartment, deciding_department
from iskan.core.text import Text
from iskan.policy.departments import CAPITAL, HOUSING_REQUESTS, MUHARRAQ, MUNICIPALITIES


def test_one_office_decides_whatever_is_answered() -> None:
    assert deciding_department(HOUSING_REQUESTS, {"municipality": MUHARRAQ.code}) is HOUSING_REQUESTS


def test_an_answer_names_the_office() -> None:
    assert deciding_department(MUNICIPALITIES.by("where"), {"where": MUHARRAQ.code}) is MUHARRAQ


@pytest.mark.parametrize("answers", [{}, {"where": "elsewhere"}, {"where": None}])
def test_without_a_known_office_nobody_decides(answers: dict[str, object]) -> None:
    with pytest.raises(NoDepartment):
        deciding_department(MUNICIPALITIES.by("where"), answers)


@pytest.mark.parametrize(
    ("governorate", "office"), [("BH-15", MUHARRAQ), ("", CAPITAL), (None, CAPITAL)], ids=["known", "unknown", "none"]
)
def test_the_place_of_an_address_names_the_office_before_an_answer(
    governorate: str | None, office: DeclaredDepartment
) -> None:
    answers = {"home": {"governorate": governorate}, "where": CAPITAL.code}
    decided_by = MUNICIPALITIES.by("where", address="home")
    assert deciding_department(decided_by, answers) is office


def test_without_an_address_the_answer_names_the_office() -> None:
    assert deciding_department(MUNICIPALITIES.by("where", address="home"), {"where": MUHARRAQ.code}) is MUHARRAQ


def test_an_office_needs_no_letterhead() -> None:
    office = DeclaredDepartment(code="office", name=Text(ar="مكتب", en="Office"))
    assert (office.letterhead, office.address) == (None, None)
