"""The administrator sees how the system itself does, and queues a job that gave up again, with the reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.cast import Cast

from iskan.apps.accounts.operations.background_jobs import retry_failed_job
from iskan.config.setup_steps import PROJECT_ROOT
from iskan.core.refusal import NotForThisRole
from iskan.foundation import clock, health
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


def test_what_is_unfit_stands_first() -> None:
    fit, unfit = health.ComponentHealth(fit=True), health.ComponentHealth(fit=False, why="no worker runs")
    noted = health.ComponentHealth(fit=True, why="it ends in 20 days", age=timedelta(hours=2))
    with speaking("en"):
        rows = operations.part_rows([("page", fit), ("certificate", noted), ("worker", unfit)])
    assert [row.tone for row in rows] == ["danger", "success", "warning"]
    assert [row.runbook for row in rows] == ["troubleshooting.md", "", "documents.md"]
    assert rows[2].age == "2 hours ago"
