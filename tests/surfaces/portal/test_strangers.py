"""What people who are not signed in can have kept for them: little, and not often."""

import pytest
from django.test import Client

from iskan.apps.accounts.models import Session
from iskan.foundation import budgets, ratelimit

STEP = "/apply/ABCDE-23456/steps/contact/"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", [STEP, "/cases/ABCDE-23456/ask/", "/profile/"])
def test_a_strangers_long_answers_are_not_kept(path: str) -> None:
    Client().post(path, {"email": "x" * 99_000})
    assert not Session.objects.exists()


def test_names_count_as_much_as_words() -> None:
    Client().post(STEP, {f"{number}{'x' * 100}": "" for number in range(200)})
    assert not Session.objects.exists()


def test_one_address_has_answers_kept_a_bounded_number_of_times() -> None:
    for _ in range(ratelimit.KEPT.limit + 20):
        assert Client().post(STEP, {"email": "somebody@example.test"}).status_code == 302
    assert Session.objects.count() == ratelimit.KEPT.limit


@pytest.mark.parametrize("address", ["/sign-in/ekey/", "/en/sign-in/ekey/"])
def test_a_way_back_too_long_is_forgotten(address: str) -> None:
    Client().post(address, {"next": "/cases/?page=" + "9" * 60_000})
    assert all(len(session.session_data) < budgets.STRANGER_SESSION_BYTES for session in Session.objects.all())
