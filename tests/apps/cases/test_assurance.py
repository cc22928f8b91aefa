"""What takes an advanced eKey, as the settings say: filing, replacing contact details, saying yes to a consent."""

from dataclasses import replace

import pytest
from pytest_django import Settings
from tests.factories.cast import AT
from tests.factories.journeys import applicant, attach_all, file, fill_in

from iskan.apps.accounts.assurance import StrongerSignInNeeded, is_sure_enough
from iskan.apps.accounts.checks import gated_acts_are_known
from iskan.apps.accounts.enums import Assurance, GatedAct
from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.cases.operations.drafting import start_case
from iskan.foundation.scope import FilingFor, OutOfScope, Scope

pytestmark = pytest.mark.django_db
CPR = "900101001"
CITIZEN = Scope(user_id=1, cpr=CPR, assurance=Assurance.STANDARD)


@pytest.fixture
def citizen() -> tuple[User, Scope]:
    user, scope = applicant(CPR)
    return user, replace(scope, assurance=Assurance.STANDARD)


def drafted(user: User, scope: Scope, service: str) -> str:
    reference = start_case(scope=scope, service_code=service, at=AT).reference
    fill_in(scope, reference, {})
    attach_all(user, scope, reference)
    return reference


@pytest.mark.usefixtures("cast")
def test_an_application_is_written_at_any_level_and_filed_at_the_advanced(citizen: tuple[User, Scope]) -> None:
    user, standard = citizen
    reference = drafted(user, standard, "new_housing_application")
    with pytest.raises(StrongerSignInNeeded):
        file(standard, reference)
    assert Case.objects.get(reference=reference).filed_at is None
    assert file(replace(standard, assurance=Assurance.ADVANCED), reference).filed_at == AT


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(("known", "may"), [("", True), ("+97339999999", False)])
def test_replacing_a_contact_detail_is_asked_more_for_than_stating_the_first(
    citizen: tuple[User, Scope], settings: Settings, known: str, *, may: bool
) -> None:
    settings.ISKAN_EKEY_ADVANCED_FOR = ["contact"]
    user, standard = citizen
    User.objects.filter(pk=user.pk).update(phone="", email="", iban="")
    reference = drafted(user, standard, "update_contact_details")
    User.objects.filter(pk=user.pk).update(phone=known)
    if may:
        assert file(standard, reference).filed_at == AT
    else:
        with pytest.raises(StrongerSignInNeeded):
            file(standard, reference)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("record", ["email", "mobile"])
def test_a_correction_of_a_contact_detail_is_its_replacement(
    citizen: tuple[User, Scope], settings: Settings, record: str
) -> None:
    settings.ISKAN_EKEY_ADVANCED_FOR = ["contact"]
    user, standard = citizen
    User.objects.filter(pk=user.pk).update(phone="+97339999999", email="old@example.test")
    reference = start_case(scope=standard, service_code="data_correction", at=AT).reference
    fill_in(standard, reference, {"record": record, "right_mobile": "36001234", "right_email": "new@example.test"})
    with pytest.raises(StrongerSignInNeeded):
        file(standard, reference)


@pytest.mark.usefixtures("cast")
def test_a_service_that_changes_no_contact_details_is_not_asked_for_them(
    citizen: tuple[User, Scope], settings: Settings
) -> None:
    settings.ISKAN_EKEY_ADVANCED_FOR = ["contact"]
    user, standard = citizen
    assert file(standard, drafted(user, standard, "family_members_declaration")).filed_at == AT


@pytest.mark.usefixtures("cast")
def test_nobody_learns_from_the_gate_whether_a_case_exists(citizen: tuple[User, Scope]) -> None:
    _user, standard = citizen
    with pytest.raises(OutOfScope):
        answer_consent(scope=standard, reference="NH-2026-0000001", code="any", given=True, at=AT)


@pytest.mark.parametrize("act", sorted(GatedAct.values))
def test_each_act_is_asked_for_where_the_settings_name_it(settings: Settings, act: str) -> None:
    gated = GatedAct(act)
    assert not is_sure_enough(CITIZEN, gated)
    assert not is_sure_enough(replace(CITIZEN, assurance=""), gated)
    settings.ISKAN_EKEY_ADVANCED_FOR = [other for other in GatedAct.values if other != act]
    assert is_sure_enough(CITIZEN, gated)


def test_the_desk_and_programs_are_not_asked_for_an_ekey() -> None:
    assert is_sure_enough(replace(CITIZEN, cpr=None), *GatedAct)
    assert is_sure_enough(replace(CITIZEN, filing=FilingFor(channel="desk")), *GatedAct)


def test_a_slip_of_the_pen_opens_no_gate(settings: Settings) -> None:
    assert gated_acts_are_known() == []
    settings.ISKAN_EKEY_ADVANCED_FOR = ["contacts", "consent"]
    assert [fault.id for fault in gated_acts_are_known()] == ["accounts.E003"]
