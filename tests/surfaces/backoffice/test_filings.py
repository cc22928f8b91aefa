"""An official files for a citizen who is there or on the phone, by the same steps the citizen would go through."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.answers import IBAN
from tests.factories.cast import Cast, citizen, department, official, signed_in
from tests.factories.journeys import TOLD

from iskan.apps.accounts.enums import Assurance
from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations import admit_client, register_client
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Identified
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case
from iskan.apps.cases.operations.filing import (
    Identification,
    answer_all,
    begin_as_citizen,
    begin_as_client,
    begin_at_desk,
    submit_filing,
)
from iskan.apps.notifications.models import Message
from iskan.core.catalogue import Channel
from iskan.core.text import Text
from iskan.foundation import audit, clock
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import SYSTEM, Role
from iskan.integrations.models import Exchange
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.usefixtures("registers")
FAMILY, REVIVAL, CONTACT = "family_members_declaration", "application_revival", "update_contact_details"
NEW_APPLICATION = "new_housing_application"
CPR = personas.QUALIFIES_FOR_UNIT
PRESENT = {"channel": "desk", "cpr": CPR, "identification": "بطاقة الهوية رقم 12"} | TOLD | {"confirmed": "yes"}
LIST = "/en/staff/filings/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cfc0f01f0005000"
    "1ffa1c8b0bd0000000049454e44ae426082"
)
Begin = Callable[..., Case]


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    return cast.client("reviewer")


@pytest.fixture
def begin(cast: Cast) -> Begin:
    def begun(code: str = FAMILY, cpr: str = CPR, role: str = "reviewer") -> Case:
        known = Identification(Identified.CARD, "بطاقة الهوية رقم 12")
        return begin_at_desk(scope=cast.scope(role), service_code=code, cpr=cpr, known=known, at=clock.now())

    return begun


def _new(code: str = FAMILY, language: str = "en/") -> str:
    return f"/{language}staff/filings/new/{code}/"


def _text(answer: HttpResponse) -> str:
    return answer.content.decode()


def _version(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("prefix", "words"), [("", ("بطاقة الهوية رقم 12", "قُدّم الطلب")), ("/en", ("At the service centre", "is filed"))]
)
def test_a_whole_application_is_filed_at_the_desk(
    cast: Cast, reviewer: Client, prefix: str, words: tuple[str, str]
) -> None:
    begun = reviewer.post(f"{prefix}/staff/filings/new/{FAMILY}/", PRESENT, follow=True)
    case = Case.objects.get(service_code=FAMILY)
    draft = f"{prefix}/staff/filings/{case.reference}/"
    assert begun.redirect_chain[-1][0] == f"{draft}steps/members/"
    page = _text(begun)
    assert CPR in page
    assert words[0] in page
    saved = reviewer.post(f"{draft}steps/members/", {"members_missing": "no", "version": "0"})
    assert saved.headers["Location"] == f"{draft}check/"
    version = _version(_text(reviewer.get(f"{draft}check/")))
    refused = reviewer.post(f"{draft}check/", {"version": version})
    assert refused.status_code == 422
    filed = reviewer.post(f"{draft}check/", {"version": version, "declared": "family_members"}, follow=True)
    assert filed.redirect_chain[-1][0] == f"{draft}filed/"
    assert words[1] in _text(filed)
    case.refresh_from_db()
    assert (case.channel, case.filed_by, case.applicant.cpr) == (Channel.DESK, cast.reviewer, CPR)
    assert case.declarations.get().made_by == cast.reviewer
    receipt = _text(reviewer.get(f"{draft}receipt/"))
    assert case.reference in receipt
    assert CPR in receipt


def test_the_citizen_is_told_and_reads_on_their_page_who_filed_it(cast: Cast, reviewer: Client, begin: Begin) -> None:
    case = begin()
    _file(reviewer, case)
    told = Message.objects.get(user=case.applicant, event=f"case:{case.reference}:filed-for")
    assert cast.requests.name_en in told.body_en
    assert cast.reviewer.name_en not in told.body_en
    own = signed_in(case.applicant)
    page = _text(own.get(f"/en/cases/{case.reference}/"))
    assert f"Filed for you at the service centre by {cast.requests.name_en}" in page
    assert cast.reviewer.name_en not in page
    assert f"قُدّم باسمك في مركز الخدمة لدى {cast.requests.name_ar}" in _text(own.get(f"/cases/{case.reference}/"))


def test_the_case_says_how_it_was_filed_and_how_the_applicant_was_known(
    cast: Cast, reviewer: Client, begin: Begin
) -> None:
    case = begin()
    _file(reviewer, case)
    page = _text(cast.client("supervisor").get(f"/en/staff/cases/{case.reference}/"))
    assert "بطاقة الهوية رقم 12" in page
    assert page.count("At the service centre") == 2  # in the head, and beside the move in the trail
    assert cast.reviewer.name_en in page


def test_what_a_linked_system_filed_names_the_system(cast: Cast) -> None:
    case = _filed_by_the_bank()
    page = _text(cast.client("supervisor").get(f"/en/staff/cases/{case.reference}/"))
    assert page.count("Bank of the Gulf") >= 2  # in the head, and beside the move in the trail
    assert "Through a linked system" in page
    own = signed_in(case.applicant)
    assert "Filed for you through Bank of the Gulf" in _text(own.get(f"/en/cases/{case.reference}/"))


def _filed_by_the_bank() -> Case:
    at, name = clock.now(), Text(ar="بنك الخليج", en="Bank of the Gulf")
    key = register_client(scope=SYSTEM, code="bank", name=name, services=(FAMILY,), hourly_limit=100, at=at)
    bank = admit_client(key=key, at=at)
    assert bank is not None
    case, filer = begin_as_client(client=bank, service_code=FAMILY, cpr=CPR, key="first-of-all", at=at)
    answer_all(scope=filer, reference=case.reference, posted={"members_missing": ["no"]}, at=at)
    return submit_filing(scope=filer, reference=case.reference, declared=frozenset({"family_members"}), at=at)


def test_what_citizens_file_themselves_names_nobody(cast: Cast) -> None:
    user = citizen(CPR)
    scope, at = scope_of(user, clock.today()), clock.now()
    case = begin_as_citizen(scope=scope, service_code=FAMILY, key="my-own-program", at=at)
    answer_all(scope=scope, reference=case.reference, posted={"members_missing": ["no"]}, at=at)
    submit_filing(scope=scope, reference=case.reference, declared=frozenset({"family_members"}), at=at)
    assert "Filed for you" not in _text(signed_in(user).get(f"/en/cases/{case.reference}/"))
    page = _text(cast.client("supervisor").get(f"/en/staff/cases/{case.reference}/"))
    assert "Through a linked system" in page


def _file(browser: Client, case: Case) -> None:
    draft = f"/en/staff/filings/{case.reference}/"
    browser.post(f"{draft}steps/members/", {"members_missing": "no", "version": "0"})
    assert browser.post(f"{draft}check/", {"declared": "family_members"}).headers["Location"] == f"{draft}filed/"


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(reviewer: Client) -> None:
    answer = reviewer.post(_new(), {"channel": "desk", "cpr": "12345", "identification": "card 12"} | TOLD)
    page = _text(answer)
    assert answer.status_code == 422
    assert 'href="#cpr"' in page
    assert 'value="12345"' in page
    assert 'value="card 12"' in page
    assert not Exchange.objects.exists()


def test_of_a_number_nobody_has_nothing_is_begun(reviewer: Client) -> None:
    answer = reviewer.post(_new(language=""), PRESENT | {"cpr": "999999999"})
    assert answer.status_code == 422
    assert "لا يوجد في السجل السكاني صاحب لهذا الرقم" in _text(answer)
    assert not Case.objects.exists()


def test_the_look_up_is_recorded_with_its_purpose(cast: Cast, reviewer: Client) -> None:
    reviewer.post(_new(), PRESENT)
    asked = Exchange.objects.get(purpose_code=f"{FAMILY}.filing")
    assert (asked.subject_cpr, asked.asked_by_id) == (CPR, cast.reviewer.pk)


def test_a_channel_the_service_does_not_offer_is_refused(reviewer: Client) -> None:
    assert 'value="phone"' not in _text(reviewer.get(_new(REVIVAL)))
    answer = reviewer.post(_new(REVIVAL), PRESENT | {"channel": "phone"})
    assert answer.status_code == 422
    assert 'href="#channel"' in _text(answer)
    assert not Case.objects.exists()


def test_a_service_of_another_department_is_not_found(cast: Cast) -> None:
    assert cast.client("outsider").get(_new()).status_code == 404
    assert cast.client("outsider").post(_new(), PRESENT).status_code == 404


@pytest.mark.parametrize("role", ["approver", "auditor", "administrator"])
def test_only_who_reviews_files_for_citizens(cast: Cast, role: str) -> None:
    browser = cast.client(role)
    assert browser.get(LIST).status_code == 403
    assert browser.post(_new(), PRESENT).status_code == 403
    assert "/staff/filings/" not in _text(browser.get("/en/staff/", follow=True))


def test_nobody_files_for_their_own_household(cast: Cast) -> None:
    own = signed_in(official("k.own", Role.REVIEWER, department(cast.requests.code, "", ""), cpr=CPR))
    answer = own.post(_new(), PRESENT)
    assert answer.status_code == 403
    assert "own household" in _text(answer)
    assert not Case.objects.exists()


@pytest.mark.parametrize("page", ["", "steps/members/", "documents/", "check/", "discard/"])
def test_a_draft_of_ones_own_household_is_closed_on_every_page(
    cast: Cast, reviewer: Client, begin: Begin, page: str
) -> None:
    case = begin()
    User.objects.filter(pk=cast.reviewer.pk).update(official_cpr=CPR)
    assert reviewer.get(f"{LIST}{case.reference}/{page}").status_code == 403


@pytest.mark.parametrize("page", ["", "steps/members/", "documents/", "check/", "discard/", "filed/", "receipt/"])
def test_a_draft_is_its_officials_alone(cast: Cast, begin: Begin, page: str) -> None:
    case = begin()
    for role in ("second_reviewer", "supervisor", "outsider"):
        browser = cast.client(role)
        assert browser.get(f"{LIST}{case.reference}/{page}").status_code == 404
        assert browser.post(f"{LIST}{case.reference}/{page}").status_code in {404, 405}
    assert not case.application.steps


def test_a_citizens_own_draft_is_not_opened_at_the_desk(cast: Cast, reviewer: Client) -> None:
    own = start_case(scope=cast.scope("head"), service_code=FAMILY, at=clock.now())
    assert reviewer.get(f"{LIST}{own.reference}/steps/members/").status_code == 404


def test_once_filed_the_steps_lead_to_the_confirmation(reviewer: Client, begin: Begin) -> None:
    case = begin()
    _file(reviewer, case)
    for page in ("steps/members/", "check/", "discard/"):
        for answer in (reviewer.get(f"{LIST}{case.reference}/{page}"), reviewer.post(f"{LIST}{case.reference}/{page}")):
            assert answer.headers["Location"] == f"{LIST}{case.reference}/filed/"


def test_what_the_citizen_filed_themselves_is_no_longer_the_desks(reviewer: Client, begin: Begin) -> None:
    case = begin()
    case.applicant.assurance = Assurance.ADVANCED
    case.applicant.save()
    own = signed_in(case.applicant)
    own.post(f"/apply/{case.reference}/steps/members/", {"members_missing": "no", "version": "0"})
    own.post(f"/apply/{case.reference}/check/", {"declared": "family_members"})
    case.refresh_from_db()
    assert case.channel == Channel.WEB
    answer = reviewer.get(f"{LIST}{case.reference}/check/", follow=True)
    assert answer.status_code == 409


def test_an_unfinished_draft_is_listed_gone_on_with_and_discarded(reviewer: Client, begin: Begin) -> None:
    case = begin()
    assert case.reference in _text(reviewer.get(LIST))
    discard = f"{LIST}{case.reference}/discard/"
    assert "Discard this application?" in _text(reviewer.get(discard))
    assert reviewer.post(discard).headers["Location"] == LIST
    assert case.reference not in _text(reviewer.get(LIST))
    assert reviewer.get(f"{LIST}{case.reference}/check/", follow=True).status_code == 409


def test_begun_again_the_same_draft_goes_on(reviewer: Client, begin: Begin) -> None:
    case = begin()
    by_phone = PRESENT | {"channel": "phone", "identification": "تاريخ الميلاد"}
    assert reviewer.post(_new(), by_phone).headers["Location"] == f"{LIST}{case.reference}/"
    case.refresh_from_db()
    assert (case.channel, case.filing.identification) == (Channel.PHONE, "تاريخ الميلاد")


def test_a_colleague_goes_on_where_the_official_who_began_is_away(cast: Cast, begin: Begin) -> None:
    case, colleague = begin(), cast.client("second_reviewer")
    assert colleague.post(_new(), PRESENT).headers["Location"] == f"{LIST}{case.reference}/"
    assert case.reference in _text(colleague.get(LIST))
    assert case.reference not in _text(cast.client("reviewer").get(LIST))
    (line,) = AuditEntry.objects.filter(action="case.draft_taken_over", subject=case.reference)
    assert line.actor_id == cast.second_reviewer.pk


def test_a_draft_the_citizen_has_begun_stays_theirs(cast: Cast, reviewer: Client) -> None:
    user = citizen(CPR)
    start_case(scope=scope_of(user, clock.today()), service_code=FAMILY, at=clock.now())
    answer = reviewer.post(_new(), PRESENT)
    assert answer.status_code == 409
    assert "They finish or discard it" in _text(answer)
    del cast


def test_an_earlier_application_is_told_of_in_the_officials_words(reviewer: Client) -> None:
    first = reviewer.post(_new(NEW_APPLICATION), PRESENT)
    reference = first.headers["Location"].split("/")[-2]
    Case.objects.filter(reference=reference).update(
        filed_at=clock.now(), department=department("housing_requests", "", ""), stage="awaiting_review"
    )
    answer = reviewer.post(_new(NEW_APPLICATION), PRESENT)
    assert answer.status_code == 422
    assert f"The applicant has an earlier application for this service, {reference}" in _text(answer)


def test_documents_are_attached_and_taken_back_at_the_desk(reviewer: Client, begin: Begin) -> None:
    case = begin(NEW_APPLICATION)
    draft = f"{LIST}{case.reference}/"
    reviewer.post(
        f"{draft}steps/employment/",
        {"employment": "private", "basic_salary": "700", "count_other_allowances": "no", "version": "0"},
    )
    page = _text(reviewer.get(f"{draft}documents/"))
    assert "Attach what the applicant hands over" in page
    assert "your phone" not in page
    field = page.split('type="file"')[0].rsplit('name="', 1)[1].split('"')[0]
    sent = reviewer.post(f"{draft}documents/", {field: [SimpleUploadedFile("راتب.png", PNG)]})
    assert sent.headers["Location"] == f"{draft}documents/"
    item = case.evidence.get()
    assert item.document.owner_id == case.applicant_id
    assert reviewer.get(f"/documents/{item.document_id}/").status_code == 200
    removed = reviewer.post(f"{draft}documents/remove/{item.pk}/", follow=True)
    assert "The file is removed" in _text(removed)
    bad = {field: [SimpleUploadedFile("bad.pdf", b"MZ not a pdf")]}
    assert reviewer.post(f"{draft}documents/", bad).status_code == 422


def test_what_is_wrong_in_a_step_is_told_beside_it(reviewer: Client, begin: Begin) -> None:
    case = begin(CONTACT)
    answer = reviewer.post(f"{LIST}{case.reference}/steps/contact/", {"mobile": "12", "iban": IBAN, "version": "0"})
    assert answer.status_code == 422
    assert 'href="#mobile"' in _text(answer)
    assert f'value="{IBAN}"' in _text(answer)


def test_answers_typed_after_the_session_ran_out_are_given_back(cast: Cast, begin: Begin) -> None:
    case = begin(CONTACT)
    path = f"{LIST}{case.reference}/steps/contact/"
    browser = Client()
    assert "sign-in" in browser.post(path, {"email": "kept@example.test", "version": "0"}).headers["Location"]
    kept = browser.session["kept-answers"]
    again = cast.client("reviewer")
    session = again.session
    session["kept-answers"] = kept
    session.save()
    assert 'value="kept@example.test"' in _text(again.get(path))


def test_reading_the_confirmation_is_recorded(cast: Cast, reviewer: Client, begin: Begin) -> None:
    case = begin()
    _file(reviewer, case)
    reviewer.get(f"{LIST}{case.reference}/filed/")
    lines = audit.trail_of(subject_kind="case", subject=case.reference)
    assert any(line.action == "file.read" and line.actor_id == cast.reviewer.pk for line in lines)


def test_the_list_costs_the_same_however_long(
    reviewer: Client, begin: Begin, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    begin()
    reviewer.get(LIST)
    with django_assert_num_queries(5) as one:
        reviewer.get(LIST)
    begin(CONTACT)
    begin(NEW_APPLICATION)
    with django_assert_num_queries(len(one)):
        reviewer.get(LIST)


@pytest.mark.parametrize(("page", "count"), [("steps/members/", 8), ("documents/", 7), ("check/", 7), ("discard/", 6)])
def test_what_a_page_of_a_draft_costs(
    reviewer: Client, begin: Begin, django_assert_num_queries: DjangoAssertNumQueries, page: str, count: int
) -> None:
    case = begin()
    reviewer.get(f"{LIST}{case.reference}/{page}")
    with django_assert_num_queries(count):
        reviewer.get(f"{LIST}{case.reference}/{page}")


def test_an_official_moved_to_another_department_leaves_the_draft(cast: Cast, reviewer: Client, begin: Begin) -> None:
    case = begin()
    User.objects.filter(pk=cast.reviewer.pk).update(department=cast.finance)
    assert reviewer.get(f"{LIST}{case.reference}/check/").status_code == 403
    assert reviewer.post(f"{LIST}{case.reference}/check/", {"declared": "family_members"}).status_code == 403
    case.refresh_from_db()
    assert case.filed_at is None


def test_nobody_is_asked_for_consent_while_something_is_missing(reviewer: Client, begin: Begin) -> None:
    case = begin("right_of_disposal")
    answer = reviewer.post(f"{LIST}{case.reference}/check/", {"action": "ask", "version": "0"})
    assert answer.status_code == 422
    assert f"{LIST}{case.reference}/steps/" in _text(answer)
    assert not case.consent_requests.exists()
