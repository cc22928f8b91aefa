"""Background work: waits that grow, ends that are told, jobs queued with their change or not at all."""

import logging
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from iskan.foundation import jobs
from iskan.foundation.tasks import take_up_stalled_jobs


def job(attempts: int) -> Job:
    return Job(id=7, queue="default", lock=None, queueing_lock=None, task_name="some.task", attempts=attempts)


def test_waits_double_up_to_the_longest() -> None:
    waits = [jobs.PATIENT.wait(failures).total_seconds() for failures in range(12)]
    assert waits[:4] == [10, 20, 40, 80]
    assert max(waits) == waits[-1] == 1800
    assert jobs.PATIENT.wait(10_000) == timedelta(minutes=30)


def test_outside_systems_are_asked_for_about_two_days() -> None:
    total = sum((jobs.PATIENT.wait(failures) for failures in range(jobs.PATIENT.attempts - 1)), timedelta())
    assert timedelta(hours=40) < total < timedelta(hours=60)


def test_a_failure_is_followed_by_another_try() -> None:
    decision = jobs.BRIEF.get_retry_decision(exception=TimeoutError(), job=job(attempts=0))
    assert decision is not None
    assert decision.retry_at is not None


def test_the_last_failure_is_told_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    last = jobs.BRIEF.attempts - 1
    with caplog.at_level(logging.ERROR):
        assert jobs.BRIEF.get_retry_decision(exception=ValueError("850123456"), job=job(attempts=last)) is None
    assert "some.task" in caplog.text
    assert "gave up after 6 attempts: ValueError" in caplog.text
    assert "850123456" not in caplog.text


def test_the_worker_beats_often_enough_to_be_seen_alive() -> None:
    assert jobs.HEARTBEAT * 3 < jobs.STALLED_AFTER
    assert app.worker_defaults["stalled_worker_timeout"] == jobs.STALLED_AFTER.total_seconds()


@pytest.mark.django_db
def test_a_job_is_queued_with_its_change_or_not_at_all() -> None:
    def change(*, fails: bool) -> None:
        with transaction.atomic():
            app.configure_task("foundation.clear_finished_jobs").defer(timestamp=1)
            if fails:
                raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change(fails=True)
    assert not ProcrastinateJob.objects.exists()
    change(fails=False)
    assert ProcrastinateJob.objects.get().task_name == "foundation.clear_finished_jobs"


@pytest.mark.django_db(transaction=True)
def test_what_a_task_queues_is_part_of_its_change_too(run_jobs: Callable[[], None]) -> None:
    counted: list[int] = []

    @app.task(name="tests.follow")
    def follow() -> None: ...

    @app.task(name="tests.change")
    def change(*, fails: bool) -> None:
        with transaction.atomic():
            follow.defer()
            with closing(connection.copy()) as elsewhere, elsewhere.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tests.follow'")
                counted.append(cursor.fetchone()[0])
            if fails:
                raise ZeroDivisionError

    try:
        change.defer(fails=True)
        run_jobs()
        assert not ProcrastinateJob.objects.filter(task_name="tests.follow").exists()
        change.defer(fails=False)
        run_jobs()
    finally:
        del app.tasks["tests.change"], app.tasks["tests.follow"]
    assert ProcrastinateJob.objects.get(task_name="tests.follow").status == "succeeded"
    assert counted == [0, 0], "nobody sees the job before the change it follows"


@pytest.mark.django_db(transaction=True)
def test_what_a_dead_worker_left_is_queued_again(run_jobs: Callable[[], None]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes') RETURNING id"
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id, args) "
            "VALUES ('default', 'foundation.clear_finished_jobs', 'doing', %s, '{\"timestamp\": 1}') RETURNING id",
            [worker],
        )
        (left,) = cursor.fetchone()
    take_up_stalled_jobs.configure().defer(timestamp=1)
    run_jobs()
    assert ProcrastinateJob.objects.get(pk=left).status == "succeeded"
