"""One household has one claim to a home: of husband and wife who file at once, one is told of the other's."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.apps.cases.test_races import at_once
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.journeys import NEW_APPLICATION, applicant, attach_all, file, filed_case, fill_in

from iskan.apps.cases.claims import (
    ClaimStanding,
    ClaimStands,
    HouseholdClaimStands,
    SecondClaim,
    other_claims,
    require_sole_claim,
)
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case
from iskan.apps.households.models import Household, HouseholdMember
from iskan.apps.waiting_lists.enums import ChangeGround
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list, leave_list
from iskan.foundation.scope import Scope
from iskan.integrations.synthetic import cast as personas

FAMILY = {"programme": "unit", "family_category": "1"}
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("registers", "cast")]


@pytest.fixture
def cast(transactional_db: None) -> Cast:  # noqa: ARG001 -- the cast is kept in the database
    return make_cast()


def _ready(cpr: str) -> tuple[Case, Scope]:
    user, scope = applicant(cpr)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
    fill_in(scope, case.reference, FAMILY)
    attach_all(user, scope, case.reference)
    return case, scope


def _wife_of(case: Case) -> str:
    case.refresh_from_db()
    assert case.household is not None
    return case.household.members.get(relation="spouse").person.cpr


def test_of_husband_and_wife_who_file_at_once_one_is_refused() -> None:
    husband, his = _ready(personas.QUALIFIES_FOR_UNIT)
    wife, hers = _ready(_wife_of(husband))
    outcomes = at_once(lambda: file(his, husband.reference), lambda: file(hers, wife.reference))
    (refused,) = [one for one in outcomes if isinstance(one, Exception)]
    assert isinstance(refused, HouseholdClaimStands)
    assert Case.objects.filter(filed_at__isnull=False).count() == 1


def test_a_spouse_is_told_nothing_of_the_other_application() -> None:
    husband, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    wife, hers = _ready(_wife_of(husband))
    with pytest.raises(HouseholdClaimStands) as refused:
        file(hers, wife.reference)
    assert husband.reference not in refused.value.text.ar + refused.value.text.en
    wife.refresh_from_db()
    assert [(one.case.pk, one.standing) for one in other_claims(wife)] == [(husband.pk, ClaimStanding.OPEN)]


def test_another_familys_application_is_no_claim_of_this_one() -> None:
    filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    other, _user, _scope = filed_case(personas.WIFE_WITH_CONSENT, {"programme": "unit", "family_category": "2"})
    assert other_claims(other) == ()


def test_whoever_waits_or_was_housed_begins_no_second_application_and_is_told_which_stands() -> None:
    case, _user, scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    _grant(case)
    with pytest.raises(ClaimStands) as refused:
        start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
    assert case.reference in refused.value.text.ar
    assert "على قائمة الانتظار" in refused.value.text.ar
    leave_list(case_id=case.pk, ground=ChangeGround.HOUSED, at=AT)
    with pytest.raises(ClaimStands, match="received its home"):
        start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)


def test_of_two_open_applications_of_a_household_the_one_granted_first_stands() -> None:
    husband, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    wife, _hers = _ready(_wife_of(husband))
    Case.objects.filter(pk=wife.pk).update(filed_at=AT, stage="awaiting_decision", department=husband.department)
    wife.refresh_from_db()
    require_sole_claim(wife)
    _grant(husband)
    with pytest.raises(SecondClaim) as refused, transaction.atomic():
        require_sole_claim(wife)
    assert husband.reference in refused.value.text.en
    Case.objects.filter(pk=husband.pk).update(sealed_at=AT, sealed_readers=[1])
    with pytest.raises(SecondClaim) as sealed, transaction.atomic():
        require_sole_claim(wife)
    assert husband.reference not in sealed.value.text.ar + sealed.value.text.en


def test_the_database_refuses_one_applicant_a_second_live_place() -> None:
    case, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    _grant(case)
    first = WaitingListEntry.objects.get()
    assert first.applicant_id == case.applicant_id
    case.pk, case.reference, case.subject = None, "ABCDE-FGHJK", "another"
    case.save()
    with pytest.raises(IntegrityError, match="one_live_place_an_applicant"), transaction.atomic():
        enter_waiting_list(case_id=case.pk, at=AT)


def test_a_spouse_who_parted_has_a_claim_of_their_own() -> None:
    husband, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    wife, _hers = _ready(_wife_of(husband))
    wife.refresh_from_db()
    assert [one.case.pk for one in other_claims(wife)] == [husband.pk]
    HouseholdMember.objects.filter(household_id=wife.household_id, relation="spouse").delete()
    Household.objects.filter(pk=wife.household_id).update(declared_at=AT + timedelta(days=1))
    assert other_claims(Case.objects.get(pk=wife.pk)) == ()


def test_the_desk_names_the_other_claim_before_anybody_decides_unless_it_is_sealed(cast: Cast) -> None:
    husband, _user, _scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    wife, _hers = _ready(_wife_of(husband))
    Case.objects.filter(pk=wife.pk).update(filed_at=AT, stage="in_review", department=husband.department)
    desk, page = cast.client("supervisor"), f"/en/staff/cases/{wife.reference}/"
    shown = desk.get(page).content.decode()
    assert "The household has another application for a home" in shown
    assert husband.reference in shown
    assert "not decided yet" in shown
    Case.objects.filter(pk=husband.pk).update(sealed_at=AT, sealed_readers=[cast.reviewer.pk])
    assert husband.reference not in desk.get(page).content.decode()


def _grant(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(stage="approved", closed_at=AT, programme="unit", governorate="BH-15")
    enter_waiting_list(case_id=case.pk, at=AT)
