"""An inspector's day at the desk, and how the citizen follows it: the pages of a visit from its order to its report."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.apps.documents.samples import jpeg
from tests.factories.cast import official
from tests.factories.inspecting import FOLDER, Inspected, inspected_case

from iskan.apps.cases.models import Case
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.documents.models import Document
from iskan.apps.inspections.enums import InspectionState
from iskan.apps.inspections.models import InspectionReport, ReportPicture, Visit
from iskan.apps.inspections.operations.visiting import VisitHours
from iskan.foundation import clock
from iskan.foundation.reading import clear_process_caches
from iskan.foundation.scope import Role


@pytest.fixture
def inspected(db: None, settings: Settings) -> Iterator[Inspected]:  # noqa: ARG001 -- the versions are kept in it
    settings.ISKAN_SERVICE_FOLDERS = [FOLDER]
    clear_process_caches()
    register_versions(at=clock.now())
    yield inspected_case(at=clock.now())
    clear_process_caches()


def picture(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(), content_type="image/jpeg")


def on(days: int) -> VisitHours:
    return VisitHours(day=clock.today() + timedelta(days=days), from_time=time(9), until_time=time(11))


def page(browser: Client, inspected: Inspected, act: str = "", **words: Any) -> str:
    """Open the inspection at the desk, or send one of its forms; return the page."""
    address = f"/en/staff/inspections/{inspected.reference}/"
    answer = browser.post(f"{address}{act}/", words, follow=True) if act else browser.get(address)
    return answer.content.decode()


def sent(day: VisitHours) -> dict[str, str]:
    return {"day": day.day.isoformat(), "from_time": "09:00", "until_time": "11:00"}


def test_an_inspector_takes_appoints_misses_and_reports(inspected: Inspected) -> None:
    browser, cast = inspected.cast.client("inspector"), inspected.cast
    assert "Nobody yet" in browser.get("/en/staff/", follow=True).content.decode()
    assert "I take it" in page(browser, inspected)
    assert "Choose the official" in page(browser, inspected, "assign")
    assert "Appoint the visit" in page(browser, inspected, "assign", inspector=str(cast.inspector.pk))
    for words in ({}, {"day": on(0).day.isoformat(), "from_time": "nine", "until_time": "11:00"}):
        assert "Enter a day from today" in page(browser, inspected, "appoint", **words)
    shown = page(browser, inspected, "appoint", **sent(on(0)))
    assert "Nobody was there" in shown
    assert 'href="tel:+97333000000"' in shown
    assert "Enter the reason" in page(browser, inspected, "missed")
    assert "Appoint another day" in page(browser, inspected, "missed", reason="No answer at the door")
    page(browser, inspected, "appoint", **sent(on(0)))
    listed = browser.get("/en/staff/inspections/").content.decode()
    assert "Road: 2803, Block: 428" in listed
    assert "Not reported on" not in listed
    refused = page(browser, inspected, "report", result="faults_found", as_drawn="no")
    assert "Say what faults were found" in refused
    page(browser, inspected, "report", result="in_order", as_drawn="yes", picture=[picture("a.jpg"), picture("b.jpg")])
    assert ReportPicture.objects.count() == 2
    page(browser, inspected, "report", corrects="yes", result="faults_found", as_drawn="no", words="A wall too many")
    shown = page(browser, inspected)
    assert shown.index("A wall too many") < shown.index("Corrected report of")
    assert "Nothing to inspect" in browser.get("/en/staff/inspections/").content.decode()


def test_of_a_report_that_is_refused_no_picture_is_kept(inspected: Inspected) -> None:
    browser = inspected.cast.client("inspector")
    inspected.appointed(on(0))
    torn = SimpleUploadedFile("torn.jpg", b"\xff\xd8torn", content_type="image/jpeg")
    for pictures, result in (([picture("a.jpg")], ""), ([picture("a.jpg"), torn], "in_order")):
        page(browser, inspected, "report", result=result, as_drawn="yes", picture=pictures)
    many = page(browser, inspected, "report", result="in_order", as_drawn="yes", picture=[picture("a.jpg")] * 9)
    assert "at most 8 pictures" in many
    assert (InspectionReport.objects.count(), Document.objects.count()) == (0, 0)


def test_a_supervisor_sends_somebody_and_sees_what_is_late(inspected: Inspected) -> None:
    browser, other = inspected.cast.client("supervisor"), official("other", Role.INSPECTOR, inspected.cast.requests)
    assert "Official other" in page(browser, inspected)
    page(browser, inspected, "assign", inspector=str(other.pk))
    late, ordered = on(-1), inspected.inspection
    Visit.objects.create(
        inspection=ordered, inspector=other, day=late.day, from_time=late.from_time, until_time=late.until_time,
        appointed_by=other, appointed_at=clock.now(),
    )  # fmt: skip
    ordered.state = InspectionState.APPOINTED
    ordered.save()
    assert "Not reported on" in browser.get("/en/staff/inspections/").content.decode()
    shown = browser.get(f"/en/staff/cases/{inspected.case.reference}/").content.decode()
    assert "Visit to the home" in shown


def test_a_sealed_case_is_sealed_here_too(inspected: Inspected) -> None:
    Case.objects.filter(pk=inspected.case.pk).update(sealed_at=clock.now(), sealed_readers=[])
    browser = inspected.cast.client("inspector")
    assert browser.get(f"/en/staff/inspections/{inspected.reference}/").status_code == 404
    assert inspected.case.reference not in browser.get("/en/staff/inspections/").content.decode()


def test_the_citizen_sees_who_comes_and_asks_for_another_day(inspected: Inspected) -> None:
    browser, case = inspected.cast.client("head"), f"/en/cases/{inspected.case.reference}/"
    visits = f"{case}visits/{inspected.reference}/"
    assert "Awaiting an appointment" in browser.get(case).content.decode()
    assert browser.get(f"{visits}calendar/").status_code == 404
    inspected.appointed(on(2))
    shown = browser.get(case).content.decode()
    assert "Official j.madani" in shown
    assert "Somebody must be there" in shown
    file = browser.get(f"{visits}calendar/")
    assert file["Content-Type"].startswith("text/calendar")
    assert b"LOCATION:Road: 2803" in file.content
    assert browser.get(f"/en/cases/{inspected.case.reference}/visits/NONE2-SUCH2/calendar/").status_code == 404
    assert "Enter the reason" in browser.post(visits, {}, follow=True).content.decode()
    told = browser.post(visits, {"reason": "Any morning"}, follow=True).content.decode()
    assert "will appoint another day" in told
    assert inspected.inspection.state == InspectionState.ORDERED
    assert "Any morning" in page(inspected.cast.client("inspector"), inspected)


def test_the_citizen_reads_what_was_found(inspected: Inspected) -> None:
    inspected.appointed(on(0))
    inspector, browser = inspected.cast.client("inspector"), inspected.cast.client("head")
    case = f"/en/cases/{inspected.case.reference}/"
    page(inspector, inspected, "missed", reason="x")
    assert "found nobody there" in browser.get(case).content.decode()
    page(inspector, inspected, "appoint", **sent(on(0)))
    found = {"result": "faults_found", "as_drawn": "no", "words": "A wall too many"}
    page(inspector, inspected, "report", **found, picture=[picture("a.jpg")])
    shown = browser.get(case).content.decode()
    assert "A wall too many" in shown
    assert "Picture 1" in shown
