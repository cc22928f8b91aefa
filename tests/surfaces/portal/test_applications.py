"""An application step by step: what is typed is never lost, what is wrong is told, and twice sent is once filed."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from tests.factories.answers import IBAN
from tests.factories.cast import Cast
from tests.factories.journeys import DECLARED, NEW_APPLICATION

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case, CaseFact
from iskan.apps.cases.operations.drafting import save_step, start_case
from iskan.foundation import clock

CONTACT = {"mobile": "٣٣٤٤ ٥٥٦٦", "email": "a@example.test", "iban": IBAN, "language": "ar", "version": "0"}
MEMBER = {"missing_members-0-row": "1", "missing_members-0-name": "هدى أحمد", "missing_members-0-relation": "child"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cfc0f01f0005000"
    "1ffa1c8b0bd0000000049454e44ae426082"
)


@pytest.fixture
def head(cast: Cast) -> Client:
    return cast.client("head")


def _step(case: Case, code: str) -> str:
    return f"/en/apply/{case.reference}/steps/{code}/"


def test_a_step_is_saved_and_leads_to_the_next(head: Client, draft: Case) -> None:
    answer = head.post(_step(draft, "contact"), CONTACT)
    assert answer.headers["Location"] == _step(draft, "employment")
    draft.application.refresh_from_db()
    assert draft.application.answers["mobile"] == "+97333445566"
    assert 'value="33445566"' in head.get(_step(draft, "contact")).content.decode()


@pytest.mark.parametrize(("status", "speaks"), [("married", False), ("divorced", True)])
def test_custody_is_shown_to_whom_it_speaks_of(cast: Cast, status: str, speaks: bool) -> None:  # noqa: FBT001 -- a parameter
    case = start_case(scope=cast.scope("head"), service_code=NEW_APPLICATION, at=clock.now())
    for code, value in (("custody", False), ("marital_status", status)):
        CaseFact.objects.create(
            case=case, code=code, value=value, register="justice", source_ar="سجل", source_en="Register", at=clock.now()
        )
    page = cast.client("head").get(_step(case, "household")).content.decode()
    assert "Marital status" in page
    assert ("Custody continues" in page) is speaks


def test_a_step_sent_in_the_name_of_the_dead_is_refused_in_words(cast: Cast, head: Client, draft: Case) -> None:
    User.objects.filter(pk=cast.head.pk).update(died_on=clock.today())
    answer = head.post(_step(draft, "contact"), CONTACT)
    assert answer.status_code == 422
    assert "What heirs may do is not configured yet" in answer.content.decode()
    draft.application.refresh_from_db()
    assert "mobile" not in draft.application.answers


def test_from_the_check_page_it_leads_back_there(head: Client, draft: Case) -> None:
    answer = head.post(f"{_step(draft, 'contact')}?back=check", CONTACT)
    assert answer.headers["Location"] == f"/en/apply/{draft.reference}/check/"


def test_what_is_wrong_is_told_beside_the_field_and_nothing_typed_is_lost(head: Client, draft: Case) -> None:
    answer = head.post(_step(draft, "contact"), CONTACT | {"iban": "BH00 nonsense", "mobile": "12"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error:" in page
    assert 'href="#iban"' in page
    assert 'value="BH00 nonsense"' in page
    assert 'value="a@example.test"' in page
    draft.application.refresh_from_db()
    assert draft.application.answers["email"] == "a@example.test"


@pytest.mark.parametrize("typed", ["\x00", "\u202e٣", "x" * 20_000, "<script>alert(1)</script>", "' OR 1=1 --"])
def test_odd_words_are_refused_plainly_or_kept_as_words(head: Client, draft: Case, typed: str) -> None:
    answer = head.post(_step(draft, "contact"), CONTACT | {"email": typed})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()


def test_steps_that_do_not_exist_are_not_found(head: Client, draft: Case) -> None:
    assert head.get(_step(draft, "nothing")).status_code == 404
    assert head.get("/apply/AAAAA-AAAAA/").status_code == 404


def test_saving_for_later_keeps_what_is_right(head: Client, draft: Case) -> None:
    answer = head.post(_step(draft, "contact"), {"mobile": "33445566", "action": "later", "version": "0"}, follow=True)
    assert "Your answers are saved" in answer.content.decode()
    draft.application.refresh_from_db()
    assert draft.application.answers["mobile"] == "+97333445566"
    assert "iban" not in draft.application.answers
    assert head.get(f"/en/apply/{draft.reference}/").headers["Location"] == _step(draft, "programme")


def test_questions_an_answer_opens_are_shown_before_they_are_missed(head: Client, members: Case) -> None:
    opened = head.post(_step(members, "members"), {"members_missing": "yes", "version": "0"})
    page = opened.content.decode()
    assert opened.status_code == 422
    assert "Your answers lead to a few more questions" in page
    assert 'name="shown" value="missing_members"' in page
    missed = head.post(
        _step(members, "members"), {"members_missing": "yes", "shown": "missing_members", "version": "1"}
    )
    assert "<title>Error:" in missed.content.decode()


def test_a_script_asks_for_the_questions_without_saving(head: Client, members: Case) -> None:
    page = head.post(_step(members, "members"), {"members_missing": "yes", "action": "refresh"}).content.decode()
    assert "Who is missing" in page
    members.application.refresh_from_db()
    assert members.application.answers == {}


def test_people_are_added_and_removed_without_script(head: Client, members: Case) -> None:
    typed = {"members_missing": "yes", "shown": "missing_members", "version": "0", **MEMBER}
    more = head.post(_step(members, "members"), typed | {"action": "add:missing_members"}).content.decode()
    assert 'name="missing_members-1-row"' in more
    assert 'value="هدى أحمد"' in more
    gone = head.post(_step(members, "members"), typed | {"action": "remove:missing_members:0"}).content.decode()
    assert "هدى" not in gone
    saved = head.post(_step(members, "members"), typed)
    assert saved.headers["Location"] == f"/en/apply/{members.reference}/check/"
    assert "هدى أحمد" in head.get(saved.headers["Location"]).content.decode()


def test_a_stranger_finds_nothing(cast: Cast, draft: Case) -> None:
    stranger = cast.client("stranger")
    for path in ("", "documents/", "check/", "discard/", "filed/", "steps/contact/"):
        assert stranger.get(f"/apply/{draft.reference}/{path}").status_code == 404
    assert stranger.post(_step(draft, "contact"), CONTACT).status_code == 404


def test_words_sent_after_the_session_ran_out_are_given_back_on_return(cast: Cast, draft: Case) -> None:
    browser = Client()
    sent = browser.post(_step(draft, "contact"), CONTACT)
    assert sent.headers["Location"].startswith("/en/sign-in/?next=")
    browser.force_login(cast.head)
    page = browser.get(_step(draft, "contact")).content.decode()
    assert "Your answers are still here" in page
    assert f'value="{IBAN}"' in page
    assert "Your answers are still here" not in browser.get(_step(draft, "contact")).content.decode()


def test_words_that_belong_to_no_case_are_not_kept_for_whoever_signs_in_next(cast: Cast) -> None:
    browser = Client()
    browser.post("/en/delegations/", {"delegate": "900105526"})
    browser.force_login(cast.head)
    assert "900105526" not in browser.get("/en/delegations/").content.decode()


def test_words_kept_for_one_page_do_not_come_up_on_another(cast: Cast, draft: Case) -> None:
    browser = Client()
    browser.post(_step(draft, "contact"), CONTACT)
    browser.force_login(cast.head)
    assert "still here" not in browser.get(_step(draft, "wishes")).content.decode()


def test_of_two_who_edit_one_page_the_second_sees_both(cast: Cast, head: Client, draft: Case) -> None:
    save_step(
        scope=cast.scope("delegate", clock.today()),
        reference=draft.reference,
        step_code="contact",
        posted={name: [value] for name, value in CONTACT.items()},
        version=0,
        at=clock.now(),
    )
    clash = head.post(_step(draft, "contact"), CONTACT | {"email": "mine@example.test"})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "Somebody else saved this page meanwhile" in page
    assert "a@example.test" in page
    assert 'value="mine@example.test"' in page
    assert 'name="version" value="1"' in page
    assert head.post(_step(draft, "contact"), CONTACT | {"version": "1"}).status_code == 302


def test_a_database_that_is_away_hands_the_form_back(
    head: Client, draft: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(**_: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("iskan.surfaces.wizard.views.applications.save_step", gone)
    head.raise_request_exception = False
    answer = head.post(_step(draft, "contact"), CONTACT, headers={"origin": "http://testserver"})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert f'name="iban" value="{IBAN}"' in page
    assert "Send again" in page


def test_documents_are_attached_shown_and_taken_back(head: Client, draft: Case) -> None:
    head.post(
        _step(draft, "employment"), {"employment": "private", "basic_salary": "700", "count_other_allowances": "no"}
    )
    path = f"/en/apply/{draft.reference}/documents/"
    page = head.get(path).content.decode()
    field = page.split('type="file"')[0].rsplit('name="', 1)[1].split('"')[0]
    sent = head.post(path, {field: [SimpleUploadedFile("راتب.png", PNG), SimpleUploadedFile("second.png", PNG)]})
    assert sent.headers["Location"] == path
    page = head.get(path).content.decode()
    assert "راتب" in page
    assert draft.evidence.count() == 2
    item = draft.evidence.first()
    removed = head.post(f"{path}remove/{item.pk}/", follow=True)
    assert "The file is removed" in removed.content.decode()
    assert draft.evidence.filter(withdrawn_at=None).count() == 1
    assert head.post(path).headers["Location"] == f"/en/apply/{draft.reference}/check/"


def test_a_file_that_is_not_what_it_says_is_refused_and_the_others_stay(head: Client, draft: Case) -> None:
    head.post(
        _step(draft, "employment"), {"employment": "private", "basic_salary": "700", "count_other_allowances": "no"}
    )
    path = f"/en/apply/{draft.reference}/documents/"
    field = head.get(path).content.decode().split('type="file"')[0].rsplit('name="', 1)[1].split('"')[0]
    files = [SimpleUploadedFile("good.png", PNG), SimpleUploadedFile("bad.pdf", b"MZ not a pdf")]
    sent = head.post(path, {field: files})
    assert sent.status_code == 422
    assert "bad.pdf" in sent.content.decode()
    assert draft.evidence.count() == 1
    alone = head.post(path, {field: files[1:]}, headers={"accept": "application/json"})
    assert alone.status_code == 422
    assert "bad.pdf" in alone.json()["message"]


def test_what_is_missing_is_listed_with_the_way_there(head: Client, draft: Case) -> None:
    answer = head.post(f"/en/apply/{draft.reference}/check/", {"declared": ["comprehensive"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{_step(draft, 'contact')}?back=check" in page


def test_declarations_are_asked_for_one_by_one(head: Client, complete: Case) -> None:
    answer = head.post(f"/en/apply/{complete.reference}/check/", {"declared": ["family_members"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#declared-comprehensive"' in page
    assert 'value="family_members" checked' in page


def test_what_another_changed_meanwhile_is_read_before_it_is_filed(cast: Cast, head: Client, complete: Case) -> None:
    path = f"/en/apply/{complete.reference}/check/"
    read = head.get(path).content.decode()
    version = re.search(r'name="version" value="(\d+)"', read)
    assert version is not None
    cast.client("delegate").post(_step(complete, "contact"), CONTACT | {"version": "1"})
    sent = {"declared": sorted(DECLARED), "version": version[1]}
    answer = head.post(path, sent)
    assert answer.status_code == 409
    assert "An answer has changed" in answer.content.decode()
    complete.refresh_from_db()
    assert complete.filed_at is None
    again = re.search(r'name="version" value="(\d+)"', answer.content.decode())
    assert again is not None
    assert head.post(path, sent | {"version": again[1]}).status_code == 302


def test_twice_sent_is_once_filed(head: Client, complete: Case) -> None:
    declared = {"declared": ["family_members", "comprehensive", "credit_check"]}
    path = f"/en/apply/{complete.reference}/check/"
    for _ in range(3):
        assert head.post(path, declared).headers["Location"] == f"/en/apply/{complete.reference}/filed/"
    page = head.get(f"/en/apply/{complete.reference}/filed/").content.decode()
    assert complete.reference in page
    assert complete.events.filter(code="submit").count() == 1
    assert head.get(path).headers["Location"] == f"/en/apply/{complete.reference}/filed/"


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "الدخول بالمفتاح الإلكتروني المتقدم"), ("/en", "Sign in with an advanced eKey")]
)
def test_a_standard_ekey_is_told_how_to_be_raised_before_and_after_sending(
    head: Client, complete: Case, prefix: str, words: str
) -> None:
    session = head.session
    session["assurance"] = "standard"
    session.save()
    path = f"{prefix}/apply/{complete.reference}/check/"
    read, sent = head.get(path), head.post(path, {"declared": sorted(DECLARED)})
    assert (read.status_code, sent.status_code) == (200, 403)
    for page in (read.content.decode(), sent.content.decode()):
        assert words in page
        assert f'name="next" value="{path}"' in page
        assert 'name="level" value="advanced"' in page
        assert "declared-comprehensive" not in page


def test_a_filed_application_is_no_longer_edited(head: Client, filed: Case) -> None:
    answer = head.post(_step(filed, "contact"), CONTACT)
    assert answer.headers["Location"] == f"/en/apply/{filed.reference}/filed/"


def test_a_draft_is_discarded_only_when_asked_twice(head: Client, draft: Case) -> None:
    path = f"/en/apply/{draft.reference}/discard/"
    assert "Discard this application?" in head.get(path).content.decode()
    assert "discarded" in head.post(path, follow=True).content.decode()
    assert head.get(f"/en/apply/{draft.reference}/").headers["Location"] == "/en/cases/"


def test_a_form_costs_the_same_queries_for_one_member_and_three(
    head: Client, members: Case, django_assert_num_queries: Any
) -> None:
    counts = []
    for saves, people in enumerate((1, 3)):
        rows = {
            f"missing_members-{n}-{part}": value
            for n in range(people)
            for part, value in (("row", "1"), ("name", "هدى"), ("relation", "child"))
        }
        typed = {"members_missing": "yes", "shown": "missing_members", "version": str(saves), **rows}
        assert head.post(_step(members, "members"), typed).status_code == 302
        with django_assert_num_queries(7, exact=False) as seen:
            head.get(_step(members, "members"))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_summary_of_faults_names_each_question_left_open(head: Client, members: Case) -> None:
    shown = {"members_missing": "yes", "shown": "missing_members", "missing_members-0-row": "1", "version": "0"}
    summary = head.post(_step(members, "members"), shown).content.decode().split('role="alert"')[1].split("</div>")[0]
    told = re.findall(r"<a [^>]*>([^<]+)</a>", summary)
    assert len(told) > 1
    assert len(set(told)) == len(told)
    assert all(words.endswith("Answer this question.") and ": " in words for words in told)
