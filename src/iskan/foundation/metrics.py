"""What each process counts while it works, for Prometheus: no label names a person, a case or an address."""

from prometheus_client import CollectorRegistry, Counter, Histogram

from iskan.core.refusal import Refusal

# Apart from the library's own registry, whose figures of the interpreter say nothing across processes.
COUNTED = CollectorRegistry()
UNKNOWN_ROUTE = "none"

REQUESTS = Counter(
    "iskan_requests", "Requests answered, by the name of the address", ("route", "status"), registry=COUNTED
)
REQUEST_SECONDS = Histogram(
    "iskan_request_seconds", "How long an answer took", ("route",), registry=COUNTED,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip
NOT_TAKEN_IN = Counter(
    "iskan_requests_not_taken_in", "Requests refused before a page was asked, by status", ("status",), registry=COUNTED
)
REFUSALS = Counter(
    "iskan_refusals", "What was asked and not done, by the refusal's name", ("refusal",), registry=COUNTED
)
JOB_SECONDS = Histogram(
    "iskan_job_seconds", "How long an attempt at a job took", ("job", "outcome"), registry=COUNTED,
    buckets=(0.1, 1, 5, 30, 120, 600),
)  # fmt: skip
OUTSIDE_SECONDS = Histogram(
    "iskan_outside_call_seconds", "How long another body's system took", ("system", "outcome"), registry=COUNTED,
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip


def refused(refusal: Refusal) -> None:
    """Count a refusal under its own name."""
    REFUSALS.labels(type(refusal).__name__).inc()
