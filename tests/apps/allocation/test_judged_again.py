"""Conditions hold until the certificate, property until the home is given: what is judged again, and what it stops."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests.factories.cast import AT, Cast, make_cast
from tests.factories.journeys import answer_registers, document, filed_case, others_agree
from tests.factories.nominations import LATER, approved
from tests.factories.settling import settle_by_two
from tests.factories.simulators import registers_in_process
from tests.factories.stock import make_project

from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import agree_to_act, propose_act
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import NominationCheck, Offer
from iskan.apps.allocation.operations import certificates, offers
from iskan.apps.allocation.operations.certificates import PropertyNotJudged
from iskan.apps.allocation.operations.offering import OfferMovedOn
from iskan.apps.allocation.queries.distribution import candidates_for
from iskan.apps.allocation.queries.offers import unanswered_in
from iskan.apps.cases.enums import ExceptionGround, ExceptionKind, ExceptionStatus
from iskan.apps.cases.models import Case, ExceptionEntry
from iskan.apps.cases.operations.exceptions import propose_exception, settle_exception
from iskan.apps.cases.operations.review import CriteriaNotMet
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.household_life.operations.settling import HouseholdChangeBeforeContract
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Unit
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list
from iskan.core.refusal import NotForThisRole
from iskan.foundation.scope import OutOfScope
from iskan.integrations.budgeted import budgeted_client
from iskan.integrations.models import Exchange
from iskan.integrations.registry import forget_clients
from iskan.integrations.synthetic import cast as personas
from iskan.policy.acts import ISSUE_CONTRACT
from iskan.policy.judged_again import JudgedAt

NEXT = AT + timedelta(days=1)


@pytest.fixture
def registers(settings: Settings) -> Iterator[str]:
    """Answer from a population of this test's own: what happens to people stays with it."""
    with registers_in_process() as address:
        settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, address)
        forget_clients()
        yield address
        forget_clients()


@pytest.fixture
def cast(transactional_db: None, registers: str) -> Cast:  # noqa: ARG001 -- the registers answer
    return make_cast()


def nominated(cast: Cast, cpr: str) -> Offer:
    """Nominate a citizen the registers know for a home, who was granted it as they stood at filing."""
    case, _user, _scope = filed_case(cpr, {"programme": "unit", "family_category": "1"})
    others_agree(case)
    answer_registers(case)
    Case.objects.filter(pk=case.pk).update(stage="approved", closed_at=AT, department=cast.requests)
    case.decisions.create(
        recommendation="approved", recommended_by=cast.reviewer, recommended_at=AT, outcome="approved",
        decided_by=cast.approver, decided_at=AT,
    )  # fmt: skip
    enter_waiting_list(case_id=case.pk, at=AT)
    for code in ("buri", "sitra"):
        make_project(code, units={"house-4br": 1}, state=UnitState.READY)
    offers.open_offers(distribution_id=approved(cast).pk, at=AT)
    return Offer.objects.get(case=case)


def stands(offer: Offer, state: OfferState) -> None:
    home = Unit.objects.filter(project__code=offer.nomination.project_code)[0].code
    Offer.objects.filter(pk=offer.pk).update(state=state, unit_code=home if state == OfferState.DRAWN else "")


def happens(registers: str, what: str, cpr: str, **more: str) -> None:
    answer = budgeted_client("registers").post(
        f"{registers}/control/happenings", json={"what": what, "cpr": cpr, **more}
    )
    assert answer.status_code == 200, answer.text


def feels(registers: str, register: str, mood: str) -> None:
    budgeted_client("registers").put(f"{registers}/control/moods", json={register: mood})
    forget_clients()


def verdicts(check: NominationCheck) -> dict[str, str]:
    return {finding["criterion"]: finding["verdict"] for finding in check.findings}


def excepted(cast: Cast, case: Case, criterion: str) -> None:
    """Have an exception entered by one official and approved by another, as their pages do."""
    entry = propose_exception(
        scope=cast.scope("supervisor"), reference=case.reference, kind=ExceptionKind.CRITERION, criterion=criterion,
        ground=ExceptionGround.COURT, explanation="حكم قضائي", document=document(cast.supervisor), at=NEXT,
    )  # fmt: skip
    settle_exception(scope=cast.scope("approver"), exception_id=entry.pk, approved=True, reason="", at=NEXT)
    assert ExceptionEntry.objects.get(pk=entry.pk).status == ExceptionStatus.APPROVED


def test_a_family_no_longer_bahraini_is_certified_by_nobody_alone_and_the_official_sees_what_changed(
    cast: Cast, registers: str
) -> None:
    offer = nominated(cast, personas.QUALIFIES_FOR_UNIT)
    happens(registers, "nationality", personas.QUALIFIES_FOR_UNIT, to="QA")

    certificates.check_nomination(offer_id=offer.pk, at=NEXT)

    offer.refresh_from_db()
    check = NominationCheck.objects.get(offer=offer)
    assert (offer.state, check.verdict, check.on_day) == (OfferState.DOUBTFUL, "not_eligible", NEXT.date())
    assert {code for code, verdict in verdicts(check).items() if verdict == "not_met"} == {"nationality"}
    assert HouseholdEvent.objects.get(case=offer.case).kind == "nationality_lost"
    assert not IssuedDocument.objects.filter(case_reference=offer.case.reference).exists()
    shown = cast.client("reviewer").get(f"/en/staff/offers/{offer.pk}/").content.decode()
    changed = shown[shown.index("What has changed since filing") : shown.index("At filing: judged as of")]
    assert changed.count("<tr") == 2, "its head, and nationality alone"
    assert "Applicant is Bahraini" in changed or "Bahraini nationality" in changed


def test_a_register_that_is_silent_leaves_unknown_what_it_told_at_filing(cast: Cast, registers: str) -> None:
    offer = nominated(cast, personas.QUALIFIES_FOR_UNIT)
    feels(registers, "land_registry", "refusing")

    certificates.check_nomination(offer_id=offer.pk, at=NEXT)

    offer.refresh_from_db()
    found = verdicts(NominationCheck.objects.get(offer=offer))
    assert offer.state == OfferState.DOUBTFUL
    assert {code for code, verdict in found.items() if verdict != "met"} == {"property"}
    assert found["property"] == "unknown"


def test_once_the_register_is_corrected_the_conditions_are_judged_anew_and_certify(cast: Cast, registers: str) -> None:
    offer = nominated(cast, personas.QUALIFIES_FOR_UNIT)
    feels(registers, "land_registry", "refusing")
    certificates.check_nomination(offer_id=offer.pk, at=NEXT)
    feels(registers, "land_registry", "normal")
    before = ProcrastinateJob.objects.filter(task_name="allocation.check_nomination").count()

    with pytest.raises(NotForThisRole):
        offers.judge_anew(scope=cast.scope("auditor"), offer_id=offer.pk, at=NEXT)
    with pytest.raises(OutOfScope):
        offers.judge_anew(scope=cast.scope("stranger"), offer_id=offer.pk, at=NEXT)
    cast.client("reviewer").post(f"/staff/offers/{offer.pk}/judge/")
    assert ProcrastinateJob.objects.filter(task_name="allocation.check_nomination").count() == before + 1
    certificates.check_nomination(offer_id=offer.pk, at=NEXT)

    offer.refresh_from_db()
    assert offer.state == OfferState.CERTIFIED
    assert [check.verdict for check in NominationCheck.objects.order_by("pk")] == ["unknown", "eligible"]
    with pytest.raises(OfferMovedOn):
        offers.judge_anew(scope=cast.scope("reviewer"), offer_id=offer.pk, at=NEXT)


def test_whom_property_keeps_out_of_a_draw_is_named_and_let_in_by_an_exception(cast: Cast) -> None:
    offer = nominated(cast, personas.OWNS_HOUSE)
    project = offer.nomination.project_code
    stands(offer, OfferState.ACCEPTED)
    assert [case for case, _class in candidates_for(project)] == [offer.case_id]

    certificates.check_property(offer_id=offer.pk, before=JudgedAt.ALLOCATION, at=NEXT)

    check = NominationCheck.objects.get(offer=offer)
    assert (check.judged_at, verdicts(check)) == ("allocation", {"property": "not_met"})
    assert (candidates_for(project), unanswered_in(project).kept_out) == ((), 1)
    shown = cast.client("reviewer").get(f"/en/staff/offers/{offer.pk}/").content.decode()
    assert "At the allocation of a home" in shown
    excepted(cast, offer.case, "property")
    assert ([case for case, _class in candidates_for(project)], unanswered_in(project).kept_out) == ([offer.case_id], 0)


def test_property_stops_a_contract_until_two_officials_have_excepted_it(cast: Cast) -> None:
    offer = nominated(cast, personas.OWNS_HOUSE)
    stands(offer, OfferState.DRAWN)
    reviewer = cast.scope("reviewer")
    with pytest.raises(CriteriaNotMet):
        propose_act(scope=reviewer, act=ISSUE_CONTRACT, subject=str(offer.pk), terms={}, reason="", at=NEXT)
    assert NominationCheck.objects.get(offer=offer).judged_at == "contract"

    excepted(cast, offer.case, "property")
    act = propose_act(scope=reviewer, act=ISSUE_CONTRACT, subject=str(offer.pk), terms={}, reason="", at=NEXT)
    agree_to_act(scope=cast.scope("approver"), proposed_id=act.pk, at=LATER)

    offer.refresh_from_db()
    assert offer.state == OfferState.CONTRACTED
    days = NominationCheck.objects.filter(judged_at="contract").order_by("pk").values_list("on_day", flat=True)
    assert list(days) == [NEXT.date(), LATER.date()]


def test_without_an_answer_of_the_day_no_contract_is_issued_and_the_official_is_told(
    cast: Cast, registers: str
) -> None:
    offer = nominated(cast, personas.QUALIFIES_FOR_UNIT)
    stands(offer, OfferState.DRAWN)
    feels(registers, "land_registry", "failing")
    with pytest.raises(PropertyNotJudged):
        propose_act(
            scope=cast.scope("reviewer"), act=ISSUE_CONTRACT, subject=str(offer.pk), terms={}, reason="", at=NEXT
        )
    assert not ProposedAct.objects.exists()


def test_nobody_whose_offer_it_is_not_has_a_register_asked(cast: Cast) -> None:
    offer = nominated(cast, personas.QUALIFIES_FOR_UNIT)
    stands(offer, OfferState.DRAWN)
    before = Exchange.objects.count()
    for stranger in ("auditor", "outsider", "administrator"):
        with pytest.raises((NotForThisRole, OutOfScope)):
            propose_act(
                scope=cast.scope(stranger), act=ISSUE_CONTRACT, subject=str(offer.pk), terms={}, reason="", at=NEXT
            )
    assert Exchange.objects.count() == before


def test_the_death_of_the_applicant_stops_the_contract_and_a_divorce_does_not(cast: Cast) -> None:
    offer = nominated(cast, personas.QUALIFIES_FOR_UNIT)
    stands(offer, OfferState.DRAWN)
    happened = {"case": offer.case, "cpr": personas.QUALIFIES_FOR_UNIT, "name_ar": "يوسف", "asks_decision": True}
    HouseholdEvent.objects.create(kind="divorced", found_at=NEXT, **happened)
    died = HouseholdEvent.objects.create(kind="applicant_died", found_at=NEXT, **happened)
    reviewer = cast.scope("reviewer")
    with pytest.raises(HouseholdChangeBeforeContract):
        propose_act(scope=reviewer, act=ISSUE_CONTRACT, subject=str(offer.pk), terms={}, reason="", at=NEXT)
    shown = cast.client("reviewer").get(f"/en/staff/offers/{offer.pk}/").content.decode()
    assert "Settle it before the contract is issued." in shown
    settle_by_two(cast, died.pk, "انتقل الطلب إلى الزوجة", NEXT)
    propose_act(scope=reviewer, act=ISSUE_CONTRACT, subject=str(offer.pk), terms={}, reason="", at=NEXT)
