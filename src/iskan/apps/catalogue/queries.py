"""Reading the catalogue: services in force, the versions cases keep, and figures with what officials published."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from iskan.apps.catalogue.declarations import digest_of, from_json, reworded, to_json
from iskan.apps.catalogue.figures import read_value
from iskan.apps.catalogue.models import PublishedFigure, ServiceVersion
from iskan.apps.catalogue.touching import Touched, change_by, touched_by_figure
from iskan.core.catalogue import Audience, Service
from iskan.core.dated import FigureBook, LegalBasis, Version
from iskan.core.offices import DeclaredDepartment
from iskan.core.text import Text
from iskan.foundation.reading import RelatedRead, cached_in_process
from iskan.policy import registry
from iskan.policy.departments import DEPARTMENTS
from iskan.policy.lifecycles.requests import with_ways_on

# Asked by every page that judges anything, and so not built again each time.
_APPROVED = "SELECT count(approved_at), max(approved_at) FROM catalogue_publishedfigure"
_APPROVED_BY = f"{_APPROVED} WHERE approved_at <= %s"


class UnknownService(LookupError):
    """No service has that code."""


def declared() -> Mapping[str, Service]:
    """Return the services in force by code: the product's and those of the folders an installation adds."""
    return registry.services(tuple(settings.ISKAN_SERVICE_FOLDERS))


def services() -> tuple[Service, ...]:
    """Return the services in force, in the order they are listed."""
    return tuple(declared().values())


def services_for(audience: Audience | None) -> tuple[Service, ...]:
    """Return the services in force that are for an audience, or all of them."""
    return tuple(service for service in services() if audience is None or audience in service.audiences)


def audiences() -> tuple[Audience, ...]:
    """Return for whom there are services, in the order audiences are declared."""
    named = {audience for service in services() for audience in service.audiences}
    return tuple(audience for audience in Audience if audience in named)


def offices_of(service: Service) -> tuple[DeclaredDepartment, ...]:
    """Return the offices that may decide a service's cases: the one it names, or those an answer chooses among."""
    decided_by = service.decided_by
    return (decided_by,) if isinstance(decided_by, DeclaredDepartment) else decided_by.departments


def offices() -> tuple[DeclaredDepartment, ...]:
    """Return every office that decides a service in force, in the order offices are declared."""
    deciding = {office.code for service in services() for office in offices_of(service)}
    return tuple(office for office in DEPARTMENTS.values() if office.code in deciding)


def codes_by_delegate() -> frozenset[str]:
    """Return the codes of the services in force that one citizen may use for another."""
    return frozenset(service.code for service in services() if service.by_delegate)


def service(code: str) -> Service:
    """Return a service in force, or raise `UnknownService`."""
    try:
        return declared()[code]
    except KeyError as fault:
        raise UnknownService(code) from fault


@cached_in_process(maxsize=256)
def service_of(version_id: int) -> Service:
    """Return the service a case keeps: its law, questions and stages, in the words of the version in force.

    A version never changes, so it is read once in a process. A case filed before requests had a last day gets the ways
    on from one: they take nothing from anybody.
    """
    row = ServiceVersion.objects.get(pk=version_id)
    current = declared().get(row.code)
    kept = from_json(reworded(row.declaration, to_json(current)) if current else row.declaration)
    return replace(kept, lifecycle=with_ways_on(kept.lifecycle))


@cached_in_process(maxsize=256)
def version_id_in_force(service: Service) -> int:
    """Return the stored version of a service in force, or raise `UnknownService` if it has not been registered."""
    try:
        return ServiceVersion.objects.only("pk").get(code=service.code, digest=digest_of(service)).pk
    except ServiceVersion.DoesNotExist as fault:
        raise UnknownService(service.code) from fault


def figures(known_at: datetime | None = None) -> FigureBook:
    """Return the shipped figures together with the published ones: those approved so far, or by an instant.

    Approvals are only added, so their count and the latest of them tell in one read whether there are new ones.
    """
    with connection.cursor() as cursor:
        cursor.execute(*((_APPROVED_BY, [known_at]) if known_at else (_APPROVED,)))
        count, latest = cursor.fetchone()
    return _book(count, latest)


@cached_in_process(maxsize=16)
def _book(_count: int, latest: datetime | None) -> FigureBook:
    published: dict[str, list[Version[object]]] = {}
    for row in PublishedFigure.objects.filter(approved_at__lte=latest).order_by("approved_at", "pk") if latest else ():
        published.setdefault(row.figure, []).append(version_of(row))
    return FigureBook({code: tuple(versions) for code, versions in published.items()})


FIGURES = RelatedRead(2, _APPROVED, lambda row: _book(*row))
"""The same together with another row, whatever row it is."""


def version_of(row: PublishedFigure) -> Version[object]:
    """Return a row, kept or not yet, as the version of its figure."""
    article = Text(ar=row.article, en=row.article) if row.article else None
    return Version(
        value=read_value(registry.figures()[row.figure], row.value),
        first_day=row.first_day,
        basis=LegalBasis(
            instrument=Text(ar=row.instrument_ar, en=row.instrument_en), article=article, source="published", grade="A"
        ),
        copy=str(row.instrument_copy or ""),
    )


def instrument_copies() -> QuerySet[PublishedFigure, UUID | None]:
    """Return the ids of all documents that are copies of instruments, to be composed into a query."""
    return PublishedFigure.objects.filter(instrument_copy__isnull=False).values_list("instrument_copy", flat=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A new version of a figure that awaits its second official."""

    id: int
    figure: str
    version: Version[object]
    proposed_by_id: int
    proposed_at: datetime
    past_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(Proposal):
    """A new version of a figure that its second official declined."""

    declined_by_id: int
    declined_at: datetime
    reason: str


def proposed_figures() -> tuple[Proposal, ...]:
    """Return the versions proposed and not yet settled, the oldest first."""
    rows = PublishedFigure.objects.filter(approved_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True)
    return tuple(Proposal(**_proposed(row)) for row in rows.order_by("proposed_at", "pk"))


def touched_by_proposal(proposal: Proposal, today: date) -> tuple[Touched, ...]:
    """Return whom a proposed figure would touch and what would be sent, as the apps above tell it."""
    return touched_by_version(proposal.figure, proposal.version, today)


def touched_by_version(figure: str, version: Version[object], today: date) -> tuple[Touched, ...]:
    """Return whom a version of a figure would touch and what would be sent, proposed or not."""
    return touched_by_figure.of(change_by(registry.figures()[figure], version, figures(), today))


def declined_figures() -> tuple[Declined, ...]:
    """Return the versions that were declined, the newest first."""
    rows = PublishedFigure.objects.filter(declined_at__isnull=False).order_by("-declined_at", "-pk")
    return tuple(_declined(row) for row in rows)


def _declined(row: PublishedFigure) -> Declined:
    by, at = row.declined_by_id, row.declined_at
    assert by is not None  # noqa: S101 -- the query has asked for it; this tells the type checker
    assert at is not None  # noqa: S101 -- likewise
    return Declined(**_proposed(row), declined_by_id=by, declined_at=at, reason=row.decline_reason)


def _proposed(row: PublishedFigure) -> dict[str, Any]:
    return {
        "id": row.pk,
        "figure": row.figure,
        "version": version_of(row),
        "proposed_by_id": row.proposed_by_id,
        "proposed_at": row.proposed_at,
        "past_reason": row.past_reason,
    }
