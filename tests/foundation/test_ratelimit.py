"""Limits: counted for all processes together, told plainly, kept without addresses or names."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from iskan.apps.accounts.models import User
from iskan.foundation import ratelimit
from iskan.foundation.models import RateCount
from iskan.foundation.ratelimit import Rate, TooOften
from iskan.foundation.tasks import drop_rate_counts

RATE = Rate(name="drill", limit=3, seconds=60)

pytestmark = pytest.mark.django_db


def age(seconds: int) -> None:
    RateCount.objects.update(window_starts_at=timezone.now() - timedelta(seconds=seconds))


def test_count_lets_the_limit_pass_and_then_says_how_long() -> None:
    assert [ratelimit.count(RATE, "ali") for _ in range(3)] == [0, 0, 0]
    assert 55 <= ratelimit.count(RATE, "ali") <= 60


def test_count_tells_people_and_rates_apart() -> None:
    for _ in range(4):
        ratelimit.count(RATE, "ali")
    assert ratelimit.count(RATE, "huda") == 0
    assert ratelimit.count(Rate(name="other", limit=1, seconds=60), "ali") == 0


def test_count_starts_anew_when_the_window_is_over() -> None:
    for _ in range(4):
        ratelimit.count(RATE, "ali")
    age(59)
    assert ratelimit.count(RATE, "ali") in {1, 2}
    age(61)
    assert ratelimit.count(RATE, "ali") == 0
    assert RateCount.objects.get().count == 1


def test_check_raises_with_the_wait() -> None:
    for _ in range(3):
        ratelimit.check(RATE, "ali")
    with pytest.raises(TooOften) as caught:
        ratelimit.check(RATE, "ali")
    assert caught.value.retry_after > 0


def test_forgive_takes_one_back() -> None:
    for _ in range(3):
        ratelimit.count(RATE, "ali")
    ratelimit.forgive(RATE, "ali")
    assert [bool(ratelimit.count(RATE, "ali")) for _ in range(2)] == [False, True]


def test_keys_hold_neither_address_nor_name() -> None:
    ratelimit.count(RATE, "address:203.0.113.9")
    key = RateCount.objects.get().key
    assert key.startswith("drill:")
    assert "203" not in key


@pytest.mark.django_db(transaction=True)
def test_count_inside_another_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        ratelimit.count(RATE, "ali")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_exactly() -> None:
    def knock() -> None:
        try:
            for _ in range(20):
                ratelimit.count(RATE, "ali")
        finally:
            connection.close()

    callers = [threading.Thread(target=knock) for _ in range(6)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert RateCount.objects.get().count == 120


def test_purge_drops_what_is_long_over() -> None:
    ratelimit.count(RATE, "ali")
    age(ratelimit.LONGEST_WINDOW + 1)
    ratelimit.count(Rate(name="other", limit=1, seconds=60), "ali")
    drop_rate_counts(timestamp=0)
    assert [row.key.split(":")[0] for row in RateCount.objects.all()] == ["other"]


@ratelimit.limited(RATE)
def view(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponse("seen")


@ratelimit.limited(RATE, writes_only=True)
def form(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponse("seen")


def ask(path: str = "/", *, user: object = None, method: str = "get", address: str = "198.51.100.4") -> HttpRequest:
    request: HttpRequest = getattr(RequestFactory(), method)(path, REMOTE_ADDR=address)
    request.user = user or AnonymousUser()  # type: ignore[assignment]  # as the middleware sets it
    return request


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_limited_view_answers_429_in_words_with_retry_after(path: str) -> None:
    answers = [view(ask(path)) for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_limited_view_counts_addresses_apart() -> None:
    for _ in range(4):
        view(ask())
    assert view(ask(address="198.51.100.5")).status_code == 200


def test_limited_view_counts_a_person_wherever_they_are() -> None:
    for number in range(3):
        view(ask(user=User(pk=9), address=f"198.51.100.{number}"))
    assert view(ask(user=User(pk=9))).status_code == 429
    assert view(ask(user=User(pk=10))).status_code == 200


def test_limited_form_counts_only_what_is_sent() -> None:
    assert {form(ask()).status_code for _ in range(9)} == {200}
    assert [form(ask(method="post")).status_code for _ in range(4)] == [200, 200, 200, 429]
