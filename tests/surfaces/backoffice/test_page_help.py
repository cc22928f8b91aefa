"""Help on every page of the desk, in both languages, and the first-day tour."""

from http import HTTPStatus

import pytest
from django.urls import get_resolver
from tests.architecture.access_table import FILES, TABLE
from tests.factories.cast import Cast

from iskan.apps.accounts.models import FirstDayStep
from iskan.apps.accounts.operations.first_day import mark_step, steps_done
from iskan.core.refusal import NotForThisRole
from iskan.foundation import clock
from iskan.foundation.scope import OutOfScope
from iskan.policy.desk_help import HELP
from iskan.policy.first_day import TOUR
from iskan.surfaces.backoffice.page_help import KEYS, help_on

PAGES = [
    name
    for name, access in TABLE.items()
    if name.startswith(("backoffice:", "filing:"))
    and HTTPStatus.OK in access.get.values()
    and name not in FILES
    and not name.endswith("-sheet")
]


@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_the_desk_has_its_words(name: str) -> None:
    words, _keys = help_on(name)
    assert words is not None
    assert words.ar.endswith(".")
    assert words.en.endswith(".")


def test_no_words_are_kept_for_a_page_that_is_gone() -> None:
    addresses = {name for name in get_resolver().namespace_dict["backoffice"][1].reverse_dict if isinstance(name, str)}
    assert set(HELP) | set(KEYS) <= addresses


def test_other_surfaces_have_none() -> None:
    assert help_on("portal:home") == (None, ())
    assert help_on("") == (None, ())


@pytest.mark.parametrize(
    ("role", "address", "there", "not_there"),
    [
        ("reviewer", "/en/staff/inbox/", ("Everything that waits", "Next line", "Take next", "<kbd"), ("Turn it",)),
        ("auditor", "/en/staff/", ("The department&#39;s cases by tabs", "Help on this page"), ("<dd>Take next",)),
        ("administrator", "/staff/officials/", ("حسابات الموظفين وصلاحياتهم.",), ("<dd>البحث",)),
    ],
)
def test_the_words_and_the_keys_that_work_stand_on_the_page(
    cast: Cast, role: str, address: str, there: tuple[str, ...], not_there: tuple[str, ...]
) -> None:
    page = cast.client(role).get(address).content.decode()
    for words in there:
        assert words in page, words
    for words in not_there:
        assert words not in page, words


def test_a_step_of_the_tour_is_done_and_undone_for_one_official(cast: Cast) -> None:
    reviewer, step = cast.client("reviewer"), TOUR[1].code
    assert "Steps done: 0 of" in reviewer.get("/en/staff/first-day/").content.decode()
    for _twice in range(2):
        assert reviewer.post("/en/staff/first-day/", {"step": step, "state": "done"}).status_code == 302
    assert "Steps done: 1 of" in reviewer.get("/en/staff/first-day/").content.decode()
    assert "Steps done: 0 of" in cast.client("approver").get("/en/staff/first-day/").content.decode()
    assert list(steps_done(cast.scope("reviewer"))) == [step]
    reviewer.post("/en/staff/first-day/", {"step": step, "state": "undone"})
    assert not FirstDayStep.objects.exists()


def test_the_tour_leads_only_where_the_reader_may_go(cast: Cast) -> None:
    page = cast.client("administrator").get("/en/staff/first-day/").content.decode()
    tour = page[page.index('class="tour"') :]
    assert 'href="/en/staff/inbox/"' in tour
    assert 'href="/en/staff/team/"' not in tour
    assert 'href="/en/staff/team/"' in cast.client("reviewer").get("/en/staff/first-day/").content.decode()


@pytest.mark.parametrize(
    ("role", "step", "refusal"), [("head", "inbox", NotForThisRole), ("reviewer", "x", OutOfScope)]
)
def test_no_citizen_and_no_other_step(cast: Cast, role: str, step: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        mark_step(scope=cast.scope(role), step=step, done=True, at=clock.now())
