"""The cast of the synthetic registers, judged as a filed application would be: registers in, findings out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest

from iskan.core.catalogue import Subjects, assess_service
from iskan.core.eligibility import FactValue, Overall
from iskan.core.people import Family, HouseholdRecord, Relation
from iskan.integrations.register import Answered
from iskan.integrations.registry import facts_from_register
from iskan.integrations.simulators.answers import records_about
from iskan.integrations.synthetic import cast
from iskan.integrations.synthetic.population import Population
from iskan.policy import registry
from iskan.policy.derivations import facts_from_answers, together

ON = date(2026, 3, 14)
AT = datetime(2026, 3, 14, 8, tzinfo=UTC)
SERVICE = registry.services()["new_housing_application"]
HOUSED_TOGETHER = {Relation.SPOUSE, Relation.CHILD}


@cache
def population() -> Population:
    return Population(seed=2026, people=200, today=lambda: ON)


def family_of(cpr: str) -> Family:
    household = population().household(cpr)
    members = tuple(m for m in household.members if m.relation in HOUSED_TOGETHER and m.person.is_alive)
    return Family(applicant=population().person(cpr), household=HouseholdRecord(cpr=cpr, members=members))


def register_answers(family: Family) -> Iterator[tuple[str, list[Answered]]]:
    people = [family.applicant, *(member.person for member in family.household.members)]
    about = {
        Subjects.APPLICANT: people[:1],
        Subjects.HOUSEHOLD: people,
        Subjects.ADULTS: [person for person in people if person.age_on(ON) >= 21],
    }
    for check in SERVICE.register_checks:
        asked = ((p.cpr, records_about(check.register, population(), p.cpr)) for p in about[check.subjects])
        yield check.register, [Answered(cpr, record) for cpr, records in asked for record in records]


def verdicts(persona: cast.Persona) -> set[Overall]:
    family = family_of(persona.cpr)
    facts: dict[str, FactValue] = {}
    shown: dict[str, Any] = {}
    for register, answers in register_answers(family):
        derived = facts_from_register(register, answers, family, on=ON, at=AT)
        facts.update(derived.facts)
        shown.update(derived.shown)
    declared = {
        "family_category": shown["category.likely"],
        "earlier_housing_service": False,
        "husband_consent": persona.cpr != cast.WIFE_WITHOUT_CONSENT,
    }
    known = together(facts, facts_from_answers(SERVICE, declared, at=AT))
    programmes = ("plot",) if persona.cpr == cast.QUALIFIES_FOR_PLOT else ("unit", "ownership_flat")
    return {assess_service(SERVICE, known, ON, programme=programme).verdict for programme in programmes}


@pytest.mark.parametrize("persona", cast.CAST.values(), ids=lambda persona: persona.key)
def test_the_criteria_say_of_each_persona_what_the_story_says(persona: cast.Persona) -> None:
    if persona.standing is cast.PersonaOutcome.QUALIFIES:
        assert verdicts(persona) == {Overall.ELIGIBLE}
    elif persona.standing is cast.PersonaOutcome.REFUSED:
        assert verdicts(persona) == {Overall.NOT_ELIGIBLE}
    else:
        assert verdicts(persona)
