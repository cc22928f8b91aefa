"""Somebody who died between two screens: nothing is filed in their name, what was typed is kept, officials are told."""

import pytest
from tests.factories.cast import AT, TODAY, Cast, citizen
from tests.factories.journeys import answer_registers, applicant, attach_all, document, filed_case, fill_in
from tests.factories.journeys import file as file_as
from tests.factories.review import answer_request, begin_review, request_from_citizen

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.deaths import note_death
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.living import DeathOnRecord, SignerDied
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.operations.asking import ask_before_filing
from iskan.apps.cases.operations.consenting import answer_at_counter, answer_consent
from iskan.apps.cases.operations.deaths import ApplicantDied
from iskan.apps.cases.operations.drafting import expire_draft, save_step, start_case, submit_case
from iskan.apps.cases.operations.evidence import add_evidence
from iskan.apps.cases.registers import keep_people
from iskan.apps.households.operations import note_died
from iskan.apps.notifications.models import Message
from iskan.core.people import MaritalStatus, PersonRecord, Sex
from iskan.integrations.register import Answered
from iskan.integrations.synthetic import cast as personas

CONTACT = "update_contact_details"
pytestmark = pytest.mark.usefixtures("registers", "cast")


@pytest.fixture
def drafted() -> Case:
    _user, scope = applicant(personas.ADULT_SON)
    case = start_case(scope=scope, service_code=CONTACT, at=AT)
    fill_in(scope, case.reference, {"mobile": "36001234", "email": "someone@example.test"})
    return Case.objects.select_related("applicant", "application").get(pk=case.pk)


def file(case: Case) -> Case:
    return submit_case(scope=scope_of(case.applicant, TODAY), reference=case.reference, declared=frozenset(), at=AT)


def test_nothing_is_filed_in_the_name_of_the_dead_and_what_was_typed_is_kept(drafted: Case, cast: Cast) -> None:
    note_death(cpr=personas.ADULT_SON, on=TODAY, at=AT)
    for _again in range(2):
        with pytest.raises(ApplicantDied):
            file(drafted)
    drafted.refresh_from_db()
    assert drafted.filed_at is None
    assert drafted.application.answers["mobile"]
    assert not expire_draft(reference=drafted.reference, at=AT)
    told = Message.objects.filter(event=f"case:{drafted.reference}:died")
    assert [message.user_id for message in told] == [cast.supervisor.pk]


def test_a_register_that_tells_of_the_death_stops_the_filing(drafted: Case) -> None:
    record = PersonRecord(
        cpr=personas.ADULT_SON, name_ar="سامي", name_en="Sami", birth_date=TODAY.replace(year=1990), sex=Sex.MALE,
        nationality="BH", marital_status=MaritalStatus.SINGLE, address=None, died_on=TODAY,
    )  # fmt: skip
    keep_people(case=drafted, answers=(Answered(personas.ADULT_SON, record),), at=AT)
    with pytest.raises(ApplicantDied):
        file(drafted)


def test_of_the_living_nothing_is_held(drafted: Case) -> None:
    filed = file(drafted)
    assert filed.filed_at is not None
    assert not drafted.holds.exists()
    assert User.objects.get(pk=drafted.applicant_id).died_on is None


def test_between_two_screens_nothing_more_is_answered_or_asked_in_their_name(drafted: Case) -> None:
    scope = scope_of(drafted.applicant, TODAY)
    paper = document(drafted.applicant)
    note_death(cpr=personas.ADULT_SON, on=TODAY, at=AT)
    kept = dict(drafted.application.answers)
    with pytest.raises(DeathOnRecord):
        save_step(
            scope=scope, reference=drafted.reference, step_code="contact", posted={"mobile": ["36009999"]}, version=1,
            at=AT,
        )  # fmt: skip
    with pytest.raises(DeathOnRecord):
        ask_before_filing(scope=scope, reference=drafted.reference, at=AT)
    with pytest.raises(DeathOnRecord):
        add_evidence(scope=scope, reference=drafted.reference, code="salary_statement", document=paper, at=AT)
    drafted.application.refresh_from_db()
    assert drafted.application.answers == kept


def test_an_open_case_takes_no_answer_any_more_while_officials_go_on(cast: Cast) -> None:
    case, _user, scope = filed_case(personas.ADULT_SON, {"programme": "unit", "family_category": "3"})
    reviewer = cast.scope("reviewer")
    begin_review(scope=reviewer, reference=case.reference, at=AT)
    request_from_citizen(scope=reviewer, reference=case.reference, text="أرفق الوثيقة", evidence_codes=(), at=AT)
    note_death(cpr=personas.ADULT_SON, on=TODAY, at=AT)
    with pytest.raises(DeathOnRecord):
        answer_request(scope=scope, reference=case.reference, answer="ها هي", at=AT)
    page = cast.client("reviewer").get(f"/en/staff/cases/{case.reference}/")
    assert page.status_code == 200, "officials read and go on with it"


CONSENTED = {"disposal": "sale", "other_name": "نورة خالد", "other_cpr": ""}


@pytest.fixture
def asked() -> ConsentRequest:
    user, scope = applicant(personas.QUALIFIES_FOR_UNIT)
    reference = start_case(scope=scope, service_code="right_of_disposal", at=AT).reference
    fill_in(scope, reference, CONSENTED)
    attach_all(user, scope, reference)
    answer_registers(file_as(scope, reference))
    return ConsentRequest.objects.select_related("case").get(case__reference=reference)


@pytest.mark.parametrize(("whose", "said"), [("applicant", DeathOnRecord), ("spouse", SignerDied)])
def test_nobody_agrees_in_the_place_of_the_dead_or_to_what_the_dead_asked(
    cast: Cast, asked: ConsentRequest, whose: str, said: type[Exception]
) -> None:
    spouse = citizen(asked.cpr, "زوجة", "Wife")
    dead = personas.QUALIFIES_FOR_UNIT if whose == "applicant" else asked.cpr
    note_death(cpr=dead, on=TODAY, at=AT)
    reference = asked.case.reference
    for given in (True, False):
        with pytest.raises(said):
            answer_consent(scope=scope_of(spouse, TODAY), reference=reference, code=asked.code, given=given, at=AT)
        with pytest.raises(said):
            answer_at_counter(
                scope=cast.scope("reviewer"), reference=reference, request_id=asked.pk, given=given,
                identification="بطاقة هوية 123", at=AT,
            )  # fmt: skip
    asked.refresh_from_db()
    assert asked.answer == ""


def test_a_member_without_an_account_is_known_to_have_died(cast: Cast, asked: ConsentRequest) -> None:
    note_died(cpr=asked.cpr, on=TODAY, at=AT)
    with pytest.raises(SignerDied):
        answer_at_counter(
            scope=cast.scope("reviewer"), reference=asked.case.reference, request_id=asked.pk, given=True,
            identification="بطاقة هوية 123", at=AT,
        )  # fmt: skip
