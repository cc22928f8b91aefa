"""Bodies that have a say in a case: which one is asked, and what a declaration of them lacks."""

from dataclasses import replace

import pytest

from iskan.core.consistency import declaration_faults
from iskan.core.effects import EndReferral, SendTo
from iskan.core.lifecycle import CaseOutcome, Clock, Party
from iskan.core.partners import Limit, NoBody, Partner, PartnerAnswer, SentLine, body_asked, partner_faults
from iskan.core.text import Text
from iskan.policy.partners import CIVIL_DEFENCE, WORKS
from iskan.policy.services.restoration_finance import BANK, SERVICE

WORDS = Text(ar="كلمات", en="Words")
ALONE = Partner(code="one", name=WORDS, bodies=(CIVIL_DEFENCE,), sends=(), answers=())


def test_one_body_is_asked_whatever_is_answered_and_of_several_the_one_named() -> None:
    assert body_asked(ALONE, {}) is CIVIL_DEFENCE
    assert body_asked(BANK, {"bank": "kfh"}).code == "kfh"
    for answers in ({}, {"bank": "works"}):
        with pytest.raises(NoBody):
            body_asked(BANK, answers)


def test_a_partner_says_which_body_it_is() -> None:
    (fault,) = partner_faults(replace(ALONE, bodies=(CIVIL_DEFENCE, WORKS)), {})
    assert "nothing says which" in fault
    questions = {question.code: question for question in SERVICE.questions()}
    assert list(partner_faults(BANK, questions)) == []
    (fault,) = partner_faults(replace(BANK, bodies=BANK.bodies[1:]), questions)
    assert BANK.bodies[0].code in fault


def test_what_is_sent_has_one_source_that_is_asked() -> None:
    nowhere, unasked = SentLine(code="a", label=WORDS), SentLine(code="b", label=WORDS, answer="unasked")
    faults = list(partner_faults(replace(ALONE, sends=(nowhere, unasked)), {}))
    assert [("no one source" in one, "no step asks" in one) for one in faults] == [(True, False), (False, True)]


def test_a_limit_is_of_a_question_the_answer_asks() -> None:
    answer = PartnerAnswer(code="yes", label=WORDS, agrees=True, limits=(Limit(question="amount"),))
    (fault,) = partner_faults(replace(ALONE, answers=(answer,)), {})
    assert "limits 'amount'" in fault


def test_a_service_declares_the_partners_its_moves_name_and_a_move_for_each_answer() -> None:
    assert declaration_faults(SERVICE) == ()
    with pytest.raises(KeyError):
        SERVICE.partner("nobody")
    undeclared = declaration_faults(replace(SERVICE, partners=()))
    named = {effect for move in SERVICE.lifecycle.transitions for effect in move.effects}
    assert {SendTo(partner="bank"), EndReferral(of_partner="bank")} <= named
    assert all("names the partner 'bank'" in fault for fault in undeclared)
    unanswered = replace(BANK, answers=(*BANK.answers, PartnerAnswer(code="perhaps", label=WORDS, agrees=True)))
    (fault,) = declaration_faults(replace(SERVICE, partners=(unanswered,)))
    assert "'perhaps'" in fault


def test_an_approval_that_sends_a_case_is_the_decision_and_ends_nothing() -> None:
    lifecycle = SERVICE.lifecycle
    approve = lifecycle.transition("approve", "awaiting_decision")
    assert lifecycle.decides(approve) is CaseOutcome.GRANTED
    assert lifecycle.stage(approve.target).clock is Clock.ELSEWHERE
    assert not lifecycle.is_automatic
    answers = lifecycle.open_to(Party.PARTNER, approve.target)
    assert {move.code: move.asks_reason for move in answers} == {"make_offer": False, "turn_down": True}
    assert all(lifecycle.decides(move) is None for move in answers)
    assert [clock.waits for clock in Clock] == [False, False, True, True, False]
