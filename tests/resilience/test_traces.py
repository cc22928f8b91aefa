"""With a collector named, the running system tells it spans of requests, jobs and outside calls, and of nobody."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from tests.resilience.citizen import IBAN, NEW_APPLICATION, Citizen
from tests.resilience.official import official
from tests.resilience.personal import EMAIL, HEAD, PHONE, is_told, secrets
from tests.resilience.stack import Stack, eventually

TOLD = {
    "iskan.method", "iskan.request", "iskan.job", "iskan.attempt", "iskan.outcome", "http.response.status_code",
    "db.system.name", "error.type",
}  # fmt: skip
OF_A_PROCESS = {
    "service.name",
    "iskan.process",
    "telemetry.sdk.language",
    "telemetry.sdk.name",
    "telemetry.sdk.version",
}


@dataclass(frozen=True)
class Told:
    """One span as it was received."""

    process: str
    name: str
    trace: bytes
    number: bytes
    parent: bytes
    attributes: dict[str, str | int]


class Collector(ThreadingHTTPServer):
    """Takes spans as a collector does: OTLP over HTTP, in protobuf."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Export)
        self.bodies: list[bytes] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def requests(self) -> list[ExportTraceServiceRequest]:
        return [ExportTraceServiceRequest.FromString(body) for body in list(self.bodies)]

    def spans(self) -> list[Told]:
        """Return every span received so far."""
        return [
            Told(
                process=next(a.value.string_value for a in kept.resource.attributes if a.key == "iskan.process"),
                name=span.name, trace=span.trace_id, number=span.span_id, parent=span.parent_span_id,
                attributes={a.key: a.value.string_value or a.value.int_value for a in span.attributes},
            )
            for request in self.requests()
            for kept in request.resource_spans
            for scope in kept.scope_spans
            for span in scope.spans
        ]  # fmt: skip


class Export(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/v1/traces":
            self.server.bodies.append(body)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def collector(stack: Stack) -> Iterator[Collector]:
    """Have the web and the worker processes tell a collector what they do."""
    with Collector() as receiving:
        threading.Thread(target=receiving.serve_forever, daemon=True).start()
        settings = {"OTEL_EXPORTER_OTLP_ENDPOINT": receiving.address, "OTEL_BSP_SCHEDULE_DELAY": "200"}
        _again(stack, stack.env | settings)
        try:
            yield receiving
        finally:
            _again(stack, {name: value for name, value in stack.env.items() if name not in settings})
            receiving.shutdown()


def _again(stack: Stack, env: dict[str, str]) -> None:
    stack.stop("web", "worker")
    stack.env = env
    stack.start("web", "worker")


@pytest.fixture(scope="module")
def spans(stack: Stack, collector: Collector) -> list[Told]:
    """File an application and look for it at the desk, with all that names somebody typed and asked about."""
    person = Citizen(stack.site, "841200901").sign_in()
    reference = person.start(NEW_APPLICATION)
    person.fill_in(reference, {"mobile": PHONE, "email": EMAIL, "iban": IBAN, "version": "0", "language": "ar"})
    person.submit(reference)
    person.ask("GET", "/sign-in/", params={"next": f"/cases/{reference}/", "q": HEAD})
    person.ask("GET", f"/{HEAD}/{EMAIL}/")
    desk = official(stack)
    desk.post("/staff/search/", {"q": HEAD})
    desk.get("/staff/search/")
    desk.get(f"/staff/cases/{reference}/")
    assert eventually(stack.has_no_work_left, within=60)
    assert eventually(lambda: any(span.name == "job cases.ask_register" for span in collector.spans()), within=20)
    assert eventually(lambda: any(span.name == "backoffice:case" for span in collector.spans()), within=20)
    return collector.spans()


def test_a_request_its_statements_and_its_outcome_are_spans(spans: list[Told]) -> None:
    (shown, *_) = [span for span in spans if span.name == "backoffice:case"]
    assert (shown.process, shown.attributes["http.response.status_code"]) == ("web", 200)
    assert shown.attributes["iskan.method"] == "GET"
    statements = [span for span in spans if span.parent == shown.number]
    assert "SELECT accounts_session" in {span.name for span in statements}
    assert {span.attributes["db.system.name"] for span in statements} == {"postgresql"}


def test_a_job_belongs_to_the_request_that_queued_it_and_bears_its_number(spans: list[Told]) -> None:
    (filed,) = [span for span in spans if (span.name, span.attributes.get("iskan.method")) == ("portal:check", "POST")]
    asked = [span for span in spans if span.name == "job cases.ask_register" and span.trace == filed.trace]
    assert asked
    assert {span.process for span in asked} == {"worker"}
    assert {span.attributes["iskan.request"] for span in asked} == {filed.attributes["iskan.request"]}
    calls = [span for span in spans if span.parent in {job.number for job in asked} and span.name.startswith("ask ")]
    assert {span.attributes["iskan.outcome"] for span in calls} == {"2xx"}
    assert {span.attributes["iskan.request"] for span in calls} == {filed.attributes["iskan.request"]}


def test_an_address_nobody_named_is_a_span_without_it(spans: list[Told]) -> None:
    missing = [span for span in spans if span.attributes.get("http.response.status_code") == 404]
    assert {span.name for span in missing} == {"none"}


def test_nothing_else_is_told(spans: list[Told], collector: Collector) -> None:
    assert {key for span in spans for key in span.attributes} <= TOLD
    told = {
        a.key for request in collector.requests() for kept in request.resource_spans for a in kept.resource.attributes
    }
    assert told <= OF_A_PROCESS | {"service.instance.id"}
    assert not [
        e
        for r in collector.requests()
        for k in r.resource_spans
        for s in k.scope_spans
        for x in s.spans
        for e in x.events
    ]


def test_no_span_tells_of_a_person(stack: Stack, spans: list[Told], collector: Collector) -> None:
    assert spans
    words = "\n".join(str(request) for request in collector.requests())
    raw = b"".join(collector.bodies).decode("utf-8", "replace")
    references = {reference for (reference,) in stack.rows("SELECT reference FROM cases_case")}
    sessions = {key for (key,) in stack.rows("SELECT session_key FROM accounts_session")}
    assert references
    for said in (words, raw):
        assert not {secret for secret in {*secrets(stack), *references, *sessions} if is_told(secret, said)}
