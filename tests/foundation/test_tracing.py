"""Without a collector nothing is kept; a statement is named without what it says; a fault's words are not told."""

import json
from collections.abc import Iterator

import pytest
from django.db import connection
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from iskan.foundation import tracing
from iskan.foundation.queueing import queue_once

CLEAR = "foundation.clear_finished_jobs"


@pytest.fixture
def kept() -> Iterator[InMemorySpanExporter]:
    """Trace for the length of a test, into memory."""
    exporter = InMemorySpanExporter()
    tracing.begin("test", exporter)
    yield exporter
    tracing.end()


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ('SELECT "cases_case"."id", EXTRACT(YEAR FROM "x") FROM "cases_case" WHERE "holder" = %s', "SELECT x"),
        ("INSERT INTO accounts_user (cpr) VALUES (%s)", "INSERT accounts_user"),
        ('update only "draws_draw" set salt = %s', "UPDATE draws_draw"),
        ("DELETE FROM accounts_session WHERE key = 'secret'", "DELETE accounts_session"),
        ("SELECT 'from zainab', 1 FROM draws_draw", "SELECT draws_draw"),
        ("SAVEPOINT s1", "SAVEPOINT"),
        ("", "SQL"),
    ],
)
def test_a_statement_is_named_by_its_verb_and_its_first_table(statement: str, name: str) -> None:
    assert tracing.named(statement) == name


@pytest.mark.django_db
def test_without_a_collector_nothing_is_kept_and_jobs_carry_nothing() -> None:
    with tracing.span("drill", "server") as traced:
        traced.name("another")
        traced.tell("iskan.outcome", "2xx")
        traced.failed("5xx")
        queue_once(CLEAR)
    assert _args() == {}


@pytest.mark.django_db
def test_a_job_carries_the_trace_it_was_queued_in(kept: InMemorySpanExporter) -> None:
    with tracing.span("drill", "server"):
        queue_once(CLEAR)
    tracing._provider.force_flush()  # type: ignore[union-attr] # it traces
    (drill,) = [span for span in kept.get_finished_spans() if span.name == "drill"]
    assert f"{drill.context.trace_id:032x}" in _args()[tracing.CARRIED]["traceparent"]


def test_of_a_fault_only_its_class_is_told(kept: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="850312407"), tracing.span("drill", "server"):
        raise ValueError("850312407")
    tracing._provider.force_flush()  # type: ignore[union-attr] # it traces
    (drill,) = kept.get_finished_spans()
    assert (drill.status.status_code, dict(drill.attributes or {})) == (StatusCode.ERROR, {"error.type": "ValueError"})
    assert "850312407" not in drill.to_json()


def _args() -> dict[str, dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")
        args: dict[str, dict[str, str]] = json.loads(cursor.fetchone()[0])
    return args
