"""A page a family opens again says what it would say if it were put together anew, and is not put together anew."""

from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from tests.factories.cast import Cast
from tests.factories.kept import TOKEN, without_tokens

from iskan.apps.accounts import kept_pages
from iskan.apps.accounts.models import KeptPage, User
from iskan.apps.accounts.sessions import SessionStore
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.standing import CaseStanding
from iskan.apps.notifications.operations import Letter, tell_many
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.surfaces.portal.presenters.case_status import CaseStatus
from iskan.surfaces.portal.views import cases


@pytest.fixture
def written() -> Iterator[list[str]]:
    """Return the references of the status pages put together meanwhile."""
    found: list[str] = []
    write = cases.case_status

    def noted(standing: CaseStanding, *rest: Any) -> CaseStatus:
        found.append(standing.reference)
        return write(standing, *rest)

    with patch.object(cases, "case_status", noted):
        yield found


def body(client: Client, case: Case, prefix: str = "") -> str:
    answer = client.get(f"{prefix}/cases/{case.reference}/")
    assert answer.status_code == 200
    return without_tokens(answer.content.decode())


def test_a_page_opened_again_is_given_as_it_was_written(cast: Cast, waiting: Case, written: list[str]) -> None:
    client = cast.client("head")
    assert body(client, waiting) == body(client, waiting)
    assert written == [waiting.reference]


def test_it_outlives_the_session(cast: Cast, waiting: Case, written: list[str]) -> None:
    assert body(cast.client("head"), waiting) == body(cast.client("head"), waiting)
    assert len(written) == 1


def test_what_changes_is_said_at_once(cast: Cast, waiting: Case, written: list[str]) -> None:
    client = cast.client("head")
    before = body(client, waiting, "/en")
    Case.objects.filter(pk=waiting.pk).update(programme="plot")
    after = body(client, waiting, "/en")
    assert before != after
    assert len(written) == 2
    assert body(client, waiting, "/en") == after
    assert len(written) == 2


@pytest.mark.parametrize(
    "change",
    [(clock, "today", clock.today() + timedelta(days=1)), (kept_pages, "_program", b"another")],
    ids=["the next day", "a newer program"],
)
def test_it_is_written_anew_for(
    cast: Cast, waiting: Case, written: list[str], monkeypatch: pytest.MonkeyPatch, change: tuple[ModuleType, str, Any]
) -> None:
    client, (place, name, now) = cast.client("head"), change
    body(client, waiting)
    monkeypatch.setattr(place, name, lambda: now)
    body(client, waiting)
    assert len(written) == 2


def test_each_language_has_its_own(cast: Cast, waiting: Case, written: list[str]) -> None:
    client = cast.client("head")
    arabic, english = body(client, waiting), body(client, waiting, "/en")
    assert "بطاقة" in arabic
    assert "card" in english
    assert (body(client, waiting), body(client, waiting, "/en")) == (arabic, english)
    assert len(written) == 2


def test_each_reader_has_their_own(cast: Cast, waiting: Case, written: list[str]) -> None:
    own, theirs = body(cast.client("head"), waiting, "/en"), body(cast.client("delegate"), waiting, "/en")
    assert "on behalf of" in theirs
    assert "on behalf of" not in own
    assert len(written) == 2


def test_the_frame_is_as_the_reader_has_it_now(cast: Cast, waiting: Case, written: list[str]) -> None:
    client = cast.client("head")
    assert 'data-color-scheme="auto"' in body(client, waiting)
    client.cookies["scheme"] = "dark"
    assert 'data-color-scheme="dark"' in body(client, waiting)
    words = Text(ar="رسالة", en="A message")
    tell_many(letters=[Letter(user_id=cast.head.pk, event="x", subject=words, body=words)], at=clock.now())
    assert '<span class="count">' in body(client, waiting)
    assert (
        f"/en/cases/{waiting.reference}/?from=letter"
        in client.get(f"/cases/{waiting.reference}/?from=letter").content.decode()
    )
    assert len(written) == 4


def test_what_was_just_done_is_said_once(cast: Cast, waiting: Case, written: list[str]) -> None:
    client = cast.client("head")
    quiet = body(client, waiting, "/en")
    assert client.post(f"/en/cases/{waiting.reference}/card/").status_code == 302
    assert 'class="notice-row"' in body(client, waiting, "/en")
    assert 'class="notice-row"' not in quiet + body(client, waiting, "/en")
    assert len(written) == 3


def test_one_no_longer_let_in_is_not_given_what_was_kept(cast: Cast, waiting: Case) -> None:
    client = cast.client("head")
    body(client, waiting)
    Case.objects.filter(pk=waiting.pk).update(applicant=cast.stranger)
    assert client.get(f"/cases/{waiting.reference}/").status_code == 404


def test_a_form_on_a_kept_page_has_the_visit_s_own_token(cast: Cast, waiting: Case) -> None:
    page = f"/en/cases/{waiting.reference}/"
    for _ in range(2):
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.head, backend="django.contrib.auth.backends.ModelBackend")
        shown = client.get(page).content.decode()
        tokens = set(TOKEN.findall(shown))
        assert len(tokens) == 1
        assert "<!-- token -->" not in shown
        assert client.post(f"{page}card/", {"csrfmiddlewaretoken": "x" * 64}).status_code == 403
        assert client.post(f"{page}card/", {"csrfmiddlewaretoken": tokens.pop()}).status_code == 302
    assert not KeptPage.objects.filter(words__contains="csrfmiddlewaretoken").exists()


def test_words_somebody_wrote_cannot_stand_in_for_the_token(cast: Cast, waiting: Case) -> None:
    User.objects.filter(pk=cast.head.pk).update(name_en="<!-- token -->")
    shown = cast.client("delegate").get(f"/en/cases/{waiting.reference}/").content.decode()
    assert "&lt;!-- token --&gt;" in shown
    assert shown.count("csrfmiddlewaretoken") == 2, "the menu's and the card's"


def test_a_page_that_looks_further_into_the_file_is_not_kept(cast: Cast, filed: Case, written: list[str]) -> None:
    client = cast.client("head")
    for _ in range(2):
        body(client, filed)
    assert len(written) == 2
    assert not KeptPage.objects.exists()


def test_pages_of_days_gone_by_are_dropped_with_the_sessions(cast: Cast, waiting: Case) -> None:
    body(cast.client("head"), waiting)
    SessionStore.clear_expired()
    assert KeptPage.objects.count() == 1
    KeptPage.objects.update(written_at=clock.now() - kept_pages.LONGEST_KEPT - timedelta(minutes=1))
    SessionStore.clear_expired()
    assert not KeptPage.objects.exists()


def test_who_leaves_takes_their_pages_along(cast: Cast, waiting: Case) -> None:
    body(cast.client("head"), waiting)
    KeptPage.objects.update(user=cast.stranger)
    cast.stranger.delete()
    assert not KeptPage.objects.exists()
