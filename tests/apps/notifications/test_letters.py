"""What people read: the letter in their language, and a text message of one segment."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.urls import resolve
from django.utils import translation
from tests.apps.notifications.conftest import REFERENCE

from iskan.apps.accounts.models import User
from iskan.apps.notifications.letters import email_for, sms_for
from iskan.apps.notifications.models import Message
from iskan.core.text import Text
from iskan.core.text_messages import fits_in_one

Tell = Callable[..., Message]


@pytest.fixture(autouse=True)
def _site(settings: LazySettings) -> None:
    settings.SITE_URL = "https://iskan.example.org"
    settings.DEFAULT_FROM_EMAIL = "iskan@example.org"


def html_of(message: Message, user: User) -> str:
    content, _ = email_for(message, user).alternatives[0]
    return str(content)


def test_arabic_letter_runs_right_to_left(tell_citizen: Tell, citizen: User) -> None:
    html = html_of(tell_citizen(), citizen)

    assert '<html lang="ar" dir="rtl">' in html
    assert "سُجِّل طلبكم." in html
    assert "Your application" not in html


def test_english_letter_runs_left_to_right(tell_citizen: Tell, citizen: User) -> None:
    citizen.language = "en"
    letter = email_for(tell_citizen(), citizen)

    assert '<html lang="en" dir="ltr">' in html_of(tell_citizen(), citizen)
    assert letter.subject.replace("\u200e", "") == "We have your application ABCDE-FGHJK"
    assert "https://iskan.example.org/en/" in str(letter.body)


def test_letter_isolates_reference_from_the_arabic_line(tell_citizen: Tell, citizen: User) -> None:
    message = tell_citizen()

    assert f"\u200e{REFERENCE}\u200e" in email_for(message, citizen).subject
    assert f"<bdi>{REFERENCE}</bdi>" in html_of(message, citizen)


def test_letter_escapes_peoples_words(tell_citizen: Tell, citizen: User) -> None:
    reason = Text(ar="<b>السبب</b>", en="<b>reason</b>")
    message = tell_citizen(body=reason, case_reference="")

    assert "&lt;b&gt;السبب&lt;/b&gt;" in html_of(message, citizen)
    assert "<b>السبب</b>" in str(email_for(message, citizen).body)


def test_letter_is_known_again_by_its_id_and_day(tell_citizen: Tell, citizen: User) -> None:
    message = tell_citizen()
    first, second = (email_for(message, citizen).message() for _ in range(2))

    assert first["Message-ID"] == f"<message-{message.pk}@iskan.example.org>"
    assert (first["Message-ID"], first["Date"]) == (second["Message-ID"], second["Date"])
    assert first["List-Id"] == "<messages.iskan.example.org>"
    assert first["References"] == f"<case-{REFERENCE}@iskan.example.org>"
    assert first["Auto-Submitted"] == "auto-generated"


def test_letter_without_case_names_none(tell_citizen: Tell, citizen: User) -> None:
    letter = email_for(tell_citizen(case_reference=""), citizen)

    assert "References" not in letter.message()
    assert "الرقم المرجعي" not in str(letter.body)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "وصل طلبكم iskan.example.org/c/ABCDE-FGHJK"),
        ("en", "We have your application iskan.example.org/en/c/ABCDE-FGHJK"),
    ],
)
def test_sms_says_what_happened_and_where_to_read_on_in_one_segment(
    tell_citizen: Tell, citizen: User, language: str, said: str
) -> None:
    citizen.language = language
    text = sms_for(tell_citizen(), citizen)
    assert text == said
    assert fits_in_one(text)
    assert "\u200e" not in text
    for secret in (citizen.cpr, citizen.name_ar, citizen.name_en, "سُجِّل", "filed"):
        assert str(secret) not in text


@pytest.mark.parametrize(("language", "reference", "leads_to"), [
    ("ar", REFERENCE, "portal:short-case"), ("en", REFERENCE, "portal:short-case"), ("ar", "", "portal:messages"),
])  # fmt: skip
def test_the_address_of_a_text_message_is_a_page_of_ours(
    tell_citizen: Tell, citizen: User, language: str, reference: str, leads_to: str
) -> None:
    citizen.language = language
    address = sms_for(tell_citizen(case_reference=reference), citizen).rpartition(" ")[2]
    with translation.override(language):
        assert resolve(address.removeprefix("iskan.example.org")).view_name == leads_to


def test_sms_without_case_leads_to_the_messages(tell_citizen: Tell, citizen: User) -> None:
    assert sms_for(tell_citizen(case_reference=""), citizen).endswith(" iskan.example.org/messages/")


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("نتيجة السحب: مدينة سلمان – المرحلة الثالثة والرابعة والخامسة", "نتيجة السحب"),
        ("ملاحظة طويلة " * 8, "وردتك رسالة من الوزارة"),
    ],
)
def test_a_subject_too_long_for_one_segment_is_told_by_its_first_part(
    tell_citizen: Tell, citizen: User, subject: str, said: str
) -> None:
    text = sms_for(tell_citizen(subject=Text(ar=subject, en="x")), citizen)
    assert text == f"{said} iskan.example.org/c/{REFERENCE}"


def test_an_address_too_long_for_any_words_goes_alone(
    tell_citizen: Tell, citizen: User, settings: LazySettings
) -> None:
    settings.SITE_URL = f"https://{'a' * 60}.example.org"
    assert sms_for(tell_citizen(), citizen) == f"{'a' * 60}.example.org/c/{REFERENCE}"
