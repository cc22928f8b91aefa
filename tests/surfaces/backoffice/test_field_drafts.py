"""What is typed into a long field is kept with the account until its form is taken, and shown to nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.cast import Cast

from iskan.apps.accounts.field_drafts import KEPT_FOR, drafts_on
from iskan.apps.accounts.models import FieldDraft
from iskan.apps.accounts.tasks import drop_old_field_drafts
from iskan.apps.cases.models import Case, CaseNote
from iskan.foundation import budgets, clock

WRITTEN = "راتب الزوج مثبت بشهادة أخرى\nوالأصل لدى الموظف"
ADDRESS = "/drafts/"


@pytest.fixture
def case(filed: Callable[[], Case]) -> Case:
    return filed()


def page_of(case: Case) -> str:
    return f"/en/staff/cases/{case.reference}/"


def typed(client: Client, case: Case, words: str = WRITTEN, **other: str) -> int:
    draft = {"page": page_of(case), "action": f"{page_of(case)}note/", "field": "note-reason", "words": words} | other
    return client.post(ADDRESS, draft).status_code


def test_a_draft_comes_back_on_its_page_in_either_language(cast: Cast, case: Case) -> None:
    client = cast.client("reviewer")
    assert typed(client, case) == 204
    for page in (page_of(case), page_of(case).removeprefix("/en")):
        shown = client.get(page).content.decode()
        assert '<template data-draft="note-reason">' in shown
        assert f"<pre>\n{WRITTEN}</pre>" in shown
    assert WRITTEN not in client.get("/en/staff/").content.decode()


def test_only_whoever_typed_it_is_given_it(cast: Cast, case: Case) -> None:
    assert typed(cast.client("reviewer"), case) == 204
    assert "data-draft=" not in cast.client("supervisor").get(page_of(case)).content.decode()
    assert drafts_on(cast.supervisor, page_of(case)) == []


def test_a_form_that_is_taken_takes_its_drafts_away(cast: Cast, case: Case) -> None:
    client = cast.client("reviewer")
    typed(client, case)
    typed(client, case, "of another form", field="other", action=f"{page_of(case)}seal/")
    refused = client.post(f"{page_of(case)}note/", {"reason": "", "version": str(case.version)})
    assert (refused.status_code, FieldDraft.objects.count()) == (422, 2)
    taken = client.post(f"{page_of(case)}note/", {"reason": WRITTEN, "version": str(case.version)})
    assert (taken.status_code, CaseNote.objects.filter(case=case).count()) == (302, 1)
    assert [draft.field for draft in FieldDraft.objects.all()] == ["other"]


def test_typing_on_replaces_and_emptying_forgets(cast: Cast, case: Case) -> None:
    client = cast.client("reviewer")
    typed(client, case)
    typed(client, case, f"{WRITTEN} ثم")
    assert [draft.words for draft in FieldDraft.objects.all()] == [f"{WRITTEN} ثم"]
    typed(client, case, " \n")
    assert not FieldDraft.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": "https://elsewhere.example/"},
        {"page": "//elsewhere.example/"},
        {"action": "note/"},
        {"field": "a b"},
        {"words": "x" * (budgets.FIELD_DRAFT_LETTERS + 1)},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_no_page_of_ours_sends_is_not_kept(cast: Cast, case: Case, wrong: dict[str, str]) -> None:
    words = wrong.pop("words", WRITTEN)
    assert typed(cast.client("reviewer"), case, words, **wrong) == 422
    assert not FieldDraft.objects.exists()


def test_a_stranger_keeps_nothing(case: Case) -> None:
    assert typed(Client(), case) == 401
    assert not FieldDraft.objects.exists()


def test_an_account_keeps_a_bounded_number(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "FIELD_DRAFTS", 2)
    client = cast.client("reviewer")
    for field in ("first", "second", "third"):
        assert typed(client, case, field=field) == 204
    assert {draft.field for draft in FieldDraft.objects.all()} == {"second", "third"}


def test_what_was_never_sent_goes_after_a_time(cast: Cast, case: Case) -> None:
    typed(cast.client("reviewer"), case)
    typed(cast.client("reviewer"), case, field="other")
    FieldDraft.objects.filter(field="other").update(typed_at=clock.now() - KEPT_FOR - timedelta(minutes=1))
    drop_old_field_drafts(0)
    assert [draft.field for draft in FieldDraft.objects.all()] == ["note-reason"]


def test_a_page_without_drafts_does_not_ask_for_them(cast: Cast, case: Case) -> None:
    client = cast.client("reviewer")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page_of(case)).status_code == 200
    assert not [query for query in asked.captured_queries if 'FROM "accounts_fielddraft"' in query["sql"]]
    typed(client, case)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page_of(case)).status_code == 200
    assert len([query for query in asked.captured_queries if 'FROM "accounts_fielddraft"' in query["sql"]]) == 1
