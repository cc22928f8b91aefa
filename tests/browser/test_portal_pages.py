"""Every page of the portal, in both languages, on a phone and at a desk: rightly directed, unbroken, accessible."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.architecture.access_table import pages
from tests.browser.conftest import BY_DAY, DESK, Looks, Visitor, looked_at
from tests.browser.portal import asked, cast_of_today, filed_case, granted, refused
from tests.factories.cast import Cast, citizen, signed_in
from tests.factories.journeys import NEW_APPLICATION

from iskan.apps.accounts.models import User
from iskan.apps.cases.operations.drafting import start_case
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
LONG_NAME = "عبدالرحمن بن محمد بن عبدالعزيز بن عبداللطيف آل محمود الدوسري"
STEPS = ("programme", "household", "contact", "employment", "residence", "property", "disability", "wishes")
SERVICE_PAGES = ("/services/new_housing_application/", "/services/update_contact_details/")
HELP_PAGES = ("/help/sign-in/", "/help/?q=eKey")
FOUND_PAGES = ("/services/?situation=waiting", "/services/?body=muharraq_municipality", "/services/?q=iban")
DRAFT_PAGES = (*(f"/apply/{{0}}/steps/{step}/" for step in STEPS), *("/apply/{0}/documents/", "/apply/{0}/discard/"))


@pytest.fixture(name="cast")
def _cast(transactional_db: None, settings: Settings) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    return cast_of_today(settings)


@looked_at(ar=BY_DAY, en=BY_DAY)
class TestEveryPage:
    @pytest.mark.usefixtures("cast")
    def test_open_to_all(self, visitor: VisitorMaker, language: str, looks: Looks) -> None:
        someone = visitor(language=language, looks=looks)
        for path in (*pages("portal", "anonymous"), *SERVICE_PAGES, *FOUND_PAGES, *HELP_PAGES):
            someone.go(path)
            someone.check()
        someone.go("/guide/")
        someone.follow(someone.page.get_by_role("button", name="Continue" if language == "en" else "متابعة"))
        someone.check()
        someone.follow(someone.page.locator("button[value=finish]"))
        someone.check()
        someone.follow(someone.page.locator("button[value=print]"))
        someone.check()

    def test_of_a_citizen_and_a_draft(self, visitor: VisitorMaker, cast: Cast, language: str, looks: Looks) -> None:
        User.objects.filter(pk=cast.head.pk).update(name_ar=LONG_NAME, name_en="Abdulrahman " * 8)
        draft = start_case(scope=cast.scope("head"), service_code=NEW_APPLICATION, at=clock.now())
        someone = visitor(language=language, looks=looks)
        someone.come_in(cast.client("head"))
        own = [path for path in pages("portal", "citizen") if path not in pages("portal", "anonymous")]
        for path in ("/", *own, "/services/new_housing_application/start/", *DRAFT_PAGES):
            someone.go(path.format(draft.reference))
            someone.check()
        someone.go(f"/apply/{draft.reference}/steps/contact/")
        someone.page.locator("form#step button:not(.default-button)").first.click()
        expect(someone.page.locator(".error-summary a").first).to_be_visible()
        someone.check()
        someone.go(f"/apply/{draft.reference}/check/")
        someone.follow(someone.page.locator("main form button"))
        someone.check()

    def test_of_cases_in_every_stage(self, visitor: VisitorMaker, cast: Cast, language: str, looks: Looks) -> None:
        people = [cast.head, *(citizen(f"90010100{n}", f"مواطن {n}", f"Citizen {n}") for n in range(3))]
        cases = [filed_case(user) for user in people]
        running, waiting, allowed, turned_down = cases
        asked(waiting, cast)
        granted(allowed)
        refused(turned_down, cast)
        for user, case in zip(people, cases, strict=True):
            someone = visitor(language=language, looks=looks)
            someone.come_in(signed_in(user))
            for path in ("/", "/cases/", f"/cases/{case.reference}/", f"/cases/{case.reference}/application/"):
                someone.go(path)
                someone.check()
            extra = {
                running.pk: ("/cases/{0}/moves/withdraw/", "/apply/{0}/filed/"),
                waiting.pk: ("/cases/{0}/answer/",),
            }
            for path in extra.get(case.pk, ()):
                someone.go(path.format(case.reference))
                someone.check()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_in_the_dark_as_well(visitor: VisitorMaker, cast: Cast, language: str) -> None:
    case = filed_case(cast.head)
    someone = visitor(language=language, looks=[(DESK, "dark")]).come_in(cast.client("head"))
    for path in ("/", "/services/new_housing_application/", "/guide/", f"/cases/{case.reference}/"):
        someone.go(path)
        someone.check()
