"""What happened to a waiting household, from the desk's list to the citizen's page, in both languages and widths."""

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import Settings
from tests.browser.conftest import BY_DAY, DESK, PHONE, Looks, Visitor, looked_at
from tests.browser.portal import cast_of_today, filed_case, granted
from tests.factories.cast import Cast

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.cases.models import Case, EvidenceItem
from iskan.apps.household_life.models import EventSettlement, HouseholdEvent
from iskan.apps.households.models import Household, HouseholdMember, Person
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
    reviewer.follow(reviewer.page.locator("main table a").first)
    reviewer.check()
    settle = reviewer.page.locator("main form button[type=submit]").last
    reviewer.follow(settle)
    reviewer.check()
    reviewer.page.locator("textarea[name=reason]").fill("تنتقل الأسرة إلى الفئة الثانية بعد ثبوت الحضانة")
    reviewer.follow(settle)
    reviewer.check()
    event = f"/staff/household-events/{ProposedAct.objects.get().subject}/"
    reviewer.go(event)
    reviewer.check()
    approver = visitor(language=language, looks=looks).come_in(cast.client("approver"))
    approver.go(f"/staff/acts/{ProposedAct.objects.get().pk}/")
    approver.check()
    approver.follow(approver.page.locator("button[value=agree]"))
    reviewer.go(event)
    reviewer.check()
    assert EventSettlement.objects.get().by_id == cast.approver.pk
    reader = visitor(language=language, looks=looks).come_in(cast.client("head"))
    reader.go(f"/cases/{case.reference}/")
    reader.check()


FAMILY = (
    ("head", "850312407", "زينب أحمد الموسوي", "Zainab Ahmed Al Musawi"),
    ("spouse", "841101118", "حسن علي الدرازي", "Hasan Ali Al Durazi"),
    ("child", "120405226", "فاطمة حسن علي الدرازي", "Fatima Hasan Ali Al Durazi"),
)  # fmt: skip


@pytest.fixture(name="family")
def _family(waiting: tuple[Cast, Case]) -> tuple[Cast, Case]:
    """Let the population register have named the family of who waits."""
    cast, case = waiting
    people = [
        Person.objects.create(
            cpr=cpr, name_ar=name_ar, name_en=name_en, birth_date="1990-01-01", sex="f", nationality="BH",
            registered_at=clock.now(),
        )
        for _relation, cpr, name_ar, name_en in FAMILY
    ]  # fmt: skip
    household = Household.objects.create(head=people[0], declared_at=clock.now())
    for (relation, *_rest), person in zip(FAMILY, people, strict=True):
        HouseholdMember.objects.create(household=household, person=person, relation=relation)
    Case.objects.filter(pk=case.pk).update(person=people[0], household=household)
    return cast, case


@looked_at(ar=(*BY_DAY, (DESK, "dark")), en=BY_DAY)
def test_what_happened_is_chosen_and_a_wrong_choice_is_said(
    visitor: VisitorMaker, family: tuple[Cast, Case], language: str, looks: Looks
) -> None:
    cast, case = family
    reviewer = visitor(language=language, looks=looks).come_in(cast.client("reviewer"))
    reviewer.go(f"/staff/cases/{case.reference}/")
    reviewer.page.locator("#plate-household_life a").last.click()
    reviewer.page.locator("select[name=kind]").select_option("divorced")
    reviewer.follow(reviewer.page.locator("main form[method=get] button"))
    reviewer.check()


@looked_at(ar=(*BY_DAY, (PHONE, "dark")), en=(*BY_DAY, (DESK, "dark")))
def test_a_change_recorded_by_hand(
    visitor: VisitorMaker, family: tuple[Cast, Case], language: str, looks: Looks
) -> None:
    cast, case = family
    reviewer = visitor(language=language, looks=looks).come_in(cast.client("reviewer"))
    reviewer.go(f"/staff/cases/{case.reference}/household-event/?kind=married")
    reviewer.follow(reviewer.page.locator("main form[method=post] button[type=submit]"))
    reviewer.check()
    reviewer.go(f"/staff/cases/{case.reference}/household-event/?kind=divorced&who=841101118")
    reviewer.page.locator("input[name=on]").fill("2026-10-04")
    reviewer.page.locator("input[name=ground]").fill("حكم المحكمة الشرعية رقم 12 لسنة 2026")
    reviewer.page.locator("textarea[name=words]").fill("أحضرته صاحبة الطلب إلى الفرع")
    reviewer.check()
    reviewer.follow(reviewer.page.locator("main form[method=post] button[type=submit]"))
    reviewer.check()
    assert HouseholdEvent.objects.get().recorded_by_id == cast.reviewer.pk
