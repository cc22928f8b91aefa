"""The figures for Prometheus: open to whom the settings name, true, and without anything that names somebody."""

import asyncio
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from iskan.config import gateway
from iskan.core.refusal import ReasonMissing
from iskan.core.text import Text
from iskan.foundation import health, metrics
from iskan.foundation.job_measuring import measured
from iskan.foundation.metrics_page import FOLDER_SETTING, metrics_page
from iskan.integrations.measuring import outside_call

pytestmark = pytest.mark.django_db
TOKEN = "of-the-monitoring"


@pytest.fixture(autouse=True)
def monitoring(settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN


def figures(client: Client | None = None) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Return every sample as Prometheus would read it, by its name and labels."""
    answer = (client or Client()).get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    families = text_string_to_metric_families(answer.content.decode())
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for family in families for s in family.samples}


def value(name: str, **labels: str) -> float:
    return figures().get((name, tuple(sorted(labels.items()))), 0.0)


@pytest.mark.parametrize(
    ("token", "networks", "address", "given", "status"),
    [
        ("", [], "127.0.0.1", "", 404),
        ("", [], "127.0.0.1", "Bearer ", 404),
        (TOKEN, [], "127.0.0.1", "", 404),
        (TOKEN, [], "127.0.0.1", "Bearer another", 404),
        (TOKEN, [], "127.0.0.1", f"Bearer {TOKEN}", 200),
        ("", ["10.1.0.0/24"], "10.1.0.7", "", 200),
        ("", ["10.1.0.0/24"], "10.2.0.7", "", 404),
        ("", ["10.1.0.0/24"], "nonsense", "", 404),
    ],
)
def test_who_may_read(
    settings: Settings, *, token: str, networks: list[str], address: str, given: str, status: int
) -> None:
    settings.METRICS_TOKEN, settings.METRICS_NETWORKS = token, networks
    told = {"HTTP_AUTHORIZATION": given} if given else {}
    assert Client().get("/metrics", REMOTE_ADDR=address, **told).status_code == status


def test_what_a_stranger_tells_of_his_address_opens_nothing(settings: Settings) -> None:
    settings.METRICS_NETWORKS = ["10.1.0.0/24"]
    answer = Client().get("/metrics", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="10.1.0.7")
    assert answer.status_code == 404


def test_requests_are_counted_by_the_name_of_their_address(client: Client) -> None:
    before = value("iskan_requests_total", route="portal:home", status="200")
    client.get("/")
    client.get("/en/")
    assert value("iskan_requests_total", route="portal:home", status="200") == before + 2
    assert value("iskan_request_seconds_bucket", route="portal:home", le="+Inf") >= 2


def test_addresses_nobody_named_share_one_label(client: Client) -> None:
    for number in range(5):
        client.get(f"/850123{number}56/")
    routes = [labels for name, labels in figures() if name == "iskan_requests_total"]
    assert ("route", metrics.UNKNOWN_ROUTE) in {pair for labels in routes for pair in labels}
    assert not any("850123" in str(labels) for labels in routes)


def test_what_the_gateway_does_not_take_in_is_counted() -> None:
    class Exchange:
        def response_bytes(self, status: int, *_rest: object) -> None:
            self.status = status

        def __aiter__(self) -> None:
            raise AssertionError("nothing is read")

    class Asked:
        proto, http_version, server, client, scheme = "http", "1.1", "a:1", "127.0.0.1:2", "http"
        method, path, query_string, authority = "POST", "/", "", None
        headers = {"transfer-encoding": "chunked"}

    before = value("iskan_requests_not_taken_in_total", status="411")
    lane = gateway.Lane("drill", threads=1, waiting=1)
    exchange = Exchange()
    taking = gateway.Gateway(lambda *_: [], pages=lane, slow=lane)
    asyncio.run(taking.__rsgi__(Asked(), exchange))
    assert exchange.status == 411
    assert value("iskan_requests_not_taken_in_total", status="411") == before + 1


def test_refusals_are_counted_by_their_name() -> None:
    before = value("iskan_refusals_total", refusal="ReasonMissing")
    metrics.refused(ReasonMissing())
    assert value("iskan_refusals_total", refusal="ReasonMissing") == before + 1


def test_outside_calls_are_counted_by_what_came_of_them() -> None:
    with outside_call("drill") as call:
        call.answered(503)
    with pytest.raises(TimeoutError), outside_call("drill"):
        raise TimeoutError
    assert value("iskan_outside_call_seconds_count", system="drill", outcome="5xx") == 1
    assert value("iskan_outside_call_seconds_count", system="drill", outcome="TimeoutError") == 1


def test_attempts_at_jobs_are_counted_by_what_came_of_them() -> None:
    job = Job(id=7, queue="default", lock=None, queueing_lock=None, task_name="drill.metrics")
    context = JobContext(app=None, job=job, abort_reason=lambda: None, start_timestamp=0)  # type: ignore[arg-type] # only its job is asked

    async def succeeds() -> str:
        return "done"

    async def fails() -> None:
        raise ArithmeticError

    assert asyncio.run(measured(succeeds, context, None)) == "done"  # type: ignore[arg-type] # only its job is asked
    with pytest.raises(ArithmeticError):
        asyncio.run(measured(fails, context, None))  # type: ignore[arg-type] # only its job is asked
    for outcome in ("succeeded", "failed"):
        assert value("iskan_job_seconds_count", job="drill.metrics", outcome=outcome) == 1


def test_the_queue_the_workers_and_the_connections_are_read_of_the_database() -> None:
    add = "INSERT INTO procrastinate_jobs (task_name, queue_name, args, status, scheduled_at) VALUES %s"
    with connection.cursor() as cursor:
        cursor.execute(add.replace("%s", "('drill', 'default', '{}', 'todo', now() - interval '12 minutes')"))
        cursor.execute(add.replace("%s", "('drill', 'default', '{}', 'failed', NULL)"))
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    read = figures()
    assert read["iskan_jobs", (("job", "drill"), ("status", "failed"))] == 1
    assert read["iskan_queue_age_seconds", (("job", "drill"),)] == pytest.approx(720, abs=30)
    assert read["iskan_workers", ()] == 1
    assert read["iskan_sessions", (("signed_in", "yes"),)] == 0
    assert sum(number for (name, _), number in read.items() if name == "iskan_database_connections") >= 1


def test_what_health_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    drilled = health.ComponentHealth(fit=False, why=Text(ar="تجربة", en="drill"), age=timedelta(hours=2))
    monkeypatch.setitem(health._parts, "drill", lambda: drilled)
    assert value("iskan_part_fit", part="drill") == 0
    assert value("iskan_part_age_seconds", part="drill") == 7200
    assert value("iskan_part_fit", part="disk") == 1


def test_without_a_database_the_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", gone)
    answer = metrics_page(RequestFactory().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}))
    assert 'iskan_part_fit{part="database"} 0.0' in answer.content.decode()
    assert "iskan_workers 1" not in answer.content.decode()


def test_all_processes_of_the_machine_are_told_by_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = "from iskan.foundation.metrics import OUTSIDE_SECONDS as s; s.labels('sms', '2xx').observe(0.2)"
    for kind in ("web", "web", "worker"):
        (tmp_path / kind).mkdir(exist_ok=True)
        there = os.environ | {FOLDER_SETTING: str(tmp_path / kind)}
        subprocess.run([sys.executable, "-c", count], env=there, check=True)
    monkeypatch.setenv(FOLDER_SETTING, str(tmp_path / "web"))
    assert value("iskan_outside_call_seconds_count", system="sms", outcome="2xx", process="web") == 2
    assert value("iskan_outside_call_seconds_count", system="sms", outcome="2xx", process="worker") == 1
    bucket = {"system": "sms", "outcome": "2xx", "process": "web", "le": "0.1"}
    assert value("iskan_outside_call_seconds_bucket", **bucket) == 0


def test_no_figure_has_more_labels_than_there_are_names(client: Client) -> None:
    client.get("/")
    known = {"route", "status", "refusal", "job", "outcome", "system", "state", "part", "signed_in", "le"}
    assert {name for _sample, labels in figures() for name, _value in labels} <= known
