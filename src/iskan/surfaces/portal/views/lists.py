"""What anyone may know in numbers: how far the lists have come, how forecasts hold, and how cases were decided."""

from datetime import timedelta

from django.http import HttpResponse

from iskan.apps.cases.queries.outcomes import outcomes_until
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.forecasts.queries.forecasts import forecast_basis, forecast_record, method_calibration
from iskan.apps.waiting_lists.queries.waiting_list import list_standings
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import page
from iskan.surfaces.portal.presenters.forecast import forecast_page
from iskan.surfaces.portal.presenters.lists import lists_page
from iskan.surfaces.portal.presenters.outcomes import outcomes_page


def waiting_lists(request: ScopedRequest) -> HttpResponse:
    """Show the year each list has reached, by programme and governorate."""
    return page(request, "lists/reached", lists=lists_page(catalogue.services(), list_standings()))


def forecast(request: ScopedRequest) -> HttpResponse:
    """Show how forecasts are made and how well they hold."""
    shown = forecast_page(method_calibration(), forecast_basis(), forecast_record())
    return page(request, "lists/forecast", forecast=shown)


def outcomes(request: ScopedRequest) -> HttpResponse:
    """Show how cases were decided in a year, and what came of questions and appeals."""
    counted = outcomes_until(clock.today() - timedelta(days=1))
    return page(request, "lists/outcomes", outcomes=outcomes_page(catalogue.services(), counted))
