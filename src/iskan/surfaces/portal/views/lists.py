"""What anyone may know of the waiting lists: how far each has come, and how forecasts are made and hold."""

from django.http import HttpResponse

from iskan.apps.catalogue import queries as catalogue
from iskan.apps.forecasts.queries.forecasts import forecast_basis, forecast_record, method_calibration
from iskan.apps.waiting_lists.queries.waiting_list import list_standings
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import page
from iskan.surfaces.portal.presenters.forecast import forecast_page
from iskan.surfaces.portal.presenters.lists import lists_page


def waiting_lists(request: ScopedRequest) -> HttpResponse:
    """Show the year each list has reached, by programme and governorate."""
    return page(request, "lists/reached", lists=lists_page(catalogue.services(), list_standings()))


def forecast(request: ScopedRequest) -> HttpResponse:
    """Show how forecasts are made and how well they hold."""
    shown = forecast_page(method_calibration(), forecast_basis(), forecast_record())
    return page(request, "lists/forecast", forecast=shown)
