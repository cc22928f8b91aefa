"""Citizens and cases as the portal's browser tests need them: signed in, and in every stage."""

from collections.abc import Iterator

from django.conf import settings as django_settings
from pytest_django import Settings
from tests.browser.conftest import Visitor
from tests.factories.cast import Cast, make_cast, signed_in
from tests.factories.journeys import DECLARED, NEW_APPLICATION, attach_all, fill_in

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.allocation.models import ListStanding, WaitingListEntry
from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.models import Case, CaseEvent, Decision
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.operations.review import begin_review, request_from_citizen
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.documents.models import IssuedDocument
from iskan.core.eligibility import FactValue, assess
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.policy.registry import services


def cast_of_today(settings: Settings) -> Iterator[Cast]:
    """Yield the cast, with the catalogue kept and every register down: a citizen files all the same."""
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, "http://127.0.0.1:9")
    catalogue.clear_caches()
    register_versions(at=clock.now())
    yield make_cast(clock.now())
    catalogue.clear_caches()


def come_in(visitor: Visitor, user: User) -> None:
    """Give a visitor's browser the session of a user who has signed in."""
    cookie = signed_in(user).cookies[django_settings.SESSION_COOKIE_NAME].value
    visitor.page.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.root}]
    )


def filed_case(user: User) -> Case:
    """Return a filed new housing application of a citizen's."""
    scope = scope_of(user, clock.today())
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=clock.now())
    fill_in(scope, case.reference, {}, clock.now())
    attach_all(user, scope, case.reference, clock.now())
    return submit_case(scope=scope, reference=case.reference, declared=DECLARED, at=clock.now())


def _stand(case: Case, stage: str) -> None:
    CaseEvent.objects.create(
        case=case, kind="transition", code="decide", source=case.stage, target=stage, at=clock.now()
    )
    Case.objects.filter(pk=case.pk).update(stage=stage, closed_at=clock.now())


def granted(case: Case) -> None:
    """Grant a case: its card is signed and it stands on the list."""
    IssuedDocument.objects.create(
        token="T" * 20, code="entitlement_card", case_reference=case.reference, holder=case.applicant, contents={},
        file="issued/x.pdf", issued_at=clock.now(),
    )  # fmt: skip
    WaitingListEntry.objects.create(
        case=case, programme="unit", governorate="BH-15", seniority_on=clock.today(), reference=case.reference,
        entered_at=clock.now(), place=44_632, place_in_governorate=9_777,
    )  # fmt: skip
    for governorate, waiting in (("", 44_632), ("BH-13", 14_463), ("BH-15", 9_777), ("BH-17", 22_232), ("BH-14", 1)):
        ListStanding.objects.create(
            programme="unit",
            governorate=governorate,
            waiting_count=waiting,
            reached_on=clock.today(),
            ranked_at=clock.now(),
        )
    _stand(case, "approved")


def refused(case: Case, cast: Cast) -> None:
    """Refuse a case for what the criteria found."""
    source = Text(ar="السجل السكاني", en="Population register")
    facts = {"bahraini": FactValue(value=False, source=source, at=clock.now())}
    assessment = assess(services()[case.service_code].criteria_for("unit"), facts, clock.today())
    Decision.objects.create(
        case=case,
        recommendation="refused",
        recommended_by=cast.reviewer,
        recommended_at=clock.now(),
        outcome="refused",
        decided_by=cast.approver,
        decided_at=clock.now(),
        reason="شروط لم تتحقق",
        findings=keep_findings(assessment.findings),
    )
    _stand(case, "rejected")


def asked(case: Case, cast: Cast) -> None:
    """Ask the citizen for a document."""
    reviewer = scope_of(cast.reviewer, clock.today())
    begin_review(scope=reviewer, reference=case.reference, at=clock.now())
    item = case.evidence.first()
    codes = (item.code,) if item else ()
    request_from_citizen(
        scope=reviewer, reference=case.reference, text="نرجو إرفاق شهادة أوضح", evidence_codes=codes, at=clock.now()
    )
