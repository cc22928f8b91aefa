"""Unusual conduct at the auditor's desk: listed with its reason and lines, closed, exported."""

from datetime import UTC, date, datetime

import pytest
from pytest_django import Settings
from tests.factories.cast import AT, Cast
from tests.factories.filed import inserted_case

from iskan.apps.anomalies.models import Anomaly, AnomalyClosure
from iskan.apps.anomalies.operations.finding import find_anomalies
from iskan.foundation import audit
from iskan.foundation.models import AuditEntry

PAGE = "/en/staff/audit/anomalies/"
NIGHT = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


@pytest.fixture
def anomaly(cast: Cast, settings: Settings) -> Anomaly:
    settings.ISKAN_ANOMALY_OUT_OF_HOURS = 1
    for number in (1, 2):
        case = inserted_case(number, cast.requests)
        audit.record_read(scope=cast.scope("reviewer"), subject_kind=audit.CASE, subject=case.reference, at=NIGHT)
    find_anomalies(day=date(2026, 3, 2), at=AT)
    return Anomaly.objects.get()


def text(cast: Cast, path: str) -> str:
    return cast.client("auditor").get(path).content.decode()


@pytest.mark.usefixtures("cast")
def test_a_quiet_night_is_said_to_be_one(cast: Cast) -> None:
    assert "Nothing unusual is open" in text(cast, PAGE)
    assert "Nothing unusual was found yet" in text(cast, f"{PAGE}?state=all")


def test_it_is_listed_with_its_reason_and_counted_in_the_menu(cast: Cast, anomaly: Anomaly) -> None:
    shown = text(cast, PAGE)
    assert "Files read and searches made outside working hours: 2; the limit is 1" in shown
    assert f"{PAGE}{anomaly.pk}/" in shown
    assert '<span>Unusual conduct</span><span class="count">1</span>' in shown
    assert "عدد مرات الاطلاع والبحث خارج ساعات العمل 2، والحد 1" in text(cast, "/staff/audit/anomalies/")


def test_its_lines_are_shown_and_that_is_a_line_too(cast: Cast, anomaly: Anomaly) -> None:
    lines = AuditEntry.objects.filter(pk__in=anomaly.lines)
    shown = text(cast, f"{PAGE}{anomaly.pk}/")
    assert all(line.subject in shown for line in lines)
    told = AuditEntry.objects.filter(action=audit.LISTED).latest("pk")
    assert set(told.detail["shown"]) == {line.subject for line in lines}


def test_it_is_closed_with_a_reason_and_stays_to_be_read(cast: Cast, anomaly: Anomaly) -> None:
    client, address = cast.client("auditor"), f"{PAGE}{anomaly.pk}/"
    assert client.post(address, {"reason": " "}).status_code == 422
    assert not AnomalyClosure.objects.exists()
    assert client.post(address, {"reason": "A deadline, asked for by the supervisor"}).status_code == 302
    assert client.post(address, {"reason": "Again"}).status_code == 409
    assert "A deadline, asked for by the supervisor" in client.get(address).content.decode()
    assert "Nothing unusual is open" in client.get(PAGE).content.decode()
    assert f"{PAGE}{anomaly.pk}/" in client.get(f"{PAGE}?state=all").content.decode()


def test_all_are_exported_and_no_word_is_taken_for_a_formula(cast: Cast, anomaly: Anomaly) -> None:
    client = cast.client("auditor")
    client.post(f"{PAGE}{anomaly.pk}/", {"reason": "=HYPERLINK(1)"})
    answer = client.get(f"{PAGE}export/")
    assert answer["Content-Type"].startswith("text/csv")
    sheet = answer.content.decode("utf-8-sig")
    assert sheet.splitlines()[0].startswith("id,day,official")
    assert "out_of_hours" in sheet
    assert ",'=HYPERLINK(1)" in sheet
    assert AuditEntry.objects.filter(action="anomalies.export", actor_id=cast.auditor.pk).count() == 1
