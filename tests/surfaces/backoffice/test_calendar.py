"""The working calendar at the desk: a year and its circulars, entering one, and what is said on a day off."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation
from tests.factories.cast import Cast

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.catalogue.calendar import shipped, working_calendar
from iskan.core.promises import Calendar
from iskan.surfaces.backoffice.presenters.dues import due_words
from iskan.surfaces.portal.presenters.case_list import days_left

EID = {
    "occasion_ar": "عيد الفطر", "occasion_en": "Eid al-Fitr", "instrument_ar": "تعميم رئيس مجلس الوزراء",
    "instrument_en": "Circular of the Prime Minister", "number": "5/2027", "issued_on": "2027-03-01",
    "off_first": "2027-03-10", "off_last": "2027-03-12", "in_lieu_first": "2027-03-14",
}  # fmt: skip
ADDRESS = reverse("backoffice:correct-circular", args=["eid_al_fitr-2027"])
THURSDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in (26, 27, 28, 29))


def test_the_page_of_a_year_says_where_each_day_comes_from(cast: Cast) -> None:
    page = cast.client("auditor").get(reverse("backoffice:calendar"), {"year": "2026"}).content.decode()
    assert "الجمعة 20 مارس 2026 – الأحد 22 مارس 2026" in page
    assert "الاثنين 23 مارس 2026 – الثلاثاء 24 مارس 2026" in page
    assert "لم تُحدَّد. ووفق القاعدة المتبعة: الأحد 3 مايو 2026" in page
    assert "لم يُعثر على تعميم لهذه السنة" in page
    assert reverse("backoffice:enter-circular") not in page


@pytest.mark.parametrize("year", ["1990", "2500"])
def test_a_year_the_calendar_is_not_kept_for_is_not_found(cast: Cast, year: str) -> None:
    assert cast.client("auditor").get(reverse("backoffice:calendar"), {"year": year}).status_code == 404


def test_what_is_calculated_fills_the_form_its_circular_is_entered_in(cast: Cast) -> None:
    page = cast.client("supervisor").get(reverse("backoffice:correct-circular", args=["labour_day-2026"]))
    assert 'name="in_lieu_first" type="date" value="2026-05-03"' in page.content.decode()


def test_a_circular_is_entered_by_two(cast: Cast) -> None:
    assert cast.client("supervisor").post(ADDRESS, EID).status_code == 302
    act = ProposedAct.objects.get()
    page = cast.client("approver").get(reverse("backoffice:act", args=[act.pk]))
    assert "الأربعاء 10 مارس 2027" in page.content.decode()
    cast.client("approver").post(reverse("backoffice:act", args=[act.pk]), {"verdict": "agree"})
    assert working_calendar().is_working(date(2027, 3, 9))
    year = cast.client("reviewer").get(reverse("backoffice:calendar"), {"year": "2027"}).content.decode()
    assert "تعميم رئيس مجلس الوزراء" in year
    assert "صدر في 1" in year


def test_what_was_entered_is_corrected_with_a_reason(cast: Cast) -> None:
    seen = reverse("backoffice:correct-circular", args=["eid_al_fitr-2026-circular"])
    days = {"off_first": "2026-03-20", "off_last": "2026-03-22", "in_lieu_first": "2026-03-23"}
    assert cast.client("supervisor").post(seen, EID | days).status_code == 422
    assert cast.client("supervisor").post(seen, EID | days | {"reason": "ورد التعميم"}).status_code == 302


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"off_first": "", "off_last": "2027-03-12"}, "off_first"),
        ({"opens": "08:00"}, "hours_first"),
        ({"hours_first": "2027-02-08", "hours_last": "2027-03-08", "opens": "eight", "closes": "14:00"}, "opens"),
        ({"occasion_en": ""}, "occasion_en"),
    ],
)
def test_what_is_missing_is_named_and_nothing_typed_is_lost(cast: Cast, given: dict[str, str], field: str) -> None:
    page = cast.client("supervisor").post(ADDRESS, EID | given)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.content.decode()
    assert 'value="5/2027"' in page.content.decode()


@pytest.mark.parametrize(
    ("today", "desk", "citizen"),
    [
        (date(2026, 11, 25), "1 day left", "1 working day left"),
        (THURSDAY, "Due today", "due today"),
        (FRIDAY, "Was due on Thursday 26 November 2026", "was due on Thursday 26 November 2026"),
        (SATURDAY, "Was due on Thursday 26 November 2026", "was due on Thursday 26 November 2026"),
        (SUNDAY, "1 day late", "1 working day late"),
    ],
)
def test_a_day_off_never_says_that_something_is_due_today(today: date, desk: str, citizen: str) -> None:
    with translation.override("en"):
        assert due_words(THURSDAY, today, Calendar()) == desk
        assert days_left(THURSDAY, today, Calendar()) == citizen


def test_the_day_after_a_working_day_that_a_circular_gave_is_said_to_be_late_by_nothing() -> None:
    with translation.override("en"):
        assert due_words(date(2025, 6, 4), date(2025, 6, 9), shipped()[1]) == "Was due on Wednesday 4 June 2025"
