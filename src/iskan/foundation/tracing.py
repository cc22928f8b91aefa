"""Traces by OpenTelemetry, where a collector is named: a request, a job and what each asks of others, as spans.

A span holds names that stand in the code, numbers of requests and jobs, and statuses; no address, no value of a
statement and nothing of a person. That is why no ready instrumentation is used: those tell addresses, search words,
statements and who asked. A trace begins here: what a stranger's request says of one is not heeded, and no other body
is told of ours.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal

from django.conf import settings
from django.db.backends.signals import connection_created

from iskan.foundation.logs import request_number

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span

Kind = Literal["server", "client", "consumer"]
# What a job carries of the request that queued it; taken off before the job is run.
CARRIED: Final = "traced_by"
_PARENT: Final = "traceparent"
_STATEMENT: Final = re.compile(r"\s*(?P<verb>[A-Za-z]+)")
_LITERAL: Final = re.compile(r"'[^']*'")
_TABLE: Final = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+(?:ONLY\s+)?\"?(?P<table>[a-z][a-z0-9_]*)", re.IGNORECASE)
_provider: "TracerProvider | None" = None


class Traced:
    """One span while it lasts; where nothing is traced, nothing is kept."""

    __slots__ = ("_span",)

    def __init__(self, span: "Span | None" = None) -> None:
        self._span = span

    def name(self, name: str) -> None:
        """Name it otherwise, as what it is may be known only at its end."""
        if self._span is not None:
            self._span.update_name(name)

    def tell(self, key: str, value: str | int) -> None:
        """Keep one thing of it: a name that stands in the code, a number of ours, a status."""
        if self._span is not None:
            self._span.set_attribute(key, value)

    def failed(self, why: str) -> None:
        """Mark it as failed, and by which class of fault; a fault's own words may quote somebody."""
        if self._span is not None:
            from opentelemetry.trace import StatusCode  # noqa: PLC0415 -- loaded, where there is a span

            self._span.set_attribute("error.type", why)
            self._span.set_status(StatusCode.ERROR)


_NOTHING: Final = Traced()


def begin(process: str, exporter: "SpanExporter | None" = None) -> None:
    """Send the spans of this process to the collector the settings name, or to another place; else do nothing."""
    global _provider  # noqa: PLW0603 -- a process traces or does not, from its start to its end
    if _provider is not None or not (settings.TRACED or exporter):
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 -- as named
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 -- as above
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 -- as above
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 -- as above

    service = os.environ.get("OTEL_SERVICE_NAME", "iskan")
    _provider = TracerProvider(resource=Resource.create({"service.name": service, "iskan.process": process}))
    _provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter()))
    connection_created.connect(_follow_statements)


def end() -> None:
    """Send what is still kept, and trace no more."""
    global _provider  # noqa: PLW0603 -- as above
    if _provider is not None:
        connection_created.disconnect(_follow_statements)
        _provider.shutdown()
        _provider = None


@contextmanager
def span(name: str, kind: Kind, *, carried: Mapping[str, Any] | None = None, **told: str | int) -> Iterator[Traced]:
    """Have what happens within the block be a span, below the one it is in or the one a job carries."""
    if _provider is None:
        yield _NOTHING
        return
    from opentelemetry.trace import SpanKind  # noqa: PLC0415 -- loaded, where a process traces
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415 -- as above

    above = TraceContextTextMapPropagator().extract({_PARENT: str(carried.get(_PARENT, ""))}) if carried else None
    attributes = {f"iskan.{key}": value for key, value in told.items()} | _numbered()
    tracer = _provider.get_tracer("iskan")
    with tracer.start_as_current_span(
        name, above, SpanKind[kind.upper()], attributes, record_exception=False, set_status_on_exception=False
    ) as begun:
        traced = Traced(begun)
        try:
            yield traced
        except BaseException as fault:
            traced.failed(type(fault).__name__)
            raise


def _numbered() -> dict[str, str]:
    number = request_number.get()
    return {"iskan.request": number} if number else {}


def carried() -> dict[str, str]:
    """Return what a job carries of the span it is queued in; nothing, where there is none."""
    if _provider is None:
        return {}
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator  # noqa: PLC0415 -- as above

    told: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(told)
    return {_PARENT: told[_PARENT], "request": request_number.get()} if _PARENT in told else {}


def _follow_statements(*, connection: Any, **_: object) -> None:
    if _statement not in connection.execute_wrappers:
        connection.execute_wrappers.append(_statement)


def _statement(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 -- Django calls it
    """Make a span of a statement asked within another; those asked for by nobody, as a look at the queue, are none."""
    from opentelemetry.trace import get_current_span  # noqa: PLC0415 -- loaded, where a process traces

    if not get_current_span().is_recording():
        return execute(sql, params, many, context)
    with span(named(str(sql)), "client") as traced:
        traced.tell("db.system.name", "postgresql")
        return execute(sql, params, many, context)


def named(statement: str) -> str:
    """Return what names a statement without what it says: its verb and the first table it speaks of."""
    verb, table = _STATEMENT.match(statement), _TABLE.search(_LITERAL.sub("", statement))
    return " ".join([verb["verb"].upper() if verb else "SQL", *([table["table"]] if table else [])])
