"""Visits by which an official looks at a place a case is about: when one is needed, and what its report answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from iskan.core.dated import Dated
from iskan.core.forms import Question
from iskan.core.text import Text


class InspectionPoint(StrEnum):
    """At which point of its course a case is inspected: before it is decided, or once it was granted."""

    BEFORE_DECISION = "before_decision"
    AFTER_GRANT = "after_grant"


class InspectionKind(StrEnum):
    """What is looked at: a home, where somebody must let the inspector in, or a site that is open to them."""

    HOME = "home"
    SITE = "site"


class InspectionResult(StrEnum):
    """What the inspector found in all; a report that finds fault says in words what it is."""

    IN_ORDER = "in_order"
    FAULTS_FOUND = "faults_found"

    @property
    def words(self) -> Text:
        return _WORDS[self]


_WORDS = {
    InspectionResult.IN_ORDER: Text(ar="لا ملاحظات", en="In order"),
    InspectionResult.FAULTS_FOUND: Text(ar="توجد مخالفات أو ملاحظات", en="Faults were found"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """An inspection a service's cases need.

    The answers to the questions ``place`` say where it is, that to ``block`` in which block, by which a day's visits
    are put in order. It is due ``within`` a figure of working days from its order; where that is not configured, no
    last day is named. ``report`` are the questions the inspector answers besides the result.
    """

    code: str
    name: Text
    when: InspectionPoint
    kind: InspectionKind
    place: tuple[str, ...]
    block: str | None = None
    within: Dated[int] | None = None
    report: tuple[Question, ...] = ()


def inspection_faults(inspection: Inspection, questions: Mapping[str, Question]) -> Iterator[str]:
    """Yield what an inspection's declaration names and the service does not ask."""
    if not inspection.place:
        yield f"the inspection {inspection.code!r} does not say where it is"
    for code in (*inspection.place, *((inspection.block,) if inspection.block else ())):
        if code not in questions:
            yield f"the inspection {inspection.code!r} is where {code!r} says, which no step asks"
