"""A case goes to one bank and no other: what it is told, what it may answer, and what follows from that."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.factories.cast import AT, Cast, make_cast, partner_person
from tests.factories.referrals import OFFER, sent_case

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import ClockPause
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.queries.scoped import case_for, visible_cases
from iskan.apps.notifications.models import Message
from iskan.apps.partners.models import Referral
from iskan.apps.partners.operations.answering import AnswerNotAwaited, UnknownAnswer, answer_referral
from iskan.apps.partners.operations.sending import BodyAskedBefore
from iskan.apps.partners.queries.referrals import referral_for, settled_of, waiting_for
from iskan.core.lifecycle import UnlawfulTransition
from iskan.core.refusal import BadAnswers, NotForThisRole, OwnHousehold, ReasonMissing
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- its rows
    return make_cast()


@pytest.fixture
def bank(cast: Cast) -> Scope:
    return cast.scope("bank")


def offer(scope: Scope, referral: Referral, **changed: list[str]) -> Referral:
    return answer_referral(scope=scope, referral_id=referral.pk, answer="make_offer", values=OFFER | changed, at=AT)


def turn_down(scope: Scope, referral: Referral, words: str = "الدخل لا يكفي") -> Referral:
    return answer_referral(scope=scope, referral_id=referral.pk, answer="turn_down", words=words, at=AT)


def test_a_bank_is_sent_the_declared_lines_and_nothing_else(cast: Cast, bank: Scope) -> None:
    seen = referral_for(bank, sent_case(cast).pk)
    sent = {line.code: line.value for line in seen.sent}
    assert sent == {
        "name": {"ar": cast.head.name_ar, "en": cast.head.name_en}, "number": cast.head.cpr,
        "mobile": "+97336001234", "income": 700_000, "amount": 12_000_000, "works": "ترميم السقف",
    }  # fmt: skip
    assert "private@example.test" not in str(seen)


def test_only_the_bank_it_was_sent_to_finds_it(cast: Cast, bank: Scope) -> None:
    referral = sent_case(cast)
    assert [one.id for one in waiting_for(bank)] == [referral.pk]
    other = scope_of(partner_person("b.other", "bisb"), AT.date())
    assert waiting_for(other) == ()
    for asked in (other, cast.scope("head"), cast.scope("reviewer")):
        with pytest.raises(OutOfScope):
            referral_for(asked, referral.pk)


def test_a_bank_sees_no_case_as_officials_do(cast: Cast, bank: Scope) -> None:
    case = sent_case(cast).case
    assert not bank.is_official
    assert not visible_cases(bank).exists()
    with pytest.raises(OutOfScope):
        case_for(bank, case.reference)
    with pytest.raises(UnlawfulTransition):
        make_move(scope=replace(bank, answering=case.pk), reference=case.reference, code="approve", at=AT)


def test_the_clock_stands_elsewhere_until_it_is_granted(cast: Cast, bank: Scope) -> None:
    referral = sent_case(cast)
    assert ClockPause.objects.get(case=referral.case, ended_on=None).started_on == AT.date()
    offer(bank, referral)
    make_move(scope=cast.scope("head"), reference=referral.case.reference, code="accept_offer", at=AT)
    case = case_for(cast.scope("head"), referral.case.reference)
    assert (case.stage, ClockPause.objects.filter(case=case, ended_on=None).count()) == ("approved", 0)
    assert case.closed_at == AT


def test_an_offer_is_kept_and_the_applicant_told(cast: Cast, bank: Scope) -> None:
    answered = offer(bank, sent_case(cast))
    assert answered.values == {
        "offered_amount": 11_500_000, "offered_rate": "3.25", "offered_years": 10, "offered_instalment": 112_500,
        "offered_terms": None,
    }  # fmt: skip
    assert (answered.answered_by_id, answered.case.stage) == (bank.user_id, "offered")
    assert Message.objects.filter(user=cast.head, subject_en__contains="bank's offer").exists()
    lines = audit.trail_of(subject_kind=audit.CASE, subject=answered.case.reference)
    assert [line.action for line in lines] == [
        "case.choose_another", "referral.sent", "case.make_offer", "referral.answered",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed", "told"), [("offered_amount", "20,000.001", "20,000 BHD"), ("offered_years", "16", "15")]
)
def test_an_offer_stays_within_the_figures_of_the_law(
    cast: Cast, bank: Scope, field: str, typed: str, told: str
) -> None:
    referral = sent_case(cast)
    with pytest.raises(BadAnswers) as refused:
        offer(bank, referral, **{field: [typed]})
    assert list(refused.value.faults) == [field]
    assert told in refused.value.faults[field].en
    referral.case.refresh_from_db()
    assert (Referral.objects.get().answered_at, referral.case.stage) == (None, "with_partner")


@pytest.mark.parametrize(("plan", "ceiling"), [("tasheel_plus_first", 81), ("tasheel_plus_second", 91)])
def test_an_offer_stays_within_the_ceiling_of_the_plan_applied_for(
    cast: Cast, bank: Scope, plan: str, ceiling: int
) -> None:
    referral = sent_case(cast, code="tasheel_plus_finance", plan=plan)
    with pytest.raises(BadAnswers) as refused:
        offer(bank, referral, offered_amount=[f"{ceiling}000.001"])
    assert f"{ceiling},000 BHD" in refused.value.faults["offered_amount"].en
    assert offer(bank, referral, offered_amount=[f"{ceiling}000"]).values["offered_amount"] == ceiling * 1_000_000


def test_a_refusal_says_why_and_the_bank_then_sees_nothing_of_the_person(cast: Cast, bank: Scope) -> None:
    referral = sent_case(cast)
    with pytest.raises(ReasonMissing):
        turn_down(bank, referral, " ")
    turn_down(bank, referral)
    (settled,) = settled_of(bank)
    assert (settled.words, settled.sent) == ("الدخل لا يكفي", ())
    assert Message.objects.filter(user=cast.head, body_ar__contains="الدخل لا يكفي").exists()


def test_after_a_no_another_bank_is_chosen_and_never_the_same(cast: Cast, bank: Scope) -> None:
    referral = sent_case(cast)
    turn_down(bank, referral)
    head, reference = cast.scope("head"), referral.case.reference
    with pytest.raises(BodyAskedBefore) as refused, transaction.atomic():
        make_move(scope=head, reference=reference, code="choose_another", answers={"bank": ["nbb"]}, at=AT)
    assert refused.value.field == "bank"
    make_move(scope=head, reference=reference, code="choose_another", answers={"bank": ["kfh"]}, at=AT)
    assert [one.body for one in Referral.objects.order_by("pk")] == ["nbb", "kfh"]


def test_an_offer_not_taken_up_is_over_once_another_bank_is_chosen(cast: Cast, bank: Scope) -> None:
    referral = sent_case(cast)
    offer(bank, referral)
    assert settled_of(bank)[0].sent
    answers = {"bank": ["kfh"]}
    later = AT + timedelta(days=1)
    make_move(
        scope=cast.scope("head"), reference=referral.case.reference, code="choose_another", answers=answers, at=later
    )
    (settled,) = settled_of(bank)
    assert (settled.ended_at, settled.sent) == (later, ())


def test_an_answer_is_given_once_and_again_under_its_key(cast: Cast, bank: Scope) -> None:
    referral = sent_case(cast)
    said = {"scope": bank, "referral_id": referral.pk, "answer": "turn_down", "words": "لا", "at": AT}
    first = answer_referral(**said, key="k-1")
    assert answer_referral(**said, key="k-1") == first
    for key in ("", "k-2"):
        with pytest.raises(AnswerNotAwaited):
            answer_referral(**said, key=key)
    assert Message.objects.filter(user=cast.head, subject_en__contains="did not agree").count() == 1


def test_what_was_withdrawn_is_answered_by_nobody(cast: Cast, bank: Scope) -> None:
    referral = sent_case(cast)
    make_move(scope=cast.scope("head"), reference=referral.case.reference, code="withdraw", at=AT)
    assert waiting_for(bank) == ()
    with pytest.raises(AnswerNotAwaited):
        turn_down(bank, referral)


def test_an_official_takes_a_case_back_from_a_silent_bank(cast: Cast, bank: Scope) -> None:
    referral = sent_case(cast)
    case, reviewer = referral.case, cast.scope("outsider")
    make_move(scope=reviewer, reference=case.reference, code="recall_from_partner", reason="تأخر الرد", at=AT)
    assert waiting_for(bank) == ()
    make_move(
        scope=cast.scope("head"), reference=case.reference, code="choose_another", answers={"bank": ["nbb"]}, at=AT
    )
    assert len(waiting_for(bank)) == 1


def test_nobody_answers_for_their_own_household(cast: Cast) -> None:
    own = partner_person("b.own", "nbb", cpr=cast.head.cpr)
    referral = sent_case(cast)
    with pytest.raises(OwnHousehold):
        turn_down(scope_of(own, AT.date()), referral)


def test_who_keeps_the_people_answers_nothing_and_no_unknown_answer_is_taken(cast: Cast, bank: Scope) -> None:
    referral = sent_case(cast)
    with pytest.raises(NotForThisRole):
        turn_down(cast.scope("bank_keeper"), referral)
    with pytest.raises(UnknownAnswer):
        answer_referral(scope=bank, referral_id=referral.pk, answer="approve", at=AT)


def test_the_database_keeps_what_was_sent_and_answered(cast: Cast, bank: Scope) -> None:
    referral = sent_case(cast)
    turn_down(bank, referral)
    for change in ({"sent": []}, {"words": "نعم"}, {"body": "kfh"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Referral.objects.filter(pk=referral.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.all().delete()
