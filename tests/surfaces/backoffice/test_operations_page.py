"""The administrator sees how the system itself does, and queues a job that gave up again, with the reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.cast import Cast

from iskan.apps.accounts.operations.background_jobs import retry_failed_job
from iskan.apps.backups.enums import RunKind
from iskan.apps.backups.operations import record_run
from iskan.config.setup_steps import PROJECT_ROOT
from iskan.core.refusal import NotForThisRole
from iskan.core.text import Text
from iskan.foundation import clock, health, queue
from iskan.foundation.language import speaking
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import SYSTEM
from iskan.surfaces.backoffice.presenters import operations

PAGE = "/en/staff/operations/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(cast: Cast) -> Client:
    return cast.client("administrator")


@pytest.fixture
def number() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts) "
            """VALUES ('default', 'notifications.deliver', '{"to": "zainab@example.bh"}', 'failed', 6) RETURNING id"""
        )
        return int(cursor.fetchone()[0])


def text(client: Client, address: str = PAGE, **options: Any) -> str:
    return client.get(address, **options).content.decode()


def test_each_part_is_told_with_where_to_read_what_to_do(administrator: Client) -> None:
    page = text(administrator)
    for words in ("no worker runs", "Needs attention", "troubleshooting.md", "GiB"):
        assert words in page
    assert "تشغيل النظام" in text(administrator, "/staff/operations/")


def test_jobs_that_gave_up_are_listed_without_whom_they_were_about(administrator: Client, number: int) -> None:
    page = text(administrator)
    assert "notifications.deliver" in page
    assert f"/en/staff/operations/jobs/{number}/" in page
    assert "zainab" not in page + text(administrator, f"{PAGE}jobs/{number}/")


def test_a_job_is_tried_again_with_a_reason_and_a_line_of_the_trail(administrator: Client, number: int) -> None:
    address = f"{PAGE}jobs/{number}/"
    refused = administrator.post(address, {"reason": "  "})
    assert refused.status_code == 422
    assert "Enter the reason" in refused.content.decode()
    assert ProcrastinateJob.objects.get(pk=number).status == "failed"
    answer = administrator.post(address, {"reason": "The mail server is back"}, follow=True)
    assert "The job is queued again." in answer.content.decode()
    assert ProcrastinateJob.objects.get(pk=number).status == "todo"
    line = AuditEntry.objects.get(action="job.retried")
    assert (line.subject, line.detail) == (
        str(number), {"job": "notifications.deliver", "reason": "The mail server is back"},
    )  # fmt: skip
    assert administrator.post(address, {"reason": "again"}).status_code == 404


def test_only_who_administers_tries_a_job_again(number: int) -> None:
    with pytest.raises(NotForThisRole):
        retry_failed_job(scope=SYSTEM, number=number, reason="of its own", at=clock.now())


def test_every_part_has_its_words_and_its_page_of_the_handbook() -> None:
    assert set(operations._PARTS) == set(health._parts)
    for _name, runbook in operations._PARTS.values():
        assert (PROJECT_ROOT / "docs" / "operations" / f"{runbook}.md").exists()


@pytest.mark.parametrize(
    ("age", "told"),
    [
        (timedelta(seconds=20), "Just now"), (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=1, hours=3), "1 day ago"), (timedelta(days=40), "40 days ago"),
    ],
)  # fmt: skip
def test_ages_are_told_in_the_largest_unit(age: timedelta, told: str) -> None:
    with speaking("en"):
        assert operations.age_words(age) == told


NO_WORKER = Text(ar="لا منفّذ يعمل الآن", en="no worker runs")
ENDS = Text(ar="تنتهي بعد 20 يومًا", en="it ends in 20 days")


def test_what_is_unfit_stands_first() -> None:
    fit, unfit = health.ComponentHealth(fit=True), health.ComponentHealth(fit=False, why=NO_WORKER)
    noted = health.ComponentHealth(fit=True, why=ENDS, age=timedelta(hours=2))
    with speaking("en"):
        rows = operations.part_rows([("page", fit), ("certificate", noted), ("worker", unfit)])
    assert [row.tone for row in rows] == ["danger", "success", "warning"]
    assert [row.runbook for row in rows] == ["troubleshooting.md", "", "documents.md"]
    assert rows[2].age == "2 hours ago"


def test_the_last_days_are_charts_and_one_table(administrator: Client) -> None:
    at = clock.now()
    record_run(kind=RunKind.BACKUP, sets=["one"], at=at - timedelta(days=1), seconds=90, lost_minutes=None, fault="")
    record_run(kind=RunKind.DRILL, sets=["one"], at=at - timedelta(days=2), seconds=60, lost_minutes=None, fault="bad")
    page = " ".join(administrator.get("/en/staff/operations/").content.decode().split())
    assert page.count('<svg class="chart bars-chart"') == 2
    assert "Backup: At most 1.5 min; days with a failure: 0." in page
    assert "Restore drill: At most 1.0 min; days with a failure: 1." in page
    assert "1.0 min, failed" in page
    assert page.count('class="chart-down"') == 1


def test_how_long_jobs_waited_is_counted_from_when_they_could_begin(number: int) -> None:
    events = "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, %s::procrastinate_job_event_type, %s)"
    begun = clock.now().replace(microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = %s", [number])
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE id = %s", [number])
        for kind, ago in (("deferred", 300), ("started", 60), ("started", 0)):
            cursor.execute(events, [number, kind, begun - timedelta(seconds=ago)])
    (day,) = queue.days_of_jobs(begun - timedelta(days=1)).values()
    assert (day.waited, day.failed) == (timedelta(minutes=4), 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = %s WHERE id = %s", [begun - timedelta(seconds=90), number]
        )
    (day,) = queue.days_of_jobs(begun - timedelta(days=1)).values()
    assert day.waited == timedelta(seconds=30)


def test_each_finding_is_told_in_both_languages(administrator: Client) -> None:
    assert "لا منفّذ يعمل الآن" in administrator.get("/staff/operations/").content.decode()
    assert "no worker runs" in administrator.get("/en/staff/operations/").content.decode()
