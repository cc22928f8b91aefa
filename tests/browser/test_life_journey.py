"""One family's whole road on a telephone and a slow line: from the application to the keys, while life goes on.

The citizen's part goes through the pages, their spouse's by their own sign-in. What the worker, the night and the desk
do in between is done by their operations; days pass by the clock that everything is handed the time from.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect
from pytest_django import Settings
from tests.apps.documents import samples
from tests.apps.household_life.test_comparing import happens
from tests.browser.conftest import PHONE, Visitor
from tests.browser.portal import fill_every_step, go_on, state_days_of_issue
from tests.browser.test_whole_journey import draw_card, make_key
from tests.factories import review
from tests.factories.cast import Cast, citizen, make_cast, signed_in
from tests.factories.draws import make_draw_office
from tests.factories.figures import approve_figure
from tests.factories.journeys import accept_all, answer_registers
from tests.factories.settling import settle_by_two
from tests.factories.simulators import registers_in_process
from tests.factories.stock import make_project

from iskan.apps.accounts.models import User
from iskan.apps.allocation.models import Offer
from iskan.apps.allocation.operations import certificates, handovers, offers
from iskan.apps.allocation.operations.distribution import (
    approve_distribution,
    prepare_distribution,
    recommend_distribution,
)
from iskan.apps.allocation.queries.distribution import candidates_for
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.making import make_move
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.draws.operations import draws
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.household_life.operations.comparing import compare_households
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.queries.units import units_for_draw
from iskan.apps.waiting_lists.operations.waiting_list import rank_lists
from iskan.foundation import clock
from iskan.integrations.registry import forget_clients
from iskan.integrations.synthetic import cast as personas
from iskan.policy.judged_again import JudgedAt
from iskan.policy.parameters.nomination import OFFER_DAYS

VisitorMaker = Callable[..., Visitor]
SLOW_LINE = {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
HEAD = personas.QUALIFIES_FOR_UNIT
CHILD = {"child": "261104567", "name_ar": "نورة يوسف", "name_en": "Noora Yusuf"}
DAY = timedelta(days=1)


class Calendar:
    """The clock of the walk: days pass when told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._passed, real = timedelta(), clock.now
        monkeypatch.setattr(clock, "now", lambda: real() + self._passed)
        monkeypatch.setattr(clock, "today", lambda: localdate(clock.now()))

    def passes(self, days: int) -> datetime:
        """Let days pass; return the moment it is then."""
        self._passed += days * DAY
        return clock.now()


@pytest.fixture(name="registers")
def _registers(settings: Settings) -> Iterator[str]:
    with registers_in_process() as address:
        settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, address)
        forget_clients()
        yield address
        forget_clients()


@pytest.fixture(name="cast")
def _cast(transactional_db: None, settings: Settings, tmp_path: Path) -> Cast:  # noqa: ARG001 -- the server's threads read what is committed
    make_key(settings, tmp_path)
    settings.SESSION_COOKIE_AGE = 90 * DAY.total_seconds()  # the framework reckons when a session ends by its own clock
    register_versions(at=clock.now())
    return make_cast(clock.now())


def on_a_slow_line(someone: Visitor) -> Visitor:
    """Let what the visitor's telephone sends and gets come as over a weak signal."""
    line = someone.page.context.new_cdp_session(someone.page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    return someone


def reads(someone: Visitor, path: str, *told: str) -> None:
    """Open a page, hold it to what every page must be, and to what it tells."""
    someone.go(path)
    expect(someone.page).to_have_url(f"{someone.root}{path}")  # whoever is led elsewhere reads something else
    someone.check()
    for words in told:
        expect(someone.page.locator("main")).to_contain_text(words)


def photograph(someone: Visitor, folder: Path) -> None:
    """Attach to each kind of document two photographs as telephones keep them: one lying on its side, and a HEIC."""
    turned = folder / "IMG_0412.JPG"
    turned.write_bytes(samples.jpeg(samples.scan(1500, 2000), orientation=6, quality=70))
    state_days_of_issue(someone)
    for number in range(someone.page.locator("main input[type=file]").count()):
        box = someone.page.locator("main input[type=file]").nth(number)
        for taken in (turned, samples.phone_photo("heic")):
            box.set_input_files(taken)  # the second while the first is still on its way
        for kept in ("IMG_0412.jpg", "photo.jpg"):
            expect(someone.page.get_by_role("link", name=kept)).to_have_count(number + 1)


def applies(someone: Visitor, folder: Path) -> Case:
    page = someone.page
    reads(someone, "/services/new_housing_application/")
    page.get_by_role("button", name="بدء الطلب").click()
    fill_every_step(someone)
    photograph(someone, folder)
    someone.check()
    someone.follow(page.locator("main form.form button:not(.default-button)[type=submit]:not([name])").first)
    someone.check()
    for box in page.locator("input[name=declared]").all():
        box.check()
    someone.follow(page.get_by_role("button", name="تقديم الطلب"))
    someone.check()
    return Case.objects.latest("pk")


def declares(spouse: Visitor, case: Case) -> None:
    """Say yes to what the case asks of the spouse, on their own sign-in."""
    reads(spouse, "/asked-of-me/")
    spouse.go(f"/asked-of-me/{case.reference}/credit_check/")
    spouse.check()
    spouse.page.check("input[name=answer][value=yes]")
    spouse.follow(spouse.page.locator("main form button[type=submit]").last)
    spouse.check()
    spouse.page.click("button[name=confirmed]")
    spouse.check()


def is_granted(cast: Cast, case: Case) -> None:
    """Review the case, recommend it and decide it, as two officials."""
    at, reviewer = clock.now(), cast.scope("reviewer")
    review.begin_review(scope=reviewer, reference=case.reference, at=at)
    accept_all(case, reviewer, at)
    outcome, reason = Outcome.APPROVED, "استوفى الشروط"
    review.recommend(scope=reviewer, reference=case.reference, outcome=outcome, reason=reason, at=at)
    review.decide(scope=cast.scope("approver"), reference=case.reference, outcome=outcome, reason=reason, at=at)
    rank_lists(at=at)


def declares_a_change(someone: Visitor, words: str) -> Case:
    """Say through the update of the waiting application that the family's residence changed, and how."""
    page = someone.page
    reads(someone, "/services/waiting_list_data_update/")
    someone.follow(page.get_by_role("button", name="بدء الطلب"))
    someone.check()
    page.check("input[name=changes][value=residence]")
    page.fill("textarea[name=changes_told]", words)
    go_on(someone)
    fill_every_step(someone)
    someone.check()
    for box in page.locator("input[name=declared]").all():
        box.check()
    someone.follow(page.get_by_role("button", name="تقديم الطلب"))
    someone.check()
    return Case.objects.latest("pk")


def is_nominated(cast: Cast, case: Case) -> Offer:
    """Distribute the one home that is ready, certify the nomination on the registers' word, and send the offer."""
    at = clock.now()
    make_project("buri", units={"house-4br": 1}, state=UnitState.READY, governorate=case.governorate)
    approve_figure(OFFER_DAYS, 14, cast, first_day=localdate(at))
    prepared = prepare_distribution(scope=cast.scope("reviewer"), projects=("buri",), reserve_percent=100, at=at)
    recommend_distribution(scope=cast.scope("reviewer"), reference=prepared.reference, reason="وفق الأقدمية", at=at)
    approved = approve_distribution(scope=cast.scope("approver"), reference=prepared.reference, at=at)
    offers.open_offers(distribution_id=approved.pk, at=at)
    offer = Offer.objects.get(case=case)
    certificates.check_nomination(offer_id=offer.pk, at=at)
    found = offer.checks.get()
    assert found.verdict == "eligible", found.findings
    offers.send_offers(scope=cast.scope("reviewer"), offer_ids=[offer.pk], at=at)
    return offer


@dataclass(frozen=True)
class Walk:
    """Who walks, on whose telephone, before which officials, and on which day."""

    head: User
    someone: Visitor
    cast: Cast
    calendar: Calendar

    def days_pass(self, days: int) -> datetime:
        """Put the telephone away for some days, and come back to it by signing in; return the moment it is then."""
        self.someone.page.goto("about:blank")  # what a page left open asked for would end the session that comes
        at = self.calendar.passes(days)
        self.someone.come_in(signed_in(self.head))
        return at


def is_drawn(walk: Walk, offer: Offer) -> None:
    """Look at the family's property again, announce the draw of the project, hold it on its day, and give the home."""
    at, cast = clock.now(), walk.cast
    certificates.check_property(offer_id=offer.pk, before=JudgedAt.ALLOCATION, at=at)
    office = make_draw_office(at, cast.requests)
    frozen = draws.freeze_draw(
        scope=cast.scope("supervisor"), project_code="buri", candidates=candidates_for("buri"),
        units=units_for_draw("buri"), draws_at=office.draws_at, at=at,
    )  # fmt: skip
    office.announce(frozen.reference)
    office.reveal(frozen.reference)
    walk.days_pass(2)
    office.take_beacon(frozen)
    office.run(frozen.reference)
    handovers.take_draw(draw_id=frozen.pk, at=clock.now())


def is_put_on_the_list(walk: Walk, spouse: Visitor, folder: Path) -> Case:
    """Apply, wait for the spouse, be granted the application and read the card."""
    someone = walk.someone
    case = applies(someone, folder)
    answer_registers(case, clock.now())
    case.refresh_from_db()
    page = f"/cases/{case.reference}/"
    reads(someone, page, "ننتظر رد آخرين", "مريم جاسم حسن القطان")

    wife = case.household.members.get(relation="spouse").person  # type: ignore[union-attr] -- the register names one
    spouse.come_in(signed_in(citizen(wife.cpr, wife.name_ar, wife.name_en, at=clock.now())))
    declares(spouse, case)
    answer_registers(case, clock.now())
    is_granted(walk.cast, case)
    draw_card(IssuedDocument.objects.get(case_reference=case.reference).pk)
    reads(someone, page, "دخل طلبك قائمة الانتظار", "بطاقة استحقاق")
    return case


def lives_on(walk: Walk, case: Case, registers: str) -> None:
    """Have a child, say of a stay abroad that it is over, and read what follows from either."""
    someone, page = walk.someone, f"/cases/{case.reference}/"
    happens(registers, "birth", HEAD, on=clock.today().isoformat(), **CHILD)
    compare_households(at=walk.days_pass(1))
    reads(someone, page, "ولادة نورة يوسف")
    said = declares_a_change(someone, "سافرنا للدراسة في الأردن مدة فصل واحد، وعدنا إلى البحرين")
    answer_registers(said, clock.now())
    reads(someone, f"/cases/{said.reference}/", "بانتظار المراجعة")
    reviewer = walk.cast.scope("reviewer")
    review.begin_review(scope=reviewer, reference=said.reference, at=clock.now())
    make_move(scope=reviewer, reference=said.reference, code="approve", at=clock.now(), reason="")
    reads(someone, page, "صرّحت بتغيّر في السكن أو الإقامة")
    expect(someone.page.locator("main")).to_contain_text("ينظر في ذلك موظف")
    settle_by_two(walk.cast, HouseholdEvent.objects.latest("pk").pk, "ما زالت الأسرة مقيمة في البحرين", clock.now())
    reads(someone, page, "بُتّ في الأمر في")


def gets_its_home(walk: Walk, case: Case) -> Offer:
    """Be nominated, accept the offer and be drawn a home."""
    someone, page = walk.someone, f"/cases/{case.reference}/"
    walk.days_pass(30)
    offer = is_nominated(walk.cast, case)
    reads(someone, page, "عرض من الوزارة بانتظار ردك", "آخر يوم للرد")
    reads(someone, f"{page}offer/", "القسط الشهري", "هل تقبل هذا العرض؟")
    someone.page.check("input[name=answer][value=accept]")
    someone.page.click("main form button[type=submit]")
    someone.check()
    someone.page.click("button[name=confirmed]")
    someone.check()
    is_drawn(walk, offer)
    reads(someone, f"{page}offer/", "حُدّدت الوحدة، والعقد قيد الإعداد", "BURI-0001")
    return offer


def gets_its_keys(walk: Walk, offer: Offer) -> None:
    """Have the contract issued, choose an hour and receive the keys."""
    someone, page = walk.someone, f"/cases/{offer.case.reference}/"
    certificates.check_property(offer_id=offer.pk, before=JudgedAt.CONTRACT, at=clock.now())
    handovers.issue_contract(scope=walk.cast.scope("reviewer"), offer_id=offer.pk, at=clock.now())
    handovers.open_slot(
        scope=walk.cast.scope("reviewer"),
        project_code="buri",
        starts_at=clock.now() + 3 * DAY,
        capacity=1,
        at=clock.now(),
    )
    reads(someone, f"{page}offer/", "متى تود تسلم المفاتيح؟")
    someone.page.locator("input[name=slot]").first.check()
    someone.follow(someone.page.locator("main form button[type=submit]").last)
    someone.check()
    walk.days_pass(3)
    handovers.hand_over(
        scope=walk.cast.scope("reviewer"), offer_id=offer.pk, keys_count=3, electricity_reading=12, water_reading=3,
        snags=[("المطبخ", "شرخ في البلاط")], has_temporary_flat=False, at=clock.now(),
    )  # fmt: skip
    reads(someone, page, "تسلمت مفاتيح وحدتك", "وخرج طلبك من قائمة الانتظار بحصولك عليها")
    reads(someone, f"{page}offer/", "شرخ في البلاط", "ضمان")
    reads(someone, "/messages/", "تغيّر في بيانات أسرتك", "عرض من الوزارة بانتظار ردك", "تسلمت مفاتيح وحدتك")


def test_a_family_s_road_to_its_keys(
    visitor: VisitorMaker, cast: Cast, registers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = citizen(HEAD, "يوسف أحمد علي المناعي", "Yusuf Ahmed Ali Al Mannai", at=clock.now())
    someone = on_a_slow_line(visitor(looks=[(PHONE, "light")])).come_in(signed_in(head))
    walk = Walk(head, someone, cast, Calendar(monkeypatch))
    case = is_put_on_the_list(walk, visitor(looks=[(PHONE, "light")]), tmp_path)
    lives_on(walk, case, registers)
    gets_its_keys(walk, gets_its_home(walk, case))
