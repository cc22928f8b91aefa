"""Stages and lawful moves."""

import pytest

from iskan.core.lifecycle import Act, CaseOutcome, Clock, Lifecycle, Party, Stage, Transition, UnlawfulTransition
from iskan.core.text import Text

WORDS = Text(ar="كلمات", en="words")
OPEN = Stage(code="open", name=WORDS, next_step=WORDS, clock=Clock.RUNNING)
SHUT = Stage(code="shut", name=WORDS, next_step=WORDS, clock=Clock.STOPPED, outcome=CaseOutcome.GRANTED)
CLOSE = Transition(code="close", label=WORDS, sources=("open",), target="shut", by=(Party.REVIEWER, Party.APPROVER))
DROP = Transition(code="drop", label=WORDS, sources=("open",), target="shut", by=(Party.APPLICANT,))
LIFE = Lifecycle(code="life", stages=(OPEN, SHUT), transitions=(CLOSE, DROP))


def test_a_case_begins_in_the_first_stage() -> None:
    assert LIFE.initial is OPEN


def test_stages_are_found_by_code() -> None:
    assert LIFE.stage("shut") is SHUT
    with pytest.raises(KeyError):
        LIFE.stage("nowhere")


def test_a_move_is_lawful_only_from_its_sources() -> None:
    assert LIFE.transition("close", "open") is CLOSE
    with pytest.raises(UnlawfulTransition, match="'close' is not a lawful move from 'shut'") as raised:
        LIFE.transition("close", "shut")
    assert (raised.value.transition, raised.value.stage) == ("close", "shut")


def test_a_move_is_found_by_what_it_does_only_where_it_is_lawful() -> None:
    with pytest.raises(UnlawfulTransition, match="'shut'"):
        LIFE.move_that(Act.WITHDRAW, "shut")


def test_each_party_is_offered_its_own_moves() -> None:
    assert LIFE.open_to(Party.APPLICANT, "open") == (DROP,)
    assert LIFE.open_to(Party.APPROVER, "open") == (CLOSE,)
    assert LIFE.open_to(Party.APPROVER, "shut") == ()
