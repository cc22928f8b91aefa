"""The figures as Prometheus reads them: what all processes of this machine count, and what the database knows."""

import hmac
import ipaddress
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from iskan.foundation import health
from iskan.foundation.gauges import Gauge, gauges
from iskan.foundation.metrics import COUNTED
from iskan.foundation.proxies import client_address

# The library's own setting: where the processes keep what they count.
FOLDER_SETTING: Final = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


@never_cache
@require_safe
def metrics_page(request: HttpRequest) -> HttpResponse:
    """Answer with all figures; to whoever may not read them, that there is no such page."""
    if not _may_read(request):
        raise Http404
    registry = CollectorRegistry()
    for collector in (_Counted(), _Parts(), _Gauges()):
        registry.register(collector)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE)


def _may_read(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if settings.METRICS_TOKEN and hmac.compare_digest(given, settings.METRICS_TOKEN.encode()):
        return True
    with suppress(ValueError):
        address = ipaddress.ip_address(client_address(request.META))
        return any(address in ipaddress.ip_network(name, strict=False) for name in settings.METRICS_NETWORKS)
    return False


class _Counted(Collector):
    """What each process counted, under the name of its kind; this process alone where nothing is shared."""

    def collect(self) -> Iterator[Metric]:
        folder = os.environ.get(FOLDER_SETTING)
        yield from _shared(Path(folder).parent) if folder else COUNTED.collect()


def _shared(folder: Path) -> Iterator[Metric]:
    """Yield the sums over the processes of each kind, whose files lie in a folder of its name."""
    families: dict[str, Metric] = {}
    for kind in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = [str(path) for path in sorted(kind.glob("*.db"))]
        for counted in MultiProcessCollector.merge(files):  # type: ignore[no-untyped-call]  # the library leaves it so
            family = families.setdefault(counted.name, Metric(counted.name, counted.documentation, counted.type))
            for sample in counted.samples:
                family.add_sample(sample.name, {**sample.labels, "process": kind.name}, sample.value)
    yield from families.values()


class _Parts(Collector):
    """What the health page knows of each part."""

    def collect(self) -> Iterator[Metric]:
        fit = GaugeMetricFamily("iskan_part_fit", "Whether a part of the system is fit to serve", labels=["part"])
        age = GaugeMetricFamily("iskan_part_age_seconds", "How long ago a part last did its work", labels=["part"])
        for name, part in health.examine():
            fit.add_metric([name], float(part.fit))
            if part.age is not None:
                age.add_metric([name], part.age.total_seconds())
        yield from (fit, age)


class _Gauges(Collector):
    """What is read of the database at this moment."""

    def collect(self) -> Iterator[Metric]:
        for gauge in gauges():
            # Without the database there is nothing to read; the part of that name says so.
            with suppress(Error):
                yield _family(gauge)


def _family(gauge: Gauge) -> Metric:
    family = GaugeMetricFamily(gauge.name, gauge.about, labels=gauge.labels)
    for labels, value in gauge.read():
        family.add_metric(labels, value)
    return family
