"""Every component on one page, with words as long and as short as real ones."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from iskan.core.money import Money
from iskan.core.text import Text

LONG_NAME = Text(
    ar="فاطمة بنت عبدالرحمن بن محمد بن عبداللطيف آل محمود الخاجة",
    en="Fatima bint Abdulrahman bin Mohamed bin Abdullatif Al Mahmood Al Khaja",
)
SERVICES = (
    (
        Text("تقديم طلب إسكاني جديد", "New housing application"),
        Text(
            ar="وحدة سكنية أو شقة تمليك أو قسيمة، مع بطاقة الاستحقاق.",
            en="A unit, an ownership flat or a plot, with the entitlement card.",
        ),
        "house",
    ),
    (
        Text("الاستعلام عن حالة الطلب", "Application status"),
        Text(
            ar="مرحلة طلبك وترتيبك على قائمة الانتظار والخطوة القادمة.",
            en="Your stage, your place on the waiting list and what comes next.",
        ),
        "search",
    ),
    (
        Text("شروط ومعايير الاستحقاق", "Eligibility guide"),
        Text(
            ar="أجب عن أسئلة قليلة واعرف الخدمات التي تناسبك.",
            en="Answer a few questions and see which services fit you.",
        ),
        "scale",
    ),
)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the components on a citizen's page."""
    return render(request, "styleguide/page.html", _words())


def desk(request: HttpRequest) -> HttpResponse:
    """Show the denser page of the officials."""
    return render(request, "styleguide/desk.html", _words())


def _words() -> dict[str, object]:
    now = dt.datetime(2026, 3, 12, 10, 30, tzinfo=timezone.get_default_timezone())
    return {
        "long_name": LONG_NAME,
        "services": SERVICES,
        "now": now,
        "day": now.date(),
        "amount": Money.bhd("1200.500"),
        "round_amount": Money.bhd(900),
    }
