"""What an official records of a household: as what another application keeps it, and what is said to follow."""

import pytest

from iskan.core.household_life import LifeEventKind as Kind
from iskan.core.text import Text
from iskan.policy.household_life import NOT_CERTIFIED, RECORDED, RULES
from iskan.policy.recorded_life import RECORDABLE, follows_of, kind_elsewhere, told


@pytest.mark.parametrize(
    ("kind", "is_applicant", "elsewhere"),
    [
        (Kind.MEMBER_DIED, True, Kind.APPLICANT_DIED),
        (Kind.APPLICANT_DIED, False, Kind.MEMBER_DIED),
        (Kind.CHILD_BORN, False, Kind.CHILD_BORN),
        (Kind.MARRIED, False, None),
        (Kind.MARITAL_STATUS, True, None),
    ],
)
def test_what_concerns_one_application_is_not_kept_with_another(
    kind: Kind,
    is_applicant: bool,  # noqa: FBT001 -- a parameter
    elsewhere: Kind | None,
) -> None:
    assert kind_elsewhere(kind, is_applicant=is_applicant) == elsewhere


@pytest.mark.parametrize("kind", sorted(RECORDABLE))
def test_what_stops_a_nomination_says_so_whoever_tells_it(kind: Kind) -> None:
    for source in (RECORDED, "civil_registry"):
        assert (NOT_CERTIFIED.ar in follows_of(kind, source).ar) is RULES[kind].stops


def test_an_applicant_is_told_who_says_so_and_where_to_object() -> None:
    what = Text(ar="ولادة طفل", en="A child was born")
    by_official, by_register = (told(Kind.CHILD_BORN, source, what, "AB") for source in (RECORDED, "civil_registry"))
    assert by_official is not None
    assert by_register is not None
    assert "The ministry has recorded: A child was born." in by_official.body.en
    assert "have it corrected by its keeper" in by_register.body.en
    assert "have it corrected by its keeper" not in by_official.body.en


def test_what_nobody_is_told_of_makes_no_message() -> None:
    silent = [kind for kind in RECORDABLE if not RULES[kind].is_told]
    assert [told(kind, RECORDED, Text(ar="", en=""), "AB") for kind in silent] == [None] * len(silent)


def test_whose_change_an_official_decides_on_is_told_so() -> None:
    asked = next(kind for kind in RECORDABLE if RULES[kind].is_told and RULES[kind].decide is not None)
    notice = told(asked, RECORDED, Text(ar="طلاق", en="Divorce"), "AB")
    assert notice is not None
    assert "An official looks at it" in notice.body.en
