"""A municipal service, page by page: what it costs and holds, and which municipality where a block is unknown."""

from collections.abc import Callable

from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import BY_DAY, Looks, Visitor, looked_at
from tests.browser.portal import cast_of_today

from iskan.apps.accounts.operations import sync_departments
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.operations.drafting import start_case
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]


@looked_at(ar=BY_DAY, en=BY_DAY)
def test_an_owner_reads_the_prices_and_is_asked_what_a_block_does_not_tell(
    visitor: VisitorMaker,
    transactional_db: None,  # noqa: ARG001 -- the server reads what is committed
    settings: Settings,
    language: str,
    looks: Looks,
) -> None:
    cast = cast_of_today(settings)
    sync_departments(at=clock.now())
    scope = scope_of(cast.head, clock.today())
    draft = start_case(scope=scope, service_code="unit_merger", at=clock.now())
    owner = visitor(language=language, looks=looks, javascript=False).come_in(cast.client("head"))
    owner.go("/services/unit_merger/")
    owner.check()
    owner.go(f"/apply/{draft.reference}/steps/property/")
    for name, words in {"building": "12", "road": "45", "block": "599"}.items():
        owner.page.locator(f"[name=place-{name}]").fill(words)
    expect(owner.page.locator("[name=municipality]")).to_have_count(0)
    owner.follow(owner.page.locator("main form button[type=submit]:not([name])").last)
    expect(owner.page.locator("[name=municipality]")).not_to_have_count(0)
    owner.check()
