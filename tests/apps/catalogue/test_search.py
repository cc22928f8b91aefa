"""Services are found by what people call them, in either language, however they spell it."""

import csv
from pathlib import Path

import pytest

from iskan.apps.catalogue.search import search
from iskan.policy import registry
from iskan.policy.tools import TOOLS

ENTRIES = (*registry.services().values(), *TOOLS)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("طلب إسكاني", "new_housing_application"),
        ("طلب اسكانى", "new_housing_application"),
        ("بيت حكومي", "new_housing_application"),
        ("ايبان", "update_contact_details"),
        ("IBAN", "update_contact_details"),
        ("الزوجة", "family_members_declaration"),
        ("revive", "application_revival"),
        ("متى دوري", "forecast"),
        ("السحب", "draws"),
        ("map", "projects"),
        ("eligib", "guide"),
    ],
)
def test_words_lead_to_what_they_mean(typed: str, first: str) -> None:
    assert search(ENTRIES, typed)[0].code == first


def test_written_questions_lead_to_their_answer_first() -> None:
    with Path(__file__).with_name("questions.csv").open(encoding="utf-8") as file:
        asked = [(row["typed"], row["code"]) for row in csv.DictReader(file)]
    assert len(asked) >= 50
    wrong = {
        typed: found for typed, code in asked if (found := [one.code for one in search(ENTRIES, typed)][:1]) != [code]
    }
    assert not wrong


@pytest.mark.parametrize("typed", ["", "   ", "ـ", "xyzzy", "زقزق ظظظظ"])
def test_nothing_is_found_where_no_word_stands_anywhere(typed: str) -> None:
    assert search(ENTRIES, typed) == ()


def test_a_name_goes_before_a_keyword() -> None:
    found = [entry.code for entry in search(ENTRIES, "الطلب")]
    assert found.index("new_housing_application") < found.index("waiting_lists")


def test_a_very_long_search_is_cut() -> None:
    assert search(ENTRIES, "ا" * 100_000) == ()
