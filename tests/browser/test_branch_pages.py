"""The ministry's branches: entered by two officials, read by citizens as a list and a map, with and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import DESK, PHONE, Language, Looks, Visitor, looked_at
from tests.factories.cast import Cast, make_cast

from iskan.apps.agreements.models import ProposedAct
from iskan.foundation import clock

NARROWEST = 320
LONG = "فرع خدمات الإسكان في محافظة المحرق ومركز الاستشارات التمويلية"
FIELDS = {
    "name_ar": LONG, "name_en": "Muharraq housing services branch and finance consultation centre", "building": "12",
    "road": "1204", "block": "217", "area_ar": "البسيتين", "area_en": "Busaiteen", "telephone": "1700 1234",
    "hours_ar": "من الأحد إلى الخميس، من الساعة 7:30 صباحًا إلى 2:00 ظهرًا",
    "hours_en": "Sunday to Thursday, 7:30 to 14:00",
    "services_ar": "استلام المستندات\nالاستشارات التمويلية\nتحديث بيانات الأسرة",
    "services_en": "Documents\nFinance consultations\nDetails of the family",
    "entrance_ar": "المدخل الشرقي بلا درج، وبقربه موقفان لذوي الإعاقة.",
    "entrance_en": "The eastern entrance has no steps; two accessible parking places stand beside it.",
    "directions_ar": "من شارع الشيخ عيسى يمينًا بعد محطة الوقود.", "directions_en": "Right after the petrol station.",
    "latitude": "26.2702", "longitude": "50.6113", "instrument_ar": "أمر إداري", "instrument_en": "An order",
}  # fmt: skip


@pytest.fixture
def cast(transactional_db: None) -> Cast:  # noqa: ARG001 -- the server reads what is committed
    return make_cast(clock.now())


@looked_at(
    ar=((DESK, "light"), (PHONE, "light"), (NARROWEST, "light")), en=((PHONE, "light"), (DESK, "dark"), (DESK, "light"))
)
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_branch_is_entered_by_two_and_found_by_everybody(
    cast: Cast, visitor: Callable[..., Visitor], language: Language, looks: Looks, *, javascript: bool
) -> None:
    desk = visitor(language=language, looks=looks, javascript=javascript).come_in(cast.client("supervisor"))
    desk.go("/staff/branches/")
    desk.check()
    desk.go("/staff/branches/enter/")
    for name, value in FIELDS.items():
        desk.page.fill(f"#{name}", value)
    desk.page.click("form.desk-form button, .desk-form form button")
    expect(desk.page.locator("#governorate-error")).to_be_visible()
    desk.check()
    desk.page.select_option("#governorate", "BH-15")
    desk.page.click(".desk-form form button")
    expect(desk.page).to_have_url(f"{desk.root}{'/en' if language == 'en' else ''}/staff/acts/{_act().pk}/")
    desk.check()
    second = visitor(language=language, looks=looks, javascript=javascript).come_in(cast.client("approver"))
    second.go(f"/staff/acts/{_act().pk}/")
    second.check()
    cast.client("approver").post(f"/staff/acts/{_act().pk}/", {"verdict": "agree"})
    citizen = visitor(language=language, looks=looks, javascript=javascript)
    citizen.go("/help/")
    citizen.check()
    citizen.page.click("a[href$='/help/branches/']")
    expect(citizen.page.locator(".outline-pin")).to_have_count(2)
    expect(citizen.page.locator("a[href^='geo:26.2702']")).to_be_visible()
    citizen.check()


def _act() -> ProposedAct:
    return ProposedAct.objects.get()
