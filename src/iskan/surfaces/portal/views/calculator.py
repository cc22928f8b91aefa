"""The finance calculator: open to all, its answers posted and never kept."""

from typing import cast

from django.http import HttpRequest, HttpResponse

from iskan.apps.accounts.unsent import words_in
from iskan.apps.catalogue import queries as catalogue
from iskan.foundation import clock, ratelimit
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.calculation import estimates, read_calculation
from iskan.surfaces.portal.pages import UNPROCESSABLE, page
from iskan.surfaces.portal.presenters.calculator import calculation_form, calculation_result


@ratelimit.limited(ratelimit.ELIGIBILITY, writes_only=True)
def calculator(request: HttpRequest) -> HttpResponse:
    """Ask for income, age, price and savings, and put what every programme comes to below them."""
    asker, today = cast("ScopedRequest", request), clock.today()
    sheet = read_calculation(words_in(request), today)
    form = calculation_form(sheet)
    if sheet.wanted is None:
        return page(asker, "calculator/page", form=form, result=None, status=UNPROCESSABLE if form.errors else 200)
    result = calculation_result(estimates(sheet.wanted, catalogue.figures(), today), sheet.wanted)
    template = "calculator/print" if sheet.for_paper else "calculator/page"
    return page(asker, template, form=form, result=result, today=today)
