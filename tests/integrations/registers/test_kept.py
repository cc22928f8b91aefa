"""Whatever a register answers is kept whole and opens again as it was read, and every field and code has its words."""

from datetime import date
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest

from iskan.core.records import Unread, encode, record_kinds
from iskan.integrations import discovery, registers
from iskan.integrations.kept import kept_answers, to_keep
from iskan.integrations.register import Answered
from iskan.integrations.simulators.answers import answers_of
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.population import Population

ON = date(2026, 9, 2)
CPR = cast.OWNS_HOUSE


def said_of(code: str) -> list[Answered]:
    population, register = Population(seed=1, people=1, today=lambda: ON), discovery.register(code)
    documents = ((lookup, encode(answers_of(code)[lookup.service](population, CPR))) for lookup in register.lookups)
    return [Answered(CPR, record) for lookup, document in documents for record in lookup.read(document, CPR)]


@pytest.mark.parametrize("code", registers.codes())
def test_an_answer_opens_as_it_was_read(code: str) -> None:
    register, said = discovery.register(code), said_of(code)
    opened = kept_answers(register, CPR, to_keep(register, said))
    assert [record for answer in opened for record in answer.records] == [one.record for one in said]
    assert not any(answer.unread for answer in opened)


def test_what_was_unreadable_is_kept_as_such_and_a_family_not_asked_for_is_no_empty_one() -> None:
    register = discovery.register("civil_registry")
    gap = Unread("PersonRecord", "birth_date", "PersonRecord")
    kept = to_keep(register, [Answered(CPR, gap)], with_family=False)
    (opened,) = kept_answers(register, CPR, kept)
    assert (opened.records, opened.unread) == ((), (gap,))


def test_what_this_release_can_no_longer_read_is_told() -> None:
    register = discovery.register("labour")
    kept = to_keep(register, said_of("labour"))
    kept[0]["records"][0]["status"] = "apprentice"
    (opened,) = kept_answers(register, CPR, kept)
    assert (opened.records, [gap.field for gap in opened.unread]) == ((), ["status"])


def enums_of(hint: Any) -> list[type[StrEnum]]:
    return [one for one in (hint, *get_args(hint)) if isinstance(one, type) and issubclass(one, StrEnum)]


@pytest.mark.parametrize("code", registers.codes())
def test_every_code_of_a_record_has_words(code: str) -> None:
    register = discovery.register(code)
    kinds = [kind for lookup in register.lookups for kind in record_kinds(lookup.record)]
    hints = [(name, hint) for kind in kinds for name, hint in get_type_hints(kind).items()]
    for name, choices in [(name, choice) for name, hint in hints for choice in enums_of(hint)]:
        assert {member.value for member in choices} <= set(register.codes[name]), name
