"""A role is one declaration: its words, its duties and its party."""

import pytest

from iskan.core.roles import READING, Duty, Role, may, roles_with


@pytest.mark.parametrize("role", Role)
def test_a_role_is_known_by_its_code_and_named_in_both_languages(role: Role) -> None:
    assert Role(role.value) is role
    assert not role.words.ar.isascii()
    assert role.words.en.isascii()


@pytest.mark.parametrize("duty", Duty)
def test_every_duty_is_somebodys(duty: Duty) -> None:
    assert roles_with(duty)


def test_no_two_roles_play_one_party() -> None:
    parties = [role.party for role in Role if role.party]
    assert len(parties) == len(set(parties))


def test_whoever_plays_a_party_works_on_cases_and_reads_them() -> None:
    assert all({Duty.WORK, Duty.READ} <= role.duties for role in Role if role.party)


@pytest.mark.parametrize("duty", Duty)
@pytest.mark.parametrize("role", Role)
def test_an_auditor_changes_nothing_whatever_else_they_are(role: Role, duty: Duty) -> None:
    assert may({role, Role.AUDITOR}, duty) == (duty in READING)


def test_duties_of_several_roles_add_up() -> None:
    assert may({Role.REVIEWER, Role.APPROVER}, Duty.DECIDE)
    assert not may({Role.REVIEWER}, Duty.DECIDE)
    assert not may(set(), Duty.READ)
