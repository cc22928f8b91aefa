"""How often each page of an application asks the database: what the measured journey costs is kept as it is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from tests.factories.cast import Cast, citizen, let_act, make_cast

from iskan.apps.accounts.models import Session
from iskan.apps.cases.models import Case
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list
from iskan.foundation import audit, clock
from iskan.foundation.models import AuditEntry

BENCH = Path(__file__).parents[2] / "bench" / "services"
TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
Ask = Callable[[], HttpResponse]


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- some tests of this module commit: the cast is made for each
    register_versions(at=clock.now())
    return make_cast(clock.now())


@pytest.fixture
def bench(db: None, settings: Settings) -> Cast:  # noqa: ARG001 -- the versions are kept in it
    settings.ISKAN_SERVICE_FOLDERS = [BENCH]
    register_versions(at=clock.now())
    return make_cast(clock.now())


def cost(ask: Ask, status: int = 200) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    assert answer.status_code == status
    return sum(not query["sql"].startswith(TRANSACTION) for query in queries)


def walk(browser: Client, service: str) -> dict[str, int]:
    """Take the measured form from its start to its status page and return what each page cost."""
    found = {"start": cost(lambda: browser.post(reverse("portal:start", args=[service])), 302)}
    reference = Case.objects.latest("pk").reference
    found["resume"] = cost(lambda: browser.get(reverse("portal:apply", args=[reference])), 302)
    for number in (1, 2, 3):
        step = reverse("portal:step", args=[reference, f"step_{number}"])
        answers = {f"field_{number}_{field}": "نص" for field in range(1, 16)} | {"version": "0"}
        found["step"] = cost(lambda step=step: browser.get(step))  # type: ignore[misc]  # the step, bound now
        found["save"] = cost(lambda step=step, answers=answers: browser.post(step, answers), 302)  # type: ignore[misc]  # bound now
    check = reverse("portal:check", args=[reference])
    found["check"] = cost(lambda: browser.get(check))
    found["submit"] = cost(lambda: browser.post(check), 302)
    found["filed"] = cost(lambda: browser.get(reverse("portal:filed", args=[reference])))
    status = reverse("portal:case", args=[reference])
    browser.get(status)
    found["status"] = cost(lambda: browser.get(status))
    return found


def test_a_form_without_registers_costs_what_it_did(bench: Cast) -> None:
    browser = bench.client("head")
    walk(browser, "bench_form")
    assert walk(browser, "bench_form") == {
        "start": 6, "resume": 2, "step": 2, "save": 5, "check": 2, "submit": 18, "filed": 2, "status": 2,
    }  # fmt: skip


def test_a_page_that_may_wait_for_others_is_no_read_more(cast: Cast, filed: Case) -> None:
    browser, page = cast.client("head"), reverse("portal:case", args=[filed.reference])
    browser.get(page)
    assert cost(lambda: browser.get(page)) == 2


def test_all_that_came_of_a_granted_application_is_one_read_more(cast: Cast, waiting: Case) -> None:
    browser, page = cast.client("head"), reverse("portal:case", args=[waiting.reference])
    browser.get(page)
    assert cost(lambda: browser.get(page)) == 3


def test_a_list_of_cases_costs_the_same_however_many_were_granted(cast: Cast, waiting: Case) -> None:
    browser, page = cast.client("head"), reverse("portal:my_cases")
    principals = [citizen(cpr) for cpr in ("750101103", "750101202")]
    for principal in principals:
        let_act(principal, cast.head, clock.now())
    browser.get(page)
    alone = cost(lambda: browser.get(page))
    # One waits for oneself, and the others for whom one acts.
    for principal, reference in zip(principals, ("ABCDE-FGHJK", "ABCDE-FGHJM"), strict=True):
        waiting.pk, waiting.reference, waiting.subject, waiting.applicant = None, reference, reference, principal
        waiting.save()
        enter_waiting_list(case_id=waiting.pk, at=clock.now())
    assert cost(lambda: browser.get(page)) == alone


def test_a_step_of_the_great_application_costs_little_more(cast: Cast, draft: Case) -> None:
    browser = cast.client("head")
    step = reverse("portal:step", args=[draft.reference, "programme"])
    browser.get(step)
    assert cost(lambda: browser.get(step)) == 3
    assert cost(lambda: browser.post(step, {"programme": "unit", "version": "0"}), 422) <= 9


WRITES = ("INSERT", "UPDATE", "DELETE")


def commits(ask: Ask) -> int:
    """Return how often an answer made the database commit: at the end of transactions, and after writes outside any."""
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == 200
    count, inside = 0, False
    for statement in (query["sql"].lstrip() for query in queries):
        inside = statement == "BEGIN" or (inside and statement not in {"COMMIT", "ROLLBACK"})
        count += statement == "COMMIT" or (not inside and statement.startswith(WRITES))
    return count


@pytest.mark.django_db(transaction=True)
def test_a_first_visit_commits_once_and_a_later_one_not_at_all(cast: Cast, filed: Case) -> None:
    browser, page = cast.client("head"), reverse("portal:case", args=[filed.reference])
    assert [commits(lambda: browser.get(page)) for _ in range(2)] == [1, 0]
    assert AuditEntry.objects.filter(action=audit.READ, subject=filed.reference).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_session_ended_during_a_first_visit_is_refused_and_nothing_noted(cast: Cast, filed: Case) -> None:
    browser, page = cast.client("head"), reverse("portal:case", args=[filed.reference])
    with patch.object(clock, "now", side_effect=_ending_sessions(clock.now)):
        assert browser.get(page).status_code == 400
    assert not AuditEntry.objects.filter(action=audit.READ, subject=filed.reference).exists()


def _ending_sessions(now: Callable[[], datetime]) -> Callable[[], datetime]:
    """Return a clock that has every session ended by the second time it is asked."""
    asked = iter(range(1_000))

    def told() -> datetime:
        if next(asked):
            Session.objects.all().delete()
        return now()

    return told
