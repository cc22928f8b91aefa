"""A visit walked through in both languages: taken and appointed on a phone, moved by the citizen, reported, read."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta

import pytest
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import EVERY_LOOK, Language, Looks, Visitor
from tests.browser.portal import PICTURE
from tests.factories.cast import make_cast, signed_in
from tests.factories.inspecting import FOLDER, Inspected, inspected_case

from iskan.apps.catalogue.operations import register_versions
from iskan.apps.inspections.models import InspectionReport
from iskan.apps.inspections.operations.visiting import VisitHours, appoint_visit
from iskan.foundation import clock
from iskan.foundation.reading import clear_process_caches

VisitorMaker = Callable[..., Visitor]
SUITS = {"ar": "أي صباح بعد العاشرة", "en": "Any morning after ten"}
FOUND = {"ar": "جدار يتجاوز حد القسيمة", "en": "A wall beyond the boundary of the plot"}


@pytest.fixture
def inspected(transactional_db: None, settings: Settings) -> Iterator[Inspected]:  # noqa: ARG001 -- the server reads what is committed
    settings.ISKAN_SERVICE_FOLDERS = [FOLDER]
    clear_process_caches()
    register_versions(at=clock.now())
    yield inspected_case(make_cast(clock.now()), clock.now())
    clear_process_caches()


@EVERY_LOOK
def test_a_visit_from_its_order_to_its_report(
    inspected: Inspected, visitor: VisitorMaker, language: Language, looks: Looks
) -> None:
    inspector = visitor(language=language, looks=looks).come_in(signed_in(inspected.cast.inspector))
    citizen = visitor(language=language, looks=looks).come_in(signed_in(inspected.cast.head))
    _appointed(inspector, inspected)
    citizen.go(f"/cases/{inspected.case.reference}/")
    citizen.check()
    citizen.page.locator("details:has([action*='/visits/']) > summary").click()
    citizen.page.locator("[action*='/visits/'] [name=reason]").fill(SUITS[language])
    citizen.follow(citizen.page.locator("[action*='/visits/'] button[type=submit]"))
    inspector.go(f"/staff/inspections/{inspected.reference}/")
    expect(inspector.page.locator("main")).to_contain_text(SUITS[language])
    hours = VisitHours(day=clock.today(), from_time=time(9), until_time=time(11))
    scope = inspected.scope("inspector")
    appoint_visit(scope=scope, reference=inspected.reference, hours=hours, at=clock.now())
    inspector.go("/staff/inspections/")
    inspector.check()
    inspector.follow(inspector.page.locator(f"main a[href$='/inspections/{inspected.reference}/']"))
    inspector.check()
    _reported(inspector, FOUND[language])
    inspector.check()
    assert InspectionReport.objects.get().words == FOUND[language]
    citizen.go(f"/cases/{inspected.case.reference}/")
    expect(citizen.page.locator("main")).to_contain_text(FOUND[language])
    citizen.check()
    reviewer = visitor(language=language, looks=looks).come_in(signed_in(inspected.cast.reviewer))
    reviewer.go(f"/staff/cases/{inspected.case.reference}/")
    expect(reviewer.page.locator("main")).to_contain_text(FOUND[language])


def _appointed(inspector: Visitor, inspected: Inspected) -> None:
    """Take the inspection and appoint it for the day after tomorrow."""
    inspector.go(f"/staff/inspections/{inspected.reference}/")
    inspector.check()
    inspector.follow(inspector.page.locator("[action$='/assign/'] button[type=submit]"))
    form = inspector.page.locator("[action$='/appoint/']")
    form.locator("[name=day]").fill((clock.today() + timedelta(days=2)).isoformat())
    form.locator("[name=from_time]").fill("09:00")
    form.locator("[name=until_time]").fill("11:00")
    inspector.follow(form.locator("button[type=submit]"))


def _reported(inspector: Visitor, words: str) -> None:
    form = inspector.page.locator("[action$='/report/']")
    form.locator("[name=as_drawn][value=no]").check()
    form.locator("[name=result][value=faults_found]").check()
    form.locator("[name=words]").fill(words)
    form.locator("[name=picture]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": PICTURE})
    inspector.follow(form.locator("button[type=submit]"))
