"""What registers said, in words."""

import pytest

from iskan.core.text import Text
from iskan.policy.governorates import governorate_name
from iskan.policy.showing import NOTHING, shown_fact


@pytest.mark.parametrize(
    ("code", "kept", "expected"),
    [
        ("birth_date", "1990-03-27", Text(ar="27 مارس 1990", en="27 March 1990")),
        ("basic_salary", "850.500", Text(ar="850.500 دينار", en="850.500 BHD")),
        ("marital_status", "married", Text(ar="متزوج", en="Married")),
        ("employment", "retired", Text(ar="متقاعد", en="Retired")),
        ("fixed_allowances", [], Text(ar="لا يوجد", en="None")),
        (
            "fixed_allowances",
            [{"name": "سكن", "amount": "120"}],
            Text(
                ar="اسم العلاوة: سكن، مبلغ العلاوة: 120 دينارًا",
                en="Name of the allowance: سكن, Amount of the allowance: 120 BHD",
            ),
        ),
        ("person.name", {"ar": "علي", "en": "Ali"}, Text(ar="علي", en="Ali")),
        ("household.members", [], NOTHING),
        ("household.members", [{"ar": "أ", "en": "a"}, {"ar": "ب", "en": "b"}], Text(ar="أ\nب", en="a\nb")),
        ("custody.confirmed", True, Text(ar="نعم", en="Yes")),
        ("custody.confirmed", False, Text(ar="لا", en="No")),
        ("address.governorate", "BH-14", Text(ar="BH-14", en="BH-14")),
    ],
)
def test_what_is_kept_is_written_out(code: str, kept: object, expected: Text) -> None:
    assert shown_fact(code, kept) == expected


def test_governorates_have_names_and_withdrawn_codes_none() -> None:
    assert governorate_name("BH-15").en == "Muharraq Governorate"
    assert governorate_name("BH-16").en == "Not set"


@pytest.mark.parametrize(
    ("status", "sex", "words"),
    [
        ("married", "female", "متزوجة"),
        ("widowed", "female", "أرملة"),
        ("divorced", "female", "مطلقة"),
        ("single", "female", "لم يسبق الزواج"),
        ("married", "male", "متزوج"),
        ("widowed", None, "أرمل"),
    ],
)
def test_a_status_agrees_with_the_person(status: str, sex: str | None, words: str) -> None:
    assert shown_fact("marital_status", status, sex=sex).ar == words
