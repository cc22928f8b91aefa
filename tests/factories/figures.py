"""A figure of the law as officials would have approved it."""

from datetime import date, datetime

from django.utils import timezone
from tests.factories.cast import AT, Cast

from iskan.apps.catalogue.models import PublishedFigure
from iskan.core.dated import Dated


def approve_figure(
    figure: Dated[int], value: int, cast: Cast, *, first_day: date | None = None, at: datetime = AT
) -> PublishedFigure:
    """Put a value in force; both officials are of the cast."""
    return PublishedFigure.objects.create(
        figure=figure.code, value=value, first_day=first_day or timezone.localdate(at), instrument_ar="قرار",
        instrument_en="Decision", proposed_by=cast.supervisor, proposed_at=at, approved_by=cast.approver,
        approved_at=at,
    )  # fmt: skip
