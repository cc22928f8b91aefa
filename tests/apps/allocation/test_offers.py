"""From the nomination to the keys, and every way off that road."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from typing import cast as typed

import pytest
from django.db import connection, transaction
from django.db.utils import Error
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests.factories.cast import AT, TODAY, Cast, make_cast
from tests.factories.journeys import answer_registers, document, filed_case, others_agree
from tests.factories.nominations import (
    LATER,
    accepted,
    answer,
    appointed,
    approved,
    certified,
    contracted,
    drawn,
    offered,
    small_market,
)
from tests.factories.simulators import registers_in_process
from tests.factories.stock import make_project

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.agreements.enums import ActOutcome
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.agreements.operations import ActDecided, agree_to_act, propose_act
from iskan.apps.allocation.enums import NominationState, OfferState
from iskan.apps.allocation.models import DistributionRound, Nomination, NominationCheck, Offer, OfferEvent
from iskan.apps.allocation.operations import certificates, handovers, offers
from iskan.apps.allocation.operations.handovers import BadHandover, BadSlot, SlotFull
from iskan.apps.allocation.operations.offering import OfferMovedOn
from iskan.apps.allocation.operations.offers import DeadlineMissing
from iskan.apps.allocation.queries import distribution as distributions
from iskan.apps.allocation.queries import offers as queries
from iskan.apps.cases.claims import SecondClaim
from iskan.apps.cases.enums import ExceptionGround, ExceptionKind, ExceptionStatus
from iskan.apps.cases.living import DeathOnRecord
from iskan.apps.cases.models import Case, ExceptionEntry
from iskan.apps.cases.operations.moves import StaleEdit
from iskan.apps.cases.operations.review import CriteriaNotMet
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.household_life.operations.settling import HouseholdChangeOpen
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.models import Unit
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.enums import ChangeGround
from iskan.apps.waiting_lists.models import ListChange, WaitingListEntry
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list, leave_list
from iskan.core.acts import JointAct
from iskan.core.distribution.checking import justified_envy
from iskan.core.household_life import LifeEventKind
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing
from iskan.core.text import Text
from iskan.foundation.scope import SYSTEM, OutOfScope
from iskan.integrations.synthetic import cast as personas
from iskan.policy.acts import CERTIFY_DOUBTFUL, WITHDRAW_NOMINATION

WORDS = Text(ar="صباحًا", en="in the morning")


@pytest.fixture(scope="module")
def registers_address() -> Iterator[str]:
    with registers_in_process() as address:
        yield address


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- a fixture is asked for by name
    return make_cast()


@pytest.fixture
def market(cast: Cast) -> list[Case]:
    return small_market(cast)


def jobs(name: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=f"allocation.{name}").count()


def told(offer: Offer) -> list[str]:
    messages = Message.objects.filter(user=offer.case.applicant, case_reference=offer.case.reference)
    return list(messages.order_by("pk").values_list("subject_en", flat=True))


@pytest.mark.usefixtures("market")
def test_every_nomination_gets_one_offer_and_a_second_look(cast: Cast) -> None:
    found = approved(cast)

    assert offers.open_offers(distribution_id=found.pk, at=AT) == 3
    assert offers.open_offers(distribution_id=found.pk, at=AT) == 0
    offer = Offer.objects.order_by("pk")[0]
    assert (offer.state, offer.version) == (OfferState.CHECKING, 1)
    assert told(offer) == ["Your household is nominated for a project"]
    assert jobs("check_nomination") == 3


@pytest.mark.usefixtures("market")
def test_the_whole_way_to_the_keys(cast: Cast) -> None:
    offer = appointed(cast)
    scope = scope_of(offer.case.applicant, TODAY)
    handover = handovers.hand_over(
        scope=cast.scope("reviewer"), offer_id=offer.pk, keys_count=3, electricity_reading=12, water_reading=3,
        snags=[("المطبخ", "شرخ في البلاط")], has_temporary_flat=True, at=LATER + timedelta(days=3),
    )  # fmt: skip

    file = queries.file_of(queries.offer_of(scope, offer.case.reference), internal=False)
    assert [event.code for event in reversed(file.events)] == [
        *("nominated", "certified", "offered", "accepted", "drawn", "contracted", "appointed", "handed_over"),
    ]
    assert file.offer.state == OfferState.HANDED_OVER
    assert (handover.on_day, handover.defects_until) == (date(2026, 3, 8), date(2027, 3, 8))
    assert (handover.structure_until, handover.flat_due_on) == (date(2036, 3, 8), date(2026, 5, 8))
    assert [snag.what for snag in file.snags] == ["شرخ في البلاط"]
    assert Unit.objects.get(code=file.offer.unit_code).state == UnitState.HANDED_OVER
    assert Nomination.objects.get(case=offer.case).state == NominationState.HOUSED
    assert ListChange.objects.order_by("-pk")[0].ground == ChangeGround.HOUSED
    assert not WaitingListEntry.objects.filter(case=offer.case, status="waiting").exists()
    codes = set(IssuedDocument.objects.filter(case_reference=offer.case.reference).values_list("code", flat=True))
    assert codes == {"nomination_certificate", "usufruct_contract"}
    assert told(offer)[-1] == "You have received the keys of your home"

    handovers.mend_snag(scope=cast.scope("reviewer"), snag_id=file.snags[0].pk, at=LATER)
    with pytest.raises(OfferMovedOn):
        handovers.mend_snag(scope=cast.scope("reviewer"), snag_id=file.snags[0].pk, at=LATER)
    returned = handovers.return_flat(scope=cast.scope("reviewer"), offer_id=offer.pk, at=LATER)
    assert returned.flat_returned_on == LATER.date()
    with pytest.raises(OfferMovedOn):
        handovers.return_flat(scope=cast.scope("reviewer"), offer_id=offer.pk, at=LATER)


def test_a_refused_home_goes_to_the_next_and_the_application_keeps_its_place(cast: Cast, market: list[Case]) -> None:
    sent = offered(cast)
    refused = answer(sent[1], accepted=False)
    assert refused.state == OfferState.REFUSED
    assert WaitingListEntry.objects.filter(case=refused.case, status="waiting").exists()
    certificate = IssuedDocument.objects.get(case_reference=refused.case.reference)
    assert (certificate.status, jobs("fill_homes")) == (IssueStatus.REVOKED, 1)

    found = sent[0].nomination.distribution
    assert offers.fill_homes(distribution_id=found.pk, at=LATER) == 1

    filled = Nomination.objects.get(case=market[3])
    assert (filled.project_code, filled.round, filled.state) == ("sitra", 1, NominationState.NOMINATED)
    played = DistributionRound.objects.get()
    again = distributions.recomputed_round(played)
    assert (again.digest(), played.filled_count) == (played.outcome_digest, 1)
    assert justified_envy(again) == ()
    assert offers.fill_homes(distribution_id=found.pk, at=LATER) == 0


def test_who_no_longer_waits_is_passed_by(cast: Cast, market: list[Case]) -> None:
    sent = offered(cast)
    leave_list(case_id=market[3].pk, at=AT)
    answer(sent[1], accepted=False)
    offers.fill_homes(distribution_id=sent[0].nomination.distribution_id, at=LATER)

    assert Nomination.objects.get(round=1).case == market[4]


@pytest.mark.usefixtures("market")
def test_an_offer_lapses_after_its_last_day(cast: Cast) -> None:
    sent = offered(cast)
    assert sent[0].answer_due_on == date(2026, 3, 16)
    assert offers.expire_offers(at=AT + timedelta(days=14)) == 0
    with pytest.raises(OfferMovedOn):
        answer(sent[0], accepted=True, at=AT + timedelta(days=15))

    assert offers.expire_offers(at=AT + timedelta(days=15)) == 3
    assert set(Nomination.objects.values_list("state", flat=True)) == {NominationState.EXPIRED}
    assert offers.expire_offers(at=AT + timedelta(days=15)) == 0
    assert told(sent[0])[-1] == "The offer lapsed unanswered"


@pytest.mark.usefixtures("market")
def test_answers(cast: Cast) -> None:
    first, second, _third = offered(cast)
    once = answer(first, accepted=True)
    again = answer(first, accepted=True)
    assert (once.version, OfferEvent.objects.filter(offer=first, code="accepted").count()) == (again.version, 1)
    with pytest.raises(OfferMovedOn):
        answer(first, accepted=False)
    with pytest.raises(StaleEdit):
        offers.answer_offer(
            scope=scope_of(second.case.applicant, TODAY), offer_id=second.pk, accepted=True, at=AT, version=1
        )
    for stranger in ("stranger", "delegate", "anonymous", "outsider"):
        with pytest.raises(OutOfScope):
            offers.answer_offer(scope=cast.scope(stranger), offer_id=second.pk, accepted=True, at=AT)
    with pytest.raises(OutOfScope):
        offers.answer_offer(scope=cast.scope("approver"), offer_id=second.pk, accepted=True, at=AT)


@pytest.mark.usefixtures("market")
def test_offers_are_sent_with_a_deadline_by_those_who_may(cast: Cast) -> None:
    ids = [offer.pk for offer in certified(cast)]
    with pytest.raises(DeadlineMissing):
        offers.send_offers(scope=cast.scope("reviewer"), offer_ids=ids, at=AT - timedelta(days=365))
    with pytest.raises(NotForThisRole):
        offers.send_offers(scope=cast.scope("auditor"), offer_ids=ids, at=AT)
    assert offers.send_offers(scope=cast.scope("approver"), offer_ids=ids, at=AT) == 3
    with pytest.raises(OfferMovedOn):
        offers.send_offers(scope=cast.scope("reviewer"), offer_ids=ids, at=AT)
    assert queries.offer_counts(cast.scope("auditor")) == {"offered": 3}
    assert queries.offers_page(cast.scope("reviewer"), state="offered", project="buri", page=9).total == 2


def nominated_persona(cast: Cast, cpr: str, programme: str) -> Offer:
    """Nominate a citizen the registers know for a home of a programme."""
    case, _user, _scope = filed_case(cpr, {"programme": programme, "family_category": "1"})
    others_agree(case)
    answer_registers(case)
    Case.objects.filter(pk=case.pk).update(programme="unit", department=cast.requests)
    enter_waiting_list(case_id=case.pk, at=AT)
    make_project("buri", units={"house-4br": 1}, state=UnitState.READY)
    make_project("sitra", units={"house-4br": 1}, state=UnitState.READY)
    found = approved(cast)
    offers.open_offers(distribution_id=found.pk, at=AT)
    return Offer.objects.get(case=case)


def found_in(check: NominationCheck) -> dict[str, Any]:
    return {finding["criterion"]: finding for finding in check.findings}


@pytest.fixture
def registers(registers_address: str, settings: Settings) -> None:
    settings.ISKAN_REGISTER_URLS = dict.fromkeys(settings.ISKAN_REGISTER_URLS, registers_address)


@pytest.mark.usefixtures("registers")
@pytest.mark.parametrize("cpr", [personas.QUALIFIES_FOR_UNIT, personas.BETWEEN_CEILINGS])
def test_conditions_that_still_hold_certify_with_the_income_within_the_later_ceiling(cast: Cast, cpr: str) -> None:
    offer = nominated_persona(cast, cpr, "unit")
    certificates.check_nomination(offer_id=offer.pk, at=AT)
    certificates.check_nomination(offer_id=offer.pk, at=AT)

    offer.refresh_from_db()
    assert offer.state == OfferState.CERTIFIED
    kept = NominationCheck.objects.get()
    assert (kept.verdict, kept.judged_at, kept.on_day) == ("eligible", "nomination", TODAY)
    finding = found_in(kept)["income_unit_at_nomination"]
    assert set(found_in(kept)) == {
        *("category_may_own", "family_category", "nationality", "residence", "earlier_benefit", "property"),
        *("home_finance", "income_unit_at_nomination"),
    }
    assert any("1200" in figure["value"] or "1,200" in figure["value"] for figure in finding["figures"])


def _proposed(cast: Cast, offer: Offer, act: JointAct, reason: str = "الدخل فوق الحد") -> int:
    scope = cast.scope("reviewer")
    return propose_act(scope=scope, act=act, subject=str(offer.pk), terms={}, reason=reason, at=AT).pk


@pytest.mark.usefixtures("registers")
def test_income_above_the_later_ceiling_is_certified_only_with_an_exception_and_by_two(cast: Cast) -> None:
    offer = nominated_persona(cast, personas.QUALIFIES_FOR_PLOT, "plot")
    certificates.check_nomination(offer_id=offer.pk, at=AT)
    offer.refresh_from_db()
    assert (offer.state, NominationCheck.objects.get().verdict) == (OfferState.DOUBTFUL, "not_eligible")
    with pytest.raises(CriteriaNotMet):
        _proposed(cast, offer, CERTIFY_DOUBTFUL)
    with pytest.raises(CriteriaNotMet):
        offers.certify_doubtful(scope=cast.scope("approver"), offer_id=offer.pk, reason="نعم", at=AT)

    ExceptionEntry.objects.create(
        case=offer.case, kind=ExceptionKind.CRITERION, criterion="income_unit_at_nomination",
        ground=ExceptionGround.COURT, explanation="حكم", document=document(cast.supervisor),
        decided_by=cast.supervisor, decided_at=AT, status=ExceptionStatus.APPROVED, second_by=cast.approver,
        second_at=AT,
    )  # fmt: skip
    act = _proposed(cast, offer, CERTIFY_DOUBTFUL)
    offer.refresh_from_db()
    assert offer.state == OfferState.DOUBTFUL
    with pytest.raises(NotForThisRole):
        agree_to_act(scope=cast.scope("second_reviewer"), proposed_id=act, at=AT)
    agree_to_act(scope=cast.scope("approver"), proposed_id=act, at=AT)
    offer.refresh_from_db()
    assert offer.state == OfferState.CERTIFIED


@pytest.mark.usefixtures("registers")
def test_what_happened_to_a_household_is_settled_before_it_is_certified(cast: Cast) -> None:
    offer = nominated_persona(cast, personas.QUALIFIES_FOR_UNIT, "unit")
    event = HouseholdEvent.objects.create(
        case=offer.case, kind=LifeEventKind.NO_ADDRESS, cpr=personas.QUALIFIES_FOR_UNIT, name_ar="يوسف أحمد",
        name_en="Yusuf Ahmed", asks_decision=True, found_at=AT,
    )  # fmt: skip

    certificates.check_nomination(offer_id=offer.pk, at=AT)

    offer.refresh_from_db()
    assert (offer.state, NominationCheck.objects.get().verdict) == (OfferState.DOUBTFUL, "eligible")
    reviewer = cast.client("reviewer")
    assert "has no registered address in Bahrain" in reviewer.get(f"/en/staff/offers/{offer.pk}/").content.decode()
    with pytest.raises(HouseholdChangeOpen):
        _proposed(cast, offer, CERTIFY_DOUBTFUL)
    proposed = reviewer.post(f"/staff/household-events/{event.pk}/", {"reason": "مقيم، وقُدّم ما يثبت عنوانه"})
    with pytest.raises(HouseholdChangeOpen):
        _proposed(cast, offer, CERTIFY_DOUBTFUL)
    cast.client("approver").post(proposed["Location"], {"verdict": "agree"})
    agree_to_act(scope=cast.scope("approver"), proposed_id=_proposed(cast, offer, CERTIFY_DOUBTFUL), at=AT)
    offer.refresh_from_db()
    assert offer.state == OfferState.CERTIFIED


@pytest.mark.usefixtures("registers")
def test_a_household_with_a_second_claim_is_certified_by_nobody_and_the_desk_names_it(cast: Cast) -> None:
    offer = nominated_persona(cast, personas.QUALIFIES_FOR_UNIT, "unit")
    assert offer.case.household is not None
    wife = User.objects.get(cpr=offer.case.household.members.get(relation="spouse").person.cpr)
    other = Case.objects.get(pk=offer.case_id)
    other.pk, other.reference, other.subject, other.applicant, other.household = None, "ABCDE-FGHJK", "", wife, None
    other.save()
    enter_waiting_list(case_id=other.pk, at=AT)

    certificates.check_nomination(offer_id=offer.pk, at=AT)

    offer.refresh_from_db()
    assert (offer.state, NominationCheck.objects.get().verdict) == (OfferState.DOUBTFUL, "eligible")
    shown = cast.client("reviewer").get(f"/en/staff/offers/{offer.pk}/").content.decode()
    assert "The household has another application for a home" in shown
    assert other.reference in shown
    with pytest.raises(SecondClaim, match=other.reference):
        _proposed(cast, offer, CERTIFY_DOUBTFUL)
    leave_list(case_id=other.pk, at=AT, ground=ChangeGround.CANCELLED)
    agree_to_act(scope=cast.scope("approver"), proposed_id=_proposed(cast, offer, CERTIFY_DOUBTFUL), at=AT)
    offer.refresh_from_db()
    assert offer.state == OfferState.CERTIFIED


@pytest.mark.usefixtures("registers")
def test_a_doubtful_nomination_is_withdrawn_by_two(cast: Cast) -> None:
    offer = nominated_persona(cast, personas.QUALIFIES_FOR_PLOT, "plot")
    certificates.check_nomination(offer_id=offer.pk, at=AT)
    with pytest.raises(ReasonMissing):
        _proposed(cast, offer, WITHDRAW_NOMINATION, " ")
    agree_to_act(scope=cast.scope("approver"), proposed_id=_proposed(cast, offer, WITHDRAW_NOMINATION), at=AT)
    offer.refresh_from_db()
    assert offer.state == OfferState.DROPPED
    assert "الدخل فوق الحد" in Message.objects.filter(user=offer.case.applicant).order_by("-pk")[0].body_ar
    with pytest.raises(OfferMovedOn):
        offers.certify_doubtful(scope=cast.scope("approver"), offer_id=offer.pk, reason="نعم", at=AT)


@pytest.mark.usefixtures("registers")
def test_what_two_were_to_do_is_closed_once_the_offer_has_moved_past_it(cast: Cast, market: list[Case]) -> None:
    found = approved(cast)
    offers.open_offers(distribution_id=found.pk, at=AT)
    offer = Offer.objects.get(case=market[0])
    certificates.check_nomination(offer_id=offer.pk, at=AT)
    certify, drop = _proposed(cast, offer, CERTIFY_DOUBTFUL), _proposed(cast, offer, WITHDRAW_NOMINATION)

    agree_to_act(scope=cast.scope("approver"), proposed_id=certify, at=AT)
    assert ProposedAct.objects.get(pk=drop).outcome == ""
    offer.refresh_from_db()
    offers.withdraw_nomination(scope=SYSTEM, offer_id=offer.pk, reason="خرج الطلب", at=AT)

    left = ProposedAct.objects.get(pk=drop)
    assert (left.outcome, left.decided_by, left.decided_at) == (ActOutcome.OVERTAKEN, None, AT)
    assert f"Proposal {drop} is closed" in Message.objects.get(user=cast.reviewer).body_en
    with pytest.raises(ActDecided):
        agree_to_act(scope=cast.scope("approver"), proposed_id=drop, at=AT)
    shown = cast.client("reviewer").get(f"/en/staff/acts/{drop}/").content.decode()
    assert "What it concerns moved on before a second official agreed" in shown


@pytest.mark.usefixtures("registers")
def test_an_income_nobody_knows_is_certified_by_two(cast: Cast, market: list[Case]) -> None:
    found = approved(cast)
    offers.open_offers(distribution_id=found.pk, at=AT)
    offer = Offer.objects.get(case=market[0])
    certificates.check_nomination(offer_id=offer.pk, at=AT)

    offer.refresh_from_db()
    assert (offer.state, NominationCheck.objects.get().verdict) == (OfferState.DOUBTFUL, "unknown")
    with pytest.raises(NotForThisRole):
        offers.certify_doubtful(scope=cast.scope("reviewer"), offer_id=offer.pk, reason="شهادة راتب", at=AT)
    with pytest.raises(ReasonMissing):
        offers.certify_doubtful(scope=cast.scope("approver"), offer_id=offer.pk, reason=" ", at=AT)
    agree_to_act(scope=cast.scope("approver"), proposed_id=_proposed(cast, offer, CERTIFY_DOUBTFUL), at=AT)
    offer.refresh_from_db()
    assert offer.state == OfferState.CERTIFIED


@pytest.mark.usefixtures("market")
def test_a_nomination_is_withdrawn_before_the_draw_with_a_reason(cast: Cast) -> None:
    first, second, _third = accepted(cast)
    with pytest.raises(ReasonMissing):
        offers.withdraw_nomination(scope=cast.scope("approver"), offer_id=first.pk, reason="", at=AT)
    with pytest.raises(NotForThisRole):
        offers.withdraw_nomination(scope=cast.scope("reviewer"), offer_id=first.pk, reason="فقد شرطًا", at=AT)
    gone = offers.withdraw_nomination(scope=cast.scope("approver"), offer_id=first.pk, reason="فقد شرطًا", at=AT)
    assert gone.state == OfferState.DROPPED
    assert distributions.candidates_for("sitra") == ((second.case_id, "house-4br"),)


@pytest.mark.usefixtures("market")
def test_a_nomination_falls_with_its_application(cast: Cast) -> None:
    first, second, _third = offered(cast)
    leave_list(case_id=first.case_id, at=AT, ground=ChangeGround.CANCELLED)
    assert jobs("drop_nominations") == 1

    assert offers.drop_nominations(case_id=first.case_id, at=AT) == 1
    assert offers.drop_nominations(case_id=first.case_id, at=AT) == 0
    first.refresh_from_db()
    assert first.state == OfferState.DROPPED
    assert "no longer on the waiting list" in Message.objects.order_by("-pk")[0].body_en
    assert Offer.objects.get(pk=second.pk).state == OfferState.OFFERED


@pytest.mark.usefixtures("market")
def test_the_draw_gives_each_accepted_offer_its_home_once(cast: Cast) -> None:
    offer = drawn(cast)

    assert (offer.state, Unit.objects.get(code=offer.unit_code).unit_class) == (OfferState.DRAWN, "house-4br")
    ticket = offer.case.draw_tickets.get()
    assert handovers.take_draw(draw_id=typed("int", ticket.draw_id), at=LATER) == 0
    assert distributions.candidates_for("buri") == ()


@pytest.mark.usefixtures("market")
def test_the_draw_of_another_project_gives_nobody_a_home(cast: Cast) -> None:
    offer = drawn(cast, "buri", accepted_in="sitra")

    assert offer.case.draw_tickets.exists()
    assert (offer.state, offer.unit_code) == (OfferState.ACCEPTED, "")


@pytest.mark.usefixtures("market")
def test_appointments(cast: Cast) -> None:
    offer, official = contracted(cast), cast.scope("reviewer")
    scope, hour = scope_of(offer.case.applicant, TODAY), LATER + timedelta(days=2)
    for wrong in ({"starts_at": LATER}, {"capacity": 0}, {"capacity": 51}):
        with pytest.raises(BadSlot):
            handovers.open_slot(
                **{"scope": official, "project_code": "buri", "starts_at": hour, "capacity": 1, "at": LATER} | wrong
            )
    with pytest.raises(NotForThisRole):
        handovers.open_slot(scope=cast.scope("auditor"), project_code="buri", starts_at=hour, capacity=1, at=LATER)
    slots = [
        handovers.open_slot(
            scope=official, project_code="buri", starts_at=hour + timedelta(hours=n), capacity=1, at=LATER
        )
        for n in range(2)
    ]
    elsewhere = handovers.open_slot(scope=official, project_code="sitra", starts_at=hour, capacity=1, at=LATER)

    def choose(slot_id: int) -> Offer:
        return handovers.choose_slot(scope=scope, offer_id=offer.pk, slot_id=slot_id, at=LATER)

    choose(slots[0].pk)
    choose(slots[0].pk)
    assert [slot.pk for slot in queries.free_slots("buri", LATER)] == [slots[1].pk]
    choose(slots[1].pk)
    assert offer.appointments.count() == 2
    assert queries.file_of(offer, internal=True).appointment_at == slots[1].starts_at
    with pytest.raises(SlotFull):
        choose(elsewhere.pk)
    with pytest.raises(OutOfScope):
        handovers.choose_slot(scope=cast.scope("stranger"), offer_id=offer.pk, slot_id=slots[0].pk, at=LATER)
    other = Offer.objects.filter(nomination__project_code="buri").exclude(pk=offer.pk).get()
    with pytest.raises(SlotFull):
        handovers.choose_slot(
            scope=scope_of(other.case.applicant, TODAY), offer_id=other.pk, slot_id=slots[1].pk, at=LATER
        )


@pytest.mark.usefixtures("market")
def test_a_handover_is_whole_or_not_at_all(cast: Cast) -> None:
    offer = appointed(cast)
    plain = {
        "scope": cast.scope("reviewer"), "offer_id": offer.pk, "keys_count": 2, "electricity_reading": 0,
        "water_reading": 0, "snags": [], "has_temporary_flat": False, "at": LATER,
    }  # fmt: skip
    for wrong in ({"keys_count": 0}, {"snags": [("", "شرخ")]}, {"snags": [("مطبخ", "شرخ")] * 101}):
        with pytest.raises(BadHandover):
            handovers.hand_over(**plain | wrong)
    with pytest.raises(NotForThisRole):
        handovers.hand_over(**plain | {"scope": cast.scope("auditor")})
    leave_list(case_id=offer.case_id, at=LATER)
    handover = handovers.hand_over(**plain)
    assert handover.flat_due_on is None
    with pytest.raises(OfferMovedOn):
        handovers.return_flat(scope=cast.scope("reviewer"), offer_id=offer.pk, at=LATER)
    with pytest.raises(OutOfScope):
        handovers.mend_snag(scope=cast.scope("reviewer"), snag_id=0, at=LATER)


def _dies(offer: Offer) -> None:
    User.objects.filter(pk=offer.case.applicant_id).update(died_on=TODAY)


@pytest.mark.usefixtures("market")
def test_to_the_dead_nothing_is_offered_and_nobody_answers_for_them(cast: Cast) -> None:
    unsent, *_others = certified(cast)
    _dies(unsent)
    with pytest.raises(DeathOnRecord):
        offers.send_offers(scope=cast.scope("reviewer"), offer_ids=[unsent.pk], at=AT)
    assert Offer.objects.get(pk=unsent.pk).state == OfferState.CERTIFIED
    User.objects.update(died_on=None)
    offers.send_offers(scope=cast.scope("reviewer"), offer_ids=[unsent.pk], at=AT)
    _dies(unsent)
    for accepts in (True, False):
        with pytest.raises(DeathOnRecord):
            answer(Offer.objects.get(pk=unsent.pk), accepted=accepts)
    assert Offer.objects.get(pk=unsent.pk).state == OfferState.OFFERED


@pytest.mark.usefixtures("market")
def test_an_offer_made_to_who_then_died_does_not_lapse(cast: Cast) -> None:
    sent = offered(cast)
    _dies(sent[0])
    assert offers.expire_offers(at=AT + timedelta(days=15)) == len(sent) - 1
    assert Offer.objects.get(pk=sent[0].pk).state == OfferState.OFFERED
    offers.withdraw_nomination(
        scope=cast.scope("approver"), offer_id=sent[0].pk, reason="وفاة صاحب الطلب", at=AT + timedelta(days=16)
    )
    assert Offer.objects.get(pk=sent[0].pk).state != OfferState.OFFERED, "officials decide what becomes of it"


@pytest.mark.usefixtures("market")
def test_the_dead_take_no_part_in_a_draw_and_the_desk_says_so(cast: Cast) -> None:
    dead = accepted(cast)[0]
    project = dead.nomination.project_code
    taking_part = dict(distributions.candidates_for(project))
    _dies(dead)
    assert taking_part.keys() - dict(distributions.candidates_for(project)).keys() == {dead.case_id}
    assert queries.unanswered_in(project).died == 1


@pytest.mark.usefixtures("market")
def test_with_the_dead_nobody_contracts_nor_makes_an_appointment_nor_hands_a_home_over(cast: Cast) -> None:
    offer = drawn(cast)
    _dies(offer)
    with pytest.raises(DeathOnRecord):
        handovers.issue_contract(scope=cast.scope("reviewer"), offer_id=offer.pk, at=LATER)
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.CONTRACTED)
    slot = handovers.open_slot(
        scope=cast.scope("reviewer"), project_code="buri", starts_at=LATER + timedelta(days=2), capacity=1, at=LATER
    )
    with pytest.raises(DeathOnRecord):
        handovers.choose_slot(scope=scope_of(offer.case.applicant, TODAY), offer_id=offer.pk, slot_id=slot.pk, at=LATER)
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.APPOINTED)
    with pytest.raises(DeathOnRecord):
        handovers.hand_over(
            scope=cast.scope("reviewer"), offer_id=offer.pk, keys_count=2, electricity_reading=0, water_reading=0,
            snags=[], has_temporary_flat=False, at=LATER,
        )  # fmt: skip


@pytest.mark.usefixtures("market")
def test_the_trail_is_added_to_only(cast: Cast) -> None:
    certified(cast)
    for statement in ("UPDATE allocation_offerevent SET code = 'x'", "DELETE FROM allocation_offerevent"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.usefixtures("market")
def test_nobody_works_on_their_own_familys_offer(cast: Cast) -> None:
    offer = certified(cast)[0]
    own = replace(cast.scope("reviewer"), own_cpr=offer.case.applicant.cpr)
    with pytest.raises(OwnHousehold):
        offers.send_offers(scope=own, offer_ids=[offer.pk], at=AT)
    with pytest.raises(OutOfScope):
        offers.withdraw_nomination(scope=SYSTEM, offer_id=0, reason="لا شيء", at=AT)
