"""Citizens and cases as the portal's browser tests need them: signed in, and in every stage."""

from pathlib import Path

from pytest_django import Settings
from tests.browser.conftest import Visitor
from tests.factories.answers import IBAN
from tests.factories.cast import Cast, make_cast
from tests.factories.journeys import DECLARED, NEW_APPLICATION, attach_all, fill_in
from tests.factories.review import begin_review, request_from_citizen

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.findings import keep_findings
from iskan.apps.cases.models import Case, CaseEvent, Decision
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.waiting_lists.models import ListStanding, WaitingListEntry
from iskan.core.eligibility import FactValue, assess
from iskan.core.text import Text
from iskan.foundation import clock
from iskan.policy.registry import services

TYPED = {
    "mobile": "٣٣٤٤٥٥٦٦",
    "iban": IBAN,
    "basic_salary": "٧٥٠",
    "address-building": "1088",
    "address-road": "4025",
    "address-block": "840",
    "other_allowances": "0",
}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cfc0f01f0005000"
    "1ffa1c8b0bd0000000049454e44ae426082"
)


def cast_of_today(settings: Settings) -> Cast:
    """Return the cast, with the catalogue kept and every register down: a citizen files all the same."""
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, "http://127.0.0.1:9")
    register_versions(at=clock.now())
    return make_cast(clock.now())


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
        token="T" * 20, code="entitlement_card", template="entitlement_card", name_ar="بطاقة استحقاق",
        name_en="Entitlement card", is_feminine=True, valid_from=clock.today(), case_reference=case.reference,
        holder=case.applicant, contents={},
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


def answer_step(visitor: Visitor) -> None:
    """Answer what a step asks that is not answered yet: the first choice, no, or the words known for it."""
    page = visitor.page
    for name in dict.fromkeys(box.get_attribute("name") for box in page.locator("main input[type=radio]").all()):
        group = page.locator(f"main input[name='{name}']")
        if not page.locator(f"main input[name='{name}']:checked").count():
            no = page.locator(f"main input[name='{name}'][value=no]")
            (no if no.count() else group.first).check()
    for box in page.locator("main input:not([type=radio]):not([type=hidden]):not([type=file])").all():
        name = box.get_attribute("name") or ""
        if name in TYPED and not box.input_value():
            box.fill(TYPED[name])


def go_on(visitor: Visitor) -> None:
    visitor.follow(visitor.page.locator("main form.form button:not(.default-button)[type=submit]:not([name])").first)


def fill_every_step(visitor: Visitor) -> None:
    """Answer and go on until the steps are done."""
    for _ in range(24):
        if "/steps/" not in visitor.page.url:
            return
        answer_step(visitor)
        go_on(visitor)
    raise AssertionError(f"the application does not come to an end: {visitor.page.url}")


def state_days_of_issue(visitor: Visitor) -> None:
    """Say of each document whose age matters that it was issued today."""
    today = clock.today()
    for part in ("day", "month", "year"):
        for box in visitor.page.locator(f"main input[name^='issued-'][name$='-{part}']").all():
            box.fill(str(getattr(today, part)))


def attach_pictures(visitor: Visitor, folder: Path) -> None:
    """Attach a picture to each kind of document asked for, and go on."""
    file = folder / "شهادة.png"
    file.write_bytes(PICTURE)
    state_days_of_issue(visitor)
    for box in visitor.page.locator("main input[type=file]").all():
        box.set_input_files(file)
        visitor.page.wait_for_load_state("networkidle")
    go_on(visitor)
    if visitor.page.url.endswith("/documents/"):
        go_on(visitor)
