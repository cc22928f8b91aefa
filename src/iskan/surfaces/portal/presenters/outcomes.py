"""The public page of decisions in numbers: a row a service; a number that could point to somebody is not told."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from iskan.apps.cases.queries.outcomes import PublishedOutcomes, ServiceOutcomes
from iskan.core.catalogue import Service
from iskan.foundation.budgets import FEWEST_PUBLISHED
from iskan.surfaces.ui.formatting import date, number, t

Row = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesPage:
    """The rows, the days they count from and to, and the fewest that are told."""

    rows: tuple[Row, ...]
    first_day: str
    last_day: str
    fewest: int


def outcomes_page(services: tuple[Service, ...], counted: PublishedOutcomes) -> OutcomesPage:
    """Return the page, its services in the order lists show them."""
    by_code = {row.service: row for row in counted.services}
    return OutcomesPage(
        rows=tuple(_row(t(one.name), by_code[one.code]) for one in services if one.code in by_code),
        first_day=date(counted.first_day),
        last_day=date(counted.last_day),
        fewest=FEWEST_PUBLISHED,
    )


def _row(name: str, row: ServiceOutcomes) -> Row:
    counts = (row.granted, row.refused, row.answered, row.upheld, row.not_upheld)
    return (name, *map(_told, counts))  # type: ignore[return-value]  # five counts beside the name


def _told(count: int) -> str:
    return _("fewer than %(count)s") % {"count": FEWEST_PUBLISHED} if 0 < count < FEWEST_PUBLISHED else number(count)
