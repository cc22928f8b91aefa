"""What convinces an outsider, as it is seen: published heads, alarms, unusual conduct, acts of two; a stronger eKey."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from playwright.sync_api import expect
from pytest_django import Settings
from tests.browser.conftest import EVERY_LOOK, Looks, Visitor
from tests.browser.portal import cast_of_today
from tests.factories.cast import Cast
from tests.factories.filed import inserted_case
from tests.factories.journeys import NEW_APPLICATION, attach_all, fill_in
from tests.factories.trail import tamper

from iskan.apps.accounts.queries import scope_of
from iskan.apps.anchors.operations.anchoring import make_anchor
from iskan.apps.anchors.operations.verifying import verify_trail
from iskan.apps.anomalies.models import Anomaly
from iskan.apps.anomalies.operations.finding import find_anomalies
from iskan.apps.cases.operations.drafting import start_case
from iskan.foundation import audit, clock

VisitorMaker = Callable[..., Visitor]


@EVERY_LOOK
def test_the_auditors_pages(
    visitor: VisitorMaker,
    transactional_db: None,  # noqa: ARG001 -- the server reads what is committed
    settings: Settings,
    language: str,
    looks: Looks,
) -> None:
    cast = cast_of_today(settings)
    auditor = visitor(language=language, looks=looks).come_in(cast.client("auditor"))
    for path in ("/staff/audit/anomalies/", "/staff/audit/alarms/", "/audit/heads/", "/staff/acts/"):
        auditor.go(path)
        auditor.check()
    alarm = _fault_in_the_trail(cast)
    for anomaly in _conduct(cast, settings):
        auditor.go(f"/staff/audit/anomalies/{anomaly.pk}/")
        auditor.check()
    for path in ("/staff/audit/anomalies/", "/staff/audit/alarms/", f"/staff/audit/alarms/{alarm}/", "/audit/heads/"):
        auditor.go(path)
        auditor.check()


@EVERY_LOOK
def test_the_way_to_an_advanced_ekey(
    visitor: VisitorMaker,
    transactional_db: None,  # noqa: ARG001 -- the server reads what is committed
    settings: Settings,
    language: str,
    looks: Looks,
) -> None:
    cast = cast_of_today(settings)
    scope, at = scope_of(cast.head, clock.today()), clock.now()
    reference = start_case(scope=scope, service_code=NEW_APPLICATION, at=at).reference
    fill_in(scope, reference, {}, at)
    attach_all(cast.head, scope, reference, at)
    client = cast.client("head")
    session = client.session
    session["assurance"] = "standard"
    session.save()
    citizen = visitor(language=language, looks=looks).come_in(client)
    citizen.go(f"/apply/{reference}/check/")
    citizen.check()


def _fault_in_the_trail(cast: Cast) -> int:
    audit.record(scope=cast.scope("auditor"), action="audit.shown", subject_kind="case", subject="", at=clock.now())
    make_anchor(at=clock.now(), is_mailed=False)
    with transaction.atomic():
        tamper("UPDATE foundation_auditentry SET actor_id = 99 WHERE id = (SELECT max(id) FROM foundation_auditentry)")
    return verify_trail(at=clock.now())[0].pk


def _conduct(cast: Cast, settings: Settings) -> list[Anomaly]:
    settings.ISKAN_ANOMALY_OUT_OF_HOURS = settings.ISKAN_ANOMALY_SEARCHES = 2
    day = clock.today() - timedelta(days=1)
    at = clock.now().replace(hour=20, minute=40) - timedelta(days=1)
    reviewer = scope_of(cast.reviewer, day)
    cases = [inserted_case(number, cast.requests) for number in range(1, 8)]
    for case in cases:
        audit.record_read(scope=reviewer, subject_kind=audit.CASE, subject=case.reference, at=at)
        audit.record_shown(scope=reviewer, action=audit.SEARCHED, references=[case.reference], at=at)
    find_anomalies(day=day, at=clock.now())
    return list(Anomaly.objects.order_by("pk"))


@EVERY_LOOK
def test_an_auditor_is_answered_in_three_actions(
    visitor: VisitorMaker,
    transactional_db: None,  # noqa: ARG001 -- the server reads what is committed
    settings: Settings,
    language: str,
    looks: Looks,
) -> None:
    cast = cast_of_today(settings)
    at, reviewer = clock.now(), cast.scope("reviewer")
    audit.record(scope=reviewer, action="figure.proposed", subject_kind="figure", subject="revival_years", at=at)
    audit.record(scope=reviewer, action="draw.run", subject_kind="draw", subject="DRAW-1", at=at)
    auditor = visitor(language=language, looks=looks).come_in(cast.client("auditor"))
    said = {"ar": ("اقتراح قيمة", "إجراء السحب"), "en": ("Figure proposed", "Draw carried out")}[language]
    # Who changed this figure: from the figures, one click.
    auditor.go("/staff/figures/")
    auditor.page.locator("#revival_years a[href*='kind=figure']").click()
    expect(auditor.page.locator("table")).to_contain_text(said[0])
    auditor.check()
    # What happened in this draw: the kind, its reference, and the search.
    auditor.go("/staff/audit/")
    auditor.page.locator("#ask-kind").select_option("draw")
    auditor.page.locator("#ask-subject").fill("DRAW-1")
    auditor.page.locator("#ask-subject").press("Enter")
    expect(auditor.page.locator("table")).to_contain_text(said[1])
    expect(auditor.page.locator("table")).not_to_contain_text(said[0])
    # What this official did on this day: the official, the day, and the search.
    auditor.go("/staff/audit/")
    auditor.page.locator("#ask-official").select_option(str(cast.reviewer.pk))
    auditor.page.locator("#ask-since").fill(clock.today().isoformat())
    auditor.page.locator("#ask-since").press("Enter")
    expect(auditor.page.locator("table")).to_contain_text(said[1])
    # Who read this family: the drawer, the number, and the search; a number nobody bears says so.
    auditor.go("/staff/audit/")
    auditor.page.locator("details.drawer summary").click()
    auditor.page.locator("#cpr").fill("123456789")
    auditor.page.locator("#cpr").press("Enter")
    expect(auditor.page.locator("#cpr")).to_have_attribute("aria-invalid", "true")
    auditor.check()
