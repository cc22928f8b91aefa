"""The finance calculator: open to all, its answers posted and never kept."""

from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from iskan.apps.accounts.unsent import words_in
from iskan.apps.catalogue import queries as catalogue
from iskan.foundation import clock, ratelimit
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.calculation import estimates, read_calculation
from iskan.surfaces.portal.carried import keep_calculated
from iskan.surfaces.portal.pages import UNPROCESSABLE, page
from iskan.surfaces.portal.presenters.calculator import calculation_form, calculation_result


@ratelimit.limited(ratelimit.ELIGIBILITY, writes_only=True)
def calculator(request: HttpRequest) -> HttpResponseBase:
    """Ask for income, age, price and savings, and put what every programme comes to below them."""
    asker, today = cast("ScopedRequest", request), clock.today()
    sheet = read_calculation(words_in(request), today)
    form = calculation_form(sheet)
    if sheet.wanted is None:
        return page(asker, "calculator/page", form=form, result=None, status=UNPROCESSABLE if form.errors else 200)
    found = estimates(sheet.wanted, catalogue.figures(), today)
    if plan := next((one.plan for one in found if one.programme.code == sheet.applied_for), None):
        return redirect("portal:start", keep_calculated(request, sheet.applied_for, sheet.wanted, plan))
    result = calculation_result(found, sheet.wanted)
    template = "calculator/print" if sheet.for_paper else "calculator/page"
    return page(asker, template, form=form, result=result, today=today)
