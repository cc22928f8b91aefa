"""A message as a letter, for somebody no message reaches: printed with the register's address, and marked as posted."""

import re
from collections import Counter
from datetime import date

import pypdfium2
import pytest
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case
from tests.surfaces.backoffice import test_reaching

from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.posting import AlreadyPosted, note_posted, print_letter
from iskan.apps.cases.operations.reaching import ReachedByAnother, take_unreached
from iskan.apps.households.operations import remember_person
from iskan.apps.notifications.models import Message, PostedLetter, Unreached
from iskan.apps.notifications.operations import tell
from iskan.core.people import AddressRecord, MaritalStatus, PersonRecord, Sex
from iskan.core.text import Text, same
from iskan.foundation import clock
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope

case, unreached = test_reaching.case, test_reaching.unreached
LETTERS = "/en/staff/unreached/{}/letters/{}"


@pytest.fixture
def message(case: Case, unreached: Unreached) -> Message:
    """Tell the applicant, whose home the population register knows, of something about their case."""
    assert unreached.user_id == case.applicant_id
    remember_person(
        record=PersonRecord(
            cpr=case.applicant.cpr or "", name_ar="علي", name_en="Ali", birth_date=date(1980, 1, 1), sex=Sex.MALE,
            nationality="BH", marital_status=MaritalStatus.MARRIED,
            address=AddressRecord(
                flat="A12", building="34", road="2812", block="428", area=Text(ar="السيف", en="Seef"),
                governorate="BH-13",
            ),
        ),
        at=clock.now(),
    )  # fmt: skip
    return tell(
        user_id=case.applicant_id, event="letter", subject=Text(ar="قرار بشأن طلبك", en="A decision"),
        body=Text(ar="صدر القرار.\nتفاصيله أدناه.", en="It is decided."), case_reference=case.reference, at=clock.now(),
    )  # fmt: skip


def words_of(printed: bytes) -> str:
    with pypdfium2.PdfDocument(printed) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_it_carries_the_address_on_record_and_what_was_told(cast: Cast, message: Message, unreached: Unreached) -> None:
    client = cast.client("reviewer")
    page = client.get(f"/en/staff/unreached/{unreached.pk}/").content.decode()
    assert LETTERS.format(unreached.pk, f"{message.pk}.pdf") in page
    answer = client.get(LETTERS.format(unreached.pk, f"{message.pk}.pdf"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    said = words_of(answer.content)
    # Readers turn a code's parts around between Arabic words, so its letters are counted, line by line.
    for code in ("A12", "34", "2812", "428", message.case_reference):
        assert any(not Counter(code) - Counter(line) for line in said.splitlines()), (code, said)
    assert {"السيف", "القرار", "أدناه"} <= set(re.findall(r"\w+", said))
    assert AuditEntry.objects.filter(action="reaching.letter_printed", subject=str(unreached.user_id)).exists()


def test_it_is_marked_as_posted_once_and_the_page_says_when(cast: Cast, message: Message, unreached: Unreached) -> None:
    client, path = cast.client("reviewer"), LETTERS.format(unreached.pk, f"{message.pk}/posted/")
    assert client.post(path).status_code == 302
    posted = PostedLetter.objects.get(message=message)
    assert posted.posted_by == cast.reviewer
    assert AuditEntry.objects.filter(action="reaching.letter_posted").count() == 1
    assert "Posted on" in client.get(f"/en/staff/unreached/{unreached.pk}/").content.decode()
    again = client.post(path)
    assert again.status_code == AlreadyPosted.status
    assert AlreadyPosted.text.en in again.content.decode()
    assert PostedLetter.objects.count() == 1


def test_without_an_address_on_record_none_is_printed(cast: Cast, unreached: Unreached) -> None:
    told = Message.objects.filter(user=unreached.user).latest("pk")
    answer = cast.client("reviewer").get(LETTERS.format(unreached.pk, f"{told.pk}.pdf"))
    assert answer.status_code == 409
    assert "no letter can be printed" in answer.content.decode()


def test_a_message_about_a_case_the_official_does_not_see_is_not_there(cast: Cast, unreached: Unreached) -> None:
    other = inserted_case(2, cast.requests, stage="in_review", assignee=cast.reviewer, at=clock.now())
    strange = tell(
        user_id=unreached.user_id, event="x", subject=same("خبر"), body=same("خبر."), case_reference="ZZZZZ-ZZZZZ",
        at=clock.now(),
    )  # fmt: skip
    anothers = tell(user_id=other.applicant_id, event="y", subject=same("خبر"), body=same("خبر."), at=clock.now())
    for told in (strange, anothers):
        with pytest.raises(OutOfScope):
            print_letter(scope=cast.scope("reviewer"), unreached_id=unreached.pk, message_id=told.pk, at=clock.now())


def test_who_has_not_taken_it_marks_nothing(cast: Cast, message: Message, unreached: Unreached) -> None:
    take_unreached(scope=cast.scope("reviewer"), unreached_id=unreached.pk, at=clock.now())
    with pytest.raises(ReachedByAnother):
        note_posted(
            scope=cast.scope("second_reviewer"), unreached_id=unreached.pk, message_id=message.pk, at=clock.now()
        )
    assert not PostedLetter.objects.exists()
