"""Overview, exceptions, figures, officials, registers, messages that did not arrive, the audit trail."""

import io
from datetime import date, timedelta

import httpx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from PIL import Image
from pytest_django import Settings
from tests.factories.cast import Cast
from tests.factories.draws import make_draw_office
from tests.factories.filed import inserted_case
from tests.factories.nominations import waits
from tests.factories.review import withdraw

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case, ExceptionEntry
from iskan.apps.cases.queries.counts import waiting_by_register
from iskan.apps.cases.retention import ERASERS
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.documents.models import Document
from iskan.apps.documents.operations import DocumentInUse, discard_document
from iskan.apps.draws.operations.drawing import fetch_beacon
from iskan.apps.draws.queries.beacon import FAILED, beacon_standing
from iskan.apps.notifications.models import Delivery, Message
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.core.promises import Alarm
from iskan.foundation import audit, clock
from iskan.foundation.scope import SYSTEM
from iskan.integrations.beacon import http
from iskan.integrations.beacon.port import BeaconUnavailable
from iskan.integrations.beacon.simulator import make_app
from iskan.policy.retention import LOOSE_UPLOADS

STAFF = "/en/staff/"

FIRST_DAY = "2031-01-01"


def page(cast: Cast, role: str, address: str) -> str:
    answer = cast.client(role).get(STAFF + address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(cast: Cast, role: str, address: str, **words: object) -> HttpResponse:
    answer: HttpResponse = cast.client(role).post(STAFF + address, words)
    return answer


def report() -> SimpleUploadedFile:
    sent = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(sent, "PNG")
    return SimpleUploadedFile("تقرير.png", sent.getvalue(), "image/png")


@pytest.fixture
def case(cast: Cast) -> Case:
    return inserted_case(1, cast.requests, stage="in_review", assignee=cast.reviewer, alarm=Alarm.BREACHED)


@pytest.fixture
def entered(cast: Cast, case: Case) -> ExceptionEntry:
    words = {
        "kind": "criterion",
        "criterion": "property",
        "ground": "court",
        "reason": "حكم نهائي",
        "document": report(),
    }
    assert send(cast, "supervisor", f"cases/{case.reference}/exception/", **words).status_code == 302
    return ExceptionEntry.objects.get()


def test_the_overview_counts_and_leads_on(cast: Cast, case: Case) -> None:
    inserted_case(2, cast.requests)
    inserted_case(3, cast.finance)
    shown = page(cast, "supervisor", "overview/")
    assert "Open cases" in shown
    assert "?tab=all&amp;alarm=100" in shown
    assert f"Official {cast.reviewer.username}" in shown
    assert cast.client("reviewer").get(f"{STAFF}overview/").status_code == 403
    assert case.reference in page(cast, "supervisor", "?tab=all&alarm=100")


def test_an_exception_takes_two_officials(cast: Cast, entered: ExceptionEntry) -> None:
    address = f"exceptions/{entered.pk}/"
    assert "Whoever recommended may not decide" in page(cast, "supervisor", address)
    assert send(cast, "supervisor", address, verdict="approve").status_code == 403
    assert send(cast, "approver", address, verdict="decline", reason="").status_code == 422
    assert send(cast, "approver", address, verdict="approve").status_code == 302
    entered.refresh_from_db()
    assert entered.second_by == cast.approver
    shown = page(cast, "auditor", "exceptions/")
    for words in ("Court judgment", "No property that counts", "Official a.hasan", "Official m.jasim", "تقرير.png"):
        assert words in shown, words
    assert "حكم نهائي" in page(cast, "auditor", "exceptions/report/")


def test_an_exception_overtaken_by_the_decision_says_so_to_everybody(
    cast: Cast, case: Case, entered: ExceptionEntry
) -> None:
    withdraw(scope=scope_of(case.applicant, clock.today()), reference=case.reference, reason="", at=clock.now())
    for role in ("supervisor", "approver", "auditor"):
        shown = page(cast, role, f"exceptions/{entered.pk}/")
        assert "the applicant withdrew the case before it was settled" in shown
        assert "Whoever recommended" not in shown
        assert 'name="verdict"' not in shown
    assert "Closed without a second official" in page(cast, "auditor", "exceptions/")
    assert send(cast, "approver", f"exceptions/{entered.pk}/", verdict="approve").status_code == 404


def test_an_exception_left_hanging_is_offered_to_be_declined_alone(
    cast: Cast, case: Case, entered: ExceptionEntry
) -> None:
    Case.objects.filter(pk=case.pk).update(stage="rejected", closed_at=clock.now())
    shown = page(cast, "approver", f"exceptions/{entered.pk}/")
    assert "The case was decided before this exception" in shown
    assert 'value="decline"' in shown
    assert 'value="approve"' not in shown


def test_a_period_is_read_either_way_round(cast: Cast, entered: ExceptionEntry) -> None:
    today = clock.today().isoformat()
    assert entered.case.reference in page(cast, "auditor", f"exceptions/report/?since={today}&until=2020-01-01")
    assert entered.case.reference not in page(cast, "auditor", "exceptions/report/?since=2020-01-01&until=2020-02-01")
    assert entered.case.reference in page(cast, "auditor", "exceptions/report/?since=x&until=2020-13-45")


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("kind", "Choose one of the options."),
        ("ground", "Choose one of the options."),
        ("criterion", "Choose the criterion"),
        ("reason", "Enter the reason."),
        ("document", "Attach the document"),
    ],
)
def test_what_an_exception_lacks_is_said_and_nothing_is_kept(cast: Cast, case: Case, lacking: str, said: str) -> None:
    words = {"kind": "criterion", "criterion": "property", "ground": "court", "reason": "حكم", "document": report()}
    del words[lacking]
    answer = send(cast, "approver", f"cases/{case.reference}/exception/", **words)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ExceptionEntry.objects.exists()
    assert not Document.objects.exists()


def test_a_document_that_is_not_what_it_says_is_refused(cast: Cast, case: Case) -> None:
    words = {"kind": "order", "ground": "court", "reason": "حكم", "document": SimpleUploadedFile("a.pdf", b"MZ\x90")}
    answer = send(cast, "approver", f"cases/{case.reference}/exception/", **words)
    assert answer.status_code == 422
    assert "حكم" in answer.content.decode()


def test_the_register_of_exceptions_is_read_a_page_at_a_time(
    cast: Cast, entered: ExceptionEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("iskan.surfaces.backoffice.views.exceptions.ON_A_PAGE", 1)
    other = inserted_case(3, cast.requests, stage="in_review", assignee=cast.reviewer)
    words = {"kind": "order", "ground": "court", "reason": "حكم آخر", "document": report()}
    assert send(cast, "supervisor", f"cases/{other.reference}/exception/", **words).status_code == 302
    first, second = page(cast, "auditor", "exceptions/"), page(cast, "auditor", "exceptions/?page=2")
    assert "Page 1 of 2" in first
    assert "page=2#entered" in first
    # Those awaited stand above, the oldest first; those entered below, the newest first.
    assert (first.count(other.reference), first.count(entered.case.reference)) == (1, 1)
    assert (second.count(other.reference), second.count(entered.case.reference)) == (0, 2)
    assert page(cast, "auditor", "exceptions/?waiting=2").count(other.reference) == 2


def test_a_figure_takes_two_officials(cast: Cast) -> None:
    shown = page(cast, "reviewer", "figures/")
    assert "Not configured" in shown
    assert "Propose a new version" not in shown
    words = {
        "value": "٩٥٠", "first_day": clock.today().isoformat(), "instrument_ar": "قرار رقم 1 لسنة 2026",
        "instrument_en": "Decision 1/2026",
    }  # fmt: skip
    assert send(cast, "supervisor", "figures/income_max_unit/", **words).status_code == 302
    (proposal,) = catalogue.proposed_figures()
    assert "950 BHD a month" in page(cast, "approver", "figures/")
    assert send(cast, "supervisor", f"figures/proposals/{proposal.id}/").status_code == 403
    assert send(cast, "approver", f"figures/proposals/{proposal.id}/").status_code == 302
    assert not catalogue.proposed_figures()
    assert "Decision 1/2026" in page(cast, "auditor", "figures/")
    assert send(cast, "approver", f"figures/proposals/{proposal.id}/").status_code == 404


def test_a_figure_that_holds_from_a_past_day_says_why(cast: Cast) -> None:
    words = {"value": "3", "first_day": "2026-01-01", "instrument_ar": "قرار", "instrument_en": "Decision"}
    refused = send(cast, "supervisor", "figures/revival_years/", **words)
    assert (refused.status_code, "say why" in refused.content.decode()) == (422, True)
    assert send(cast, "supervisor", "figures/revival_years/", **words, past_reason="نُشر متأخرًا").status_code == 302
    assert "نُشر متأخرًا" in page(cast, "approver", "figures/")


def test_the_copy_of_a_figures_instrument_is_open_to_the_second_official_and_stays(cast: Cast) -> None:
    words = {"value": "3", "first_day": FIRST_DAY, "instrument_ar": "قرار", "instrument_en": "Decision"}
    refused = send(
        cast, "supervisor", "figures/revival_years/", **words, document=SimpleUploadedFile("a.pdf", b"MZ\x90")
    )
    assert (refused.status_code, Document.objects.count()) == (422, 0)
    refused = send(cast, "supervisor", "figures/revival_years/", **words | {"value": "300000"}, document=report())
    assert (refused.status_code, Document.objects.count()) == (422, 0)
    assert send(cast, "supervisor", "figures/revival_years/", **words, document=report()).status_code == 302
    copy = Document.objects.get()
    address = f"/en/documents/{copy.pk}/"
    assert address in page(cast, "approver", "figures/")
    officials = ("approver", "administrator", "auditor")
    assert [cast.client(reader).get(address).status_code for reader in officials] == [200, 200, 200]
    assert [cast.client(reader).get(address).status_code for reader in ("head", "stranger")] == [404, 404]
    with pytest.raises(DocumentInUse):
        discard_document(scope=cast.scope("supervisor"), document_id=copy.pk, at=clock.now())
    (loose,) = (eraser for eraser in ERASERS if eraser.rule is LOOSE_UPLOADS)
    assert not loose.due(clock.now() + timedelta(days=1))
    (proposal,) = catalogue.proposed_figures()
    assert send(cast, "approver", f"figures/proposals/{proposal.id}/").status_code == 302
    assert address in page(cast, "auditor", "figures/")


def test_whom_a_figure_touches_is_seen_before_it_is_proposed(cast: Cast) -> None:
    words = {"value": "3", "first_day": FIRST_DAY, "instrument_ar": "قرار", "foresee": "1"}
    answer = send(cast, "supervisor", "figures/revival_years/", **words)
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing is proposed yet" in told
    assert "No open case and no waiting household today" in told
    assert 'value="قرار"' in told
    assert not catalogue.proposed_figures()
    assert send(cast, "supervisor", "figures/revival_years/", **words | {"value": "x"}).status_code == 422
    assert send(cast, "reviewer", "figures/revival_years/", **words).status_code == 403


def test_a_proposal_is_withdrawn_by_whoever_made_it(cast: Cast) -> None:
    words = {"value": "3", "first_day": FIRST_DAY, "instrument_ar": "قرار", "instrument_en": "Decision"}
    assert send(cast, "supervisor", "figures/revival_years/", **words).status_code == 302
    (proposal,) = catalogue.proposed_figures()
    assert "No open case and no waiting household today" in page(cast, "approver", "figures/")
    address = f"figures/proposals/{proposal.id}/withdraw/"
    assert address in page(cast, "supervisor", "figures/")
    assert address not in page(cast, "approver", "figures/")
    assert send(cast, "administrator", address).status_code == 404
    assert send(cast, "supervisor", address).status_code == 302
    assert not catalogue.proposed_figures()
    assert send(cast, "approver", f"figures/proposals/{proposal.id}/").status_code == 404


def test_whoever_proposed_a_figure_does_not_approve_it(cast: Cast) -> None:
    words = {"value": "3", "first_day": FIRST_DAY, "instrument_ar": "قرار", "instrument_en": "Decision"}
    assert send(cast, "administrator", "figures/revival_years/", **words).status_code == 302
    (proposal,) = catalogue.proposed_figures()
    answer = send(cast, "administrator", f"figures/proposals/{proposal.id}/")
    assert answer.status_code == 403
    assert "Whoever proposed this may not also approve it" in answer.content.decode()


def test_a_figure_is_declined_with_a_reason_its_proposer_reads(cast: Cast) -> None:
    words = {"value": "3", "first_day": FIRST_DAY, "instrument_ar": "قرار", "instrument_en": "Decision"}
    assert send(cast, "supervisor", "figures/revival_years/", **words).status_code == 302
    (proposal,) = catalogue.proposed_figures()
    address = f"figures/proposals/{proposal.id}/decline/"
    assert address in page(cast, "approver", "figures/")
    assert address not in page(cast, "supervisor", "figures/")
    lacking = send(cast, "approver", address, reason=" ")
    assert lacking.status_code == 422
    assert f'href="#decline-{proposal.id}-reason"' in lacking.content.decode()
    assert send(cast, "supervisor", address, reason="x").status_code == 403
    assert send(cast, "approver", address, reason="القرار لم يُنشر بعد").status_code == 302
    for role, said in (("supervisor", "Your proposal was declined"), ("auditor", "1 declined proposal")):
        shown = page(cast, role, "figures/")
        assert said in shown
        assert "القرار لم يُنشر بعد" in shown
    assert send(cast, "approver", address, reason="x").status_code == 404


@pytest.mark.parametrize(
    ("figure", "value", "said"),
    [
        ("income_max_unit", "تسعمئة", "amount in dinars"),
        ("revival_years", "2.5", "whole number"),
        ("unset_but_money", "", ""),
        ("temporary_flat_rent", "x", "amount in dinars"),
        ("wife_of_foreigner_in_category_one", "maybe", "Choose yes or no."),
        ("income_second_check", "", "Choose a value."),
        ("income_second_check", "foo", "Choose one of these values"),
        ("data_update_months", "24000", "between 1 and 1,200"),
    ],
)
def test_a_value_of_another_kind_is_refused(cast: Cast, figure: str, value: str, said: str) -> None:
    words = {"value": value, "first_day": FIRST_DAY, "instrument_ar": "قرار", "instrument_en": "Decision"}
    answer = send(cast, "supervisor", f"figures/{figure}/", **words)
    assert answer.status_code == (422 if said else 404)
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("lacking", "said"), [("first_day", "Enter a date"), ("instrument_ar", "Answer this question.")]
)
def test_a_figure_without_its_instrument_or_day_is_refused(cast: Cast, lacking: str, said: str) -> None:
    words = {"value": "3", "first_day": FIRST_DAY, "instrument_ar": "قرار", "instrument_en": "Decision"}
    answer = send(cast, "supervisor", "figures/revival_years/", **{**words, lacking: ""})
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.usefixtures("registers")
def test_registers_say_how_they_are_and_what_waits_for_them(cast: Cast, case: Case, settings: Settings) -> None:
    assert "It answers" in page(cast, "supervisor", "registers/")
    case.register_runs.create(register="justice", asked_at=clock.now())
    settings.ISKAN_REGISTER_URLS = {**settings.ISKAN_REGISTER_URLS, "justice": "http://127.0.0.1:9"}
    shown = page(cast, "supervisor", "registers/")
    assert "Down" in shown
    assert waiting_by_register(cast.scope("supervisor")) == {"justice": 1}


@pytest.mark.usefixtures("registers")
def test_the_beacon_says_how_it_is_and_what_it_gave_last(cast: Cast, case: Case, settings: Settings) -> None:
    settings.ISKAN_BEACON = {**settings.ISKAN_BEACON, "urls": ["http://127.0.0.1:9"]}
    shown = page(cast, "supervisor", "registers/")
    assert "The draws wait, or an official pastes" in shown
    assert shown.count("None yet") == 1
    office = make_draw_office(clock.now())
    draw = office.freeze([case], [("U-1", "house-4br")])
    office.announce(draw.reference)
    with pytest.raises(BeaconUnavailable):
        fetch_beacon(scope=office.scope(office.supervisor), reference=draw.reference, at=draw.draws_at)
    office.take_beacon(draw)

    shown = page(cast, "supervisor", "registers/")

    assert "None of the beacon&#39;s addresses answers" in shown
    assert f"Round {draw.beacon_round} · Pasted by an official" in shown
    assert audit.newest(subject_kind="draw", action=FAILED) is not None


@pytest.mark.django_db
def test_a_beacon_that_answers_for_our_chain_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(moods="", now=clock.now().timestamp)
    monkeypatch.setattr(http, "_connections", lambda: httpx.Client(transport=httpx.WSGITransport(app=app)))
    assert beacon_standing().is_up
    assert beacon_standing().is_stand_in


def test_messages_that_did_not_arrive_are_listed_without_their_words(cast: Cast, case: Case) -> None:
    assert "Every message has arrived" in page(cast, "supervisor", "unreached/?show=messages")
    message = Message.objects.create(
        user=case.applicant, event="x", subject_ar="سر", subject_en="Secret", body_ar="سر", body_en="Secret",
        case_reference=case.reference, created_at=clock.now(),
    )  # fmt: skip
    Delivery.objects.create(
        message=message, route="sms", status="failed", fault="undeliverable", changed_at=clock.now()
    )
    shown = page(cast, "auditor", "unreached/")
    assert case.reference in shown
    assert "could not reach the telephone" in shown
    assert "Secret" not in shown


def test_an_action_of_a_version_that_is_gone_shows_its_code_alone(cast: Cast, case: Case) -> None:
    audit.record(scope=SYSTEM, action="case.juggled", subject_kind="case", subject=case.reference, at=clock.now())
    assert "case.juggled" in page(cast, "auditor", f"audit/?reference={case.reference}")


def test_the_audit_trail_of_a_case_is_read_by_the_auditor_alone(cast: Cast, case: Case) -> None:
    audit.record(
        scope=cast.scope("reviewer"), action="case.claimed", subject_kind="case", subject=case.reference, at=clock.now()
    )
    shown = page(cast, "auditor", f"audit/?reference={case.reference.lower()}")
    assert "case.claimed" in shown
    assert "Case claimed by an official" in shown
    assert "تولّي المعاملة" in cast.client("auditor").get(f"/staff/audit/?reference={case.reference}").content.decode()
    assert "Official r.isa" in shown
    assert "No case with this reference" in page(cast, "auditor", "audit/?reference=7K3M9-XXXXX")
    assert cast.client("supervisor").get(f"{STAFF}audit/").status_code == 403


def test_the_waiting_list_says_what_is_not_configured_and_counts_once_it_is(cast: Cast) -> None:
    waits(cast, date(2010, 1, 1))
    shown = page(cast, "reviewer", "waiting-list/")
    assert "How often details are confirmed is not configured" in shown
    words = {"value": "6", "first_day": clock.today().isoformat(), "instrument_ar": "قرار", "instrument_en": "Decision"}
    assert send(cast, "supervisor", "figures/data_update_months/", **words).status_code == 302
    (proposal,) = catalogue.proposed_figures()
    assert send(cast, "approver", f"figures/proposals/{proposal.id}/").status_code == 302
    WaitingListEntry.objects.update(renewed_on=None)
    shown = page(cast, "auditor", "waiting-list/")
    assert "Interval for confirming details: 6 months" in shown
    assert "Update late" in shown
    assert cast.client("administrator").get(f"{STAFF}waiting-list/").status_code == 403
