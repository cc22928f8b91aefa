"""Facts the citizen declares, and how they stand beside what registers answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from iskan.core.catalogue import Service
from iskan.core.declared import value_declared
from iskan.core.eligibility import FactValue
from iskan.core.text import Text
from iskan.policy import facts

DECLARED = Text(ar="تصريح مقدم الطلب", en="Stated by the applicant")


def facts_from_answers(service: Service, answers: Mapping[str, Any], *, at: datetime) -> dict[str, FactValue]:
    """Work out the facts the citizen's own answers declare; a wife left by her husband counts as abandoned."""
    asked = {question.code for question in service.questions()}
    declared = {
        fact.code: FactValue(value=value_declared(fact, answers[fact.answer]), source=DECLARED, at=at)
        for fact in facts.ALL
        if fact.answer in asked and answers.get(fact.answer or "") is not None
    }
    if answers.get("abandoned"):
        declared[facts.MARITAL_STATUS.code] = FactValue(value="abandoned", source=DECLARED, at=at)
    return declared


def together(from_registers: Mapping[str, FactValue], from_answers: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Return all facts; a register's word goes before a declaration, save that no register knows of abandonment."""
    combined = {**from_answers, **from_registers}
    declared = from_answers.get(facts.MARITAL_STATUS.code)
    registered = from_registers.get(facts.MARITAL_STATUS.code)
    if declared and registered and declared.value == "abandoned" and registered.value == "married":
        combined[facts.MARITAL_STATUS.code] = declared
    return combined
