"""What convinces an outsider, as it is seen: published heads, alarms, unusual conduct, acts of two; a stronger eKey."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
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
