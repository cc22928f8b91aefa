"""What happened to a waiting household, from the desk's list to the citizen's page, in both languages and widths."""

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import Settings
from tests.browser.conftest import BY_DAY, DESK, Looks, Visitor, looked_at
from tests.browser.portal import cast_of_today, filed_case, granted
from tests.factories.cast import Cast

from iskan.apps.cases.models import Case, EvidenceItem
from iskan.apps.household_life.models import EventSettlement, HouseholdEvent
from iskan.core.household_life import LifeEventKind
from iskan.foundation import clock

VisitorMaker = Callable[..., Visitor]
HAPPENED = (
    (LifeEventKind.CHILD_BORN, "نورة بنت عبدالرحمن بن يوسف الأنصاري", "Noora A. Al-Ansari", date(2026, 10, 3)),
    (LifeEventKind.DIVORCED, "مريم عيسى", "Maryam Isa", None),
    (LifeEventKind.NO_ADDRESS, "يوسف أحمد", "Yusuf Ahmed", None),
)  # fmt: skip


@pytest.fixture(name="waiting")
def _waiting(transactional_db: None, settings: Settings) -> tuple[Cast, Case]:  # noqa: ARG001 -- the server reads what is committed
    cast = cast_of_today(settings)
    case = filed_case(cast.head)
    granted(case)
    # The desk draws each document, and the journey's are not real ones.
    EvidenceItem.objects.filter(case=case).delete()
    return cast, case


def happen(case: Case) -> None:
    for kind, name_ar, name_en, on in HAPPENED:
        HouseholdEvent.objects.create(
            case=case, kind=kind, cpr="261104567", name_ar=name_ar, name_en=name_en, happened_on=on,
            asks_decision=kind is not LifeEventKind.CHILD_BORN, found_at=clock.now(),
        )  # fmt: skip


@looked_at(ar=(*BY_DAY, (DESK, "dark")), en=BY_DAY)
def test_from_the_night_to_the_decision(
    visitor: VisitorMaker, waiting: tuple[Cast, Case], language: str, looks: Looks
) -> None:
    cast, case = waiting
    reviewer = visitor(language=language, looks=looks).come_in(cast.client("reviewer"))
    reviewer.go("/staff/household-events/")
    reviewer.check()
    happen(case)
    for path in ("/staff/household-events/", "/staff/household-events/?state=all", f"/staff/cases/{case.reference}/"):
        reviewer.go(path)
        reviewer.check()
    reviewer.go("/staff/household-events/")
    reviewer.page.locator("main table a").first.click()
    reviewer.check()
    settle = reviewer.page.locator("main form button[type=submit]").last
    settle.click()
    reviewer.check()
    reviewer.page.locator("textarea[name=reason]").fill("تنتقل الأسرة إلى الفئة الثانية بعد ثبوت الحضانة")
    settle.click()
    reviewer.check()
    assert EventSettlement.objects.get().by_id == cast.reviewer.pk
    reader = visitor(language=language, looks=looks).come_in(cast.client("head"))
    reader.go(f"/cases/{case.reference}/")
    reader.check()
