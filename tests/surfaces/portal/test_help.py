"""Help: each topic in both languages, what leads on from it, the search, and what no source names."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from iskan.foundation import clock
from iskan.policy import registry
from iskan.policy.contact_ways import CONTACT_WAYS, HOTLINE_NUMBER

TOPICS = sorted(registry.help_pages())
pytestmark = pytest.mark.django_db


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("code", TOPICS)
def test_a_topic_says_all_that_is_declared_and_leads_on(client: Client, code: str, prefix: str) -> None:
    declared, language = registry.help_pages()[code], "en" if prefix else "ar"
    shown = read(client, f"{prefix}/help/{code}/")
    for section in declared.sections:
        for words in (section.heading, *section.paragraphs, *section.steps):
            assert words.in_(language).replace("'", "&#39;") in shown
    for name, _words in declared.pages:
        assert f'href="{prefix}{reverse(name)}"' in shown
    for service in declared.services:
        assert f'href="{prefix}/services/{service}/"' in shown


def test_a_service_named_by_a_topic_is_declared() -> None:
    named = {code for page in registry.help_pages().values() for code in page.services}
    assert named <= registry.services().keys()


def test_every_way_is_shown_and_what_no_source_names_is_not_set(client: Client) -> None:
    shown = read(client, "/en/help/")
    assert f'href="tel:+973{HOTLINE_NUMBER}"' in shown
    assert all(way.name.en in shown for way in CONTACT_WAYS)
    assert 'href="/en/help/branches/"' in shown
    assert shown.count("Not set yet") == sum(way.value is None for way in CONTACT_WAYS)


@pytest.mark.parametrize(
    ("today", "told", "untold"),
    [
        (date(2025, 2, 10), ["08:00", "14:00", "Closed: "], []),
        (date(2025, 11, 20), ["National Day"], ["Working hours: "]),
        (date(2026, 5, 1), ["Expected by calculation"], []),
        (date(2025, 10, 1), [], ["Closed days and changed hours soon"]),
    ],
)
def test_closed_days_and_changed_hours_of_the_next_weeks_stand_with_the_branches(
    client: Client, monkeypatch: pytest.MonkeyPatch, today: date, told: list[str], untold: list[str]
) -> None:
    monkeypatch.setattr(clock, "today", lambda: today)
    shown = read(client, "/en/help/branches/")
    assert [words for words in told if words not in shown] == []
    assert [words for words in untold if words in shown] == []


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("شكوى", "/help/complaints/"),
        ("الشكاوي", "/help/complaints/"),
        ("متى دوري", "/help/waiting/"),
        ("إعاقة", "/help/accessibility/"),
        ("التظلم من قرار", "/services/decision_review/"),
    ],
)
def test_a_search_finds_topics_and_services_however_they_are_spelt(client: Client, typed: str, leads_to: str) -> None:
    assert f'href="{leads_to}"' in read(client, f"/help/?q={typed}")


def test_a_search_without_a_result_says_whom_to_call(client: Client) -> None:
    shown = read(client, "/en/help/?q=zzzz")
    assert "Nothing is called that" in shown
    assert HOTLINE_NUMBER in shown


def test_a_topic_nobody_wrote_is_not_found_and_the_page_names_the_contact_centre(client: Client) -> None:
    answer = client.get("/help/nothing/")
    assert answer.status_code == 404
    assert HOTLINE_NUMBER in answer.content.decode()
