"""The reader's messages, details, delegations, declarations, and who has looked at their file."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from tests.factories.cast import Cast, citizen
from tests.factories.cast import signed_in as client_of
from tests.factories.delegations import form_of

from iskan.apps.accounts.enums import Assurance
from iskan.apps.accounts.models import Delegation
from iskan.apps.accounts.operations import keep_contact
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.consenting import ask_consents
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.households.models import Household, HouseholdMember, Person
from iskan.apps.notifications.operations import tell
from iskan.core.text import Text
from iskan.foundation import audit, clock

DAYS = {"first_day": clock.today, "last_day": lambda: clock.today() + timedelta(days=30)}


@pytest.fixture
def head(cast: Cast) -> Client:
    return cast.client("head")


def _delegation(cpr: str, name: str = "") -> dict[str, object]:
    days = {name: make() for name, make in DAYS.items()}
    return form_of(cpr, days["first_day"], days["last_day"], name=name or "سعاد خالد")


def _message(cast: Cast, number: int = 1) -> int:
    words = Text(ar=f"رسالة {number}", en=f"Message {number}")
    return tell(user_id=cast.head.pk, event=f"test:{number}", subject=words, body=words, at=clock.now()).pk


def test_a_message_is_unread_until_it_is_opened(cast: Cast, head: Client) -> None:
    pk = _message(cast)
    assert 'data-unread="true"' in head.get("/en/messages/").content.decode()
    assert "Message 1" in head.get(f"/en/messages/{pk}/").content.decode()
    assert 'data-unread="false"' in head.get("/en/messages/").content.decode()
    assert cast.client("stranger").get(f"/en/messages/{pk}/").status_code == 404


def test_many_messages_come_in_pages(cast: Cast, head: Client) -> None:
    for number in range(25):
        _message(cast, number)
    assert 'rel="next"' in head.get("/en/messages/").content.decode()
    assert 'rel="prev"' in head.get("/en/messages/?page=2").content.decode()
    assert head.get("/en/messages/?page=nonsense").status_code == 200


def test_an_empty_inbox_says_so(head: Client) -> None:
    assert "لا توجد رسائل بعد" in head.get("/messages/").content.decode()


def test_the_language_of_messages_is_the_readers_choice(cast: Cast, head: Client) -> None:
    assert cast.head.cpr in head.get("/en/profile/").content.decode()
    assert "Saved." in head.post("/en/profile/", {"language": "en"}, follow=True).content.decode()
    cast.head.refresh_from_db()
    assert cast.head.language == "en"
    assert head.post("/en/profile/", {"language": "fr"}).status_code == 422


def test_a_change_of_details_that_waits_is_shown_and_stopped(cast: Cast, head: Client) -> None:
    assert head.post("/en/profile/", {"action": "stop-change"}).status_code == 404
    keep_contact(
        user_id=cast.head.pk, phone="+97336001234", email="", iban="", language="", scope=cast.scope("head"),
        at=clock.now(),
    )  # fmt: skip
    shown = head.get("/en/profile/").content.decode()
    assert "3600 1234" in shown
    assert "New e-mail address" not in shown
    stopped = head.post("/en/profile/", {"action": "stop-change"}, follow=True).content.decode()
    assert "The change is stopped." in stopped
    assert "3600 1234" not in stopped


def test_a_delegation_is_given_shown_to_both_and_ended(cast: Cast, head: Client) -> None:
    given = head.post(
        "/en/delegations/", _delegation(cast.stranger.cpr or "", cast.stranger.name_ar), follow=True
    ).content.decode()
    assert "The delegation is given" in given
    assert cast.head.name_en in cast.client("stranger").get("/en/delegations/").content.decode()
    pk = Delegation.objects.get(delegate=cast.stranger).pk
    assert cast.client("reviewer").post(f"/en/delegations/{pk}/revoke/").status_code == 404
    assert "is ended" in head.post(f"/en/delegations/{pk}/revoke/", follow=True).content.decode()
    assert head.post(f"/en/delegations/{pk}/revoke/").status_code == 404


@pytest.mark.parametrize("cpr", ["850312407", "12", "820714118"])
def test_a_delegation_that_cannot_be_given_says_why(head: Client, cpr: str) -> None:
    refused = head.post("/en/delegations/", _delegation(cpr))
    assert refused.status_code == 422
    assert f'value="{cpr}"' in refused.content.decode()
    assert "<title>Error:" in refused.content.decode()


def test_who_looked_is_named_by_part_not_by_name(cast: Cast, head: Client, filed: Case) -> None:
    audit.record_read(scope=cast.scope("reviewer"), subject_kind=audit.CASE, subject=filed.reference, at=clock.now())
    page = head.get("/en/my-record/").content.decode()
    assert "Reviewing official" in page
    assert filed.reference in page
    assert cast.reviewer.name_en not in page
    assert "Population register" in page or "No answer" in page


@pytest.fixture
def spouse(cast: Cast, filed: Case) -> Client:
    """Let the population register name a spouse, who is then asked for her declaration; return her browser."""
    people = {
        cpr: Person.objects.create(
            cpr=cpr, name_ar="فرد", birth_date="1990-01-01", sex="f", nationality="BH", registered_at=clock.now()
        )
        for cpr in (cast.head.cpr, "910801001")
    }
    household = Household.objects.create(head=people[cast.head.cpr], declared_at=clock.now())
    for person, relation in zip(people.values(), ("head", "spouse"), strict=True):
        HouseholdMember.objects.create(household=household, person=person, relation=relation)
    filed.household = household
    filed.save()
    ask_consents(case=filed, service=service_of(filed), at=clock.now())
    return client_of(citizen("910801001"))


def test_an_adult_of_the_family_reads_confirms_and_answers_in_their_own_name(
    cast: Cast, filed: Case, spouse: Client
) -> None:
    address = f"/en/asked-of-me/{filed.reference}/credit_check/"
    assert address in spouse.get("/en/").content.decode()
    assert address in spouse.get("/en/asked-of-me/").content.decode()
    page = spouse.get(address).content.decode()
    for words in ("New housing application", cast.head.name_en, "Credit Reference Bureau", filed.reference):
        assert words in page
    assert "Choose whether you agree." in spouse.post(address).content.decode()
    asked = spouse.post(address, {"answer": "no", "reason": "لا أوافق"}).content.decode()
    assert "cannot be changed" in asked
    assert "the register is not asked about you" in asked
    filed_page = cast.client("head").get(f"/en/apply/{filed.reference}/filed/").content.decode()
    assert "We wait for the answer of others" in filed_page
    assert "فرد" in filed_page
    assert filed.consent_requests.get().answer == ""
    said = {
        "answer": "no",
        "reason": "لا أوافق",
        "confirmed": "yes",
        "version": str(filed.consent_requests.get().version),
    }
    assert "Nothing is asked of you" in spouse.post(address, said, follow=True).content.decode()
    assert (filed.consent_requests.get().answer, filed.consent_requests.get().reason) == ("refused", "لا أوافق")
    assert spouse.post(address, said).status_code == 302
    assert spouse.post(address, {**said, "answer": "yes"}).status_code == 409
    assert spouse.get(address).status_code == 404


def test_what_is_asked_is_said_in_arabic_and_to_nobody_else(cast: Cast, filed: Case, spouse: Client) -> None:
    address = f"/asked-of-me/{filed.reference}/credit_check/"
    page = spouse.get(address).content.decode()
    for words in ("هل توافق؟", "نعم، أوافق", "مركز البحرين للمعلومات الائتمانية"):
        assert words in page
    assert "مطلوب مني" in spouse.get("/").content.decode()
    for other in ("head", "stranger"):
        assert cast.client(other).get(address).status_code == 404
        assert cast.client(other).post(address, {"answer": "yes", "confirmed": "yes"}).status_code == 404


def test_the_status_page_and_the_desk_name_whom_we_wait_for(cast: Cast, filed: Case, spouse: Client) -> None:
    status = cast.client("head").get(f"/cases/{filed.reference}/").content.decode()
    assert "ننتظر رد آخرين" in status
    assert "فرد" in status
    desk = f"/en/staff/cases/{filed.reference}/"
    assert "Waited for" in cast.client("reviewer").get(desk).content.decode()
    address = f"/en/asked-of-me/{filed.reference}/credit_check/"
    spouse.post(address, {"answer": "no", "reason": "لا أوافق", "confirmed": "yes"})
    page = cast.client("reviewer").get(desk).content.decode()
    for words in ("Did not agree", "910801001", "لا أوافق", "Consents of others"):
        assert words in page


def test_home_greets_the_reader_and_shows_their_cases(cast: Cast, head: Client, filed: Case) -> None:
    page = head.get("/en/").content.decode()
    assert cast.head.name_en in page
    assert filed.reference in page
    assert "Sign in with eKey" in Client().get("/en/").content.decode()


def test_officials_have_no_business_on_citizens_pages(cast: Cast) -> None:
    for path in ("/cases/", "/messages/", "/profile/", "/delegations/", "/asked-of-me/", "/my-record/"):
        assert cast.client("reviewer").get(path).status_code == 404
        assert Client().get(path).headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(("language", "direction"), [("", "rtl"), ("/en", "ltr")])
def test_a_copy_of_ones_data_is_one_file_with_a_page_in_the_readers_language(
    head: Client, language: str, direction: str
) -> None:
    told = head.get(f"{language}/my-data/").content.decode()
    assert 'method="post"' in told
    answer = head.post(f"{language}/my-data/")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="iskan-')
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer)))
    page = archive.read("contents.html").decode()
    assert f'dir="{direction}"' in page
    assert 'href="data.json"' in page
    assert "accounts.User" in json.loads(archive.read("data.json"))


def test_whoever_signed_in_with_a_standard_ekey_is_led_to_the_stronger_one(head: Client) -> None:
    session = head.session
    session["assurance"] = Assurance.STANDARD
    session.save()
    answer = head.post("/my-data/")
    assert answer.status_code == 403
    assert 'value="/my-data/"' in answer.content.decode()
