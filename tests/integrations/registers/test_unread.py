"""Whatever a register sends, what can be read of it serves, the rest is unknown and named, and nobody else suffers."""

import json
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.integrations.conftest import PURPOSE

from iskan.core.records import Unread, encode, record_kinds
from iskan.foundation import clock
from iskan.integrations import discovery, registers, xroad
from iskan.integrations.breaker import Breaker
from iskan.integrations.exchange import Inquiry, RegisterClient, RegisterConsent
from iskan.integrations.register import Answered, Lookup
from iskan.integrations.registry import facts_from_register
from iskan.integrations.simulators.answers import answers_of
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.population import Population

ON = date(2026, 9, 2)
CPR = cast.OWNS_HOUSE
LOOKUPS = [(code, lookup) for code in registers.codes() for lookup in discovery.register(code).lookups]
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=300),
    st.sampled_from(["1948-00-00", "0001-01-01", "9999-12-31", "NaN", "1E+999999", "", {}, [], [[]], 0, -1, "\x00"]),
)
PICKS = st.lists(st.tuples(st.integers(0, 10**6), JUNK, st.booleans()), min_size=1, max_size=3)


@cache
def answer_of(code: str, service: str) -> Any:
    population = Population(seed=1, people=1, today=lambda: ON)
    return encode(answers_of(code)[service](population, CPR))


def spoil(document: Any, picks: list[tuple[int, Any, bool]]) -> Any:
    """Replace or take away parts of a document wherever chance points."""
    held = {"answer": deepcopy(document)}
    for pick, junk, is_taken in picks:
        places = list(_places(held))
        within, key = places[pick % len(places)]
        if is_taken and within is not held:
            del within[key]
        else:
            within[key] = deepcopy(junk)
    return held["answer"]


def _places(node: Any) -> Any:
    keys = node.keys() if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in list(keys):
        yield node, key
        yield from _places(node[key])


def ask(code: str, lookup: Lookup[Any], document: Any, breaker: Breaker) -> tuple[Any, ...]:
    """Ask a register that answers one document, over the wire's own format."""

    def reply(request: httpx.Request) -> httpx.Response:
        headers = {xroad.MESSAGE_ID: request.headers[xroad.MESSAGE_ID]}
        return httpx.Response(200, content=json.dumps(document).encode(), headers=headers)

    asking = RegisterClient(
        register=discovery.register(code),
        base_url="http://register",
        client=xroad.XRoadMember.parse("BH/GOV/HOUSING/ISKAN"),
        http=httpx.Client(transport=httpx.MockTransport(reply)),
        breaker=breaker,
    )
    declared = datetime(2026, 9, 2, tzinfo=UTC)
    consent = RegisterConsent(declared_by_cpr=CPR, purpose_code=PURPOSE.code, declared_at=declared, reference="D1")
    return asking.ask(lookup, Inquiry(subject_cpr=CPR, purpose=PURPOSE), consent)


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "lookup"), LOOKUPS, ids=lambda one: getattr(one, "service", one))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(picks=PICKS)
def test_no_answer_raises_or_counts_as_an_outage(
    code: str, lookup: Lookup[Any], picks: list[tuple[int, Any, bool]]
) -> None:
    breaker = Breaker(failures=1, people=1)
    said = ask(code, lookup, spoil(answer_of(code, lookup.service), picks), breaker)
    assert not breaker.is_open
    answers = tuple(Answered(CPR, record) for record in said)
    facts_from_register(code, answers, None, on=ON, at=clock.now())


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "lookup"), LOOKUPS, ids=lambda one: getattr(one, "service", one))
def test_a_lost_field_is_named_and_no_fact_rests_on_what_is_left(code: str, lookup: Lookup[Any]) -> None:
    document = deepcopy(answer_of(code, lookup.service))
    first = document[0] if lookup.is_list else document
    field = next(iter(first))
    first[field] = {"neither": "this nor that"}
    said = ask(code, lookup, document, Breaker(failures=1, people=1))
    lost = [part for part in said if isinstance(part, Unread)]
    assert [part.field for part in lost] == [field]
    facts = facts_from_register(code, tuple(Answered(CPR, one) for one in said), None, on=ON, at=clock.now())
    assert not facts.facts


def test_of_two_answers_the_one_that_was_read_serves() -> None:
    register = discovery.register("civil_registry")
    person = answer_of("civil_registry", "person")
    household = {**answer_of("civil_registry", "household"), "members": ["nobody"]}
    answers = tuple(
        Answered(CPR, part)
        for lookup, document in zip(register.lookups, (person, household), strict=True)
        for part in lookup.read(document, CPR)
    )
    facts = facts_from_register("civil_registry", answers, None, on=ON, at=clock.now()).facts
    assert {"birth_date", "bahraini"} <= facts.keys()
    assert "bahraini_minor_children" not in facts


@pytest.mark.parametrize("code", registers.codes())
def test_every_field_a_register_answers_has_a_name_in_both_languages(code: str) -> None:
    register = discovery.register(code)
    kinds = {kind for lookup in register.lookups for kind in record_kinds(lookup.record)}
    named = {name for kind in kinds for name in kind.__dataclass_fields__}
    assert set(register.fields) == named
    assert all(words.ar.strip() and words.en.isascii() for words in register.fields.values())
