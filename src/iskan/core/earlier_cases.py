"""Laying the earlier cases that fit one applicant into a service's question."""

from dataclasses import replace

from iskan.core.catalogue import Service
from iskan.core.forms import EarlierCaseQuestion, Option, Question


def offering(service: Service, options: tuple[Option, ...]) -> Service:
    """Return a service whose question about an earlier case offers these."""

    def offered(question: Question) -> Question:
        return replace(question, options=options) if isinstance(question, EarlierCaseQuestion) else question

    steps = tuple(replace(step, questions=tuple(map(offered, step.questions))) for step in service.steps)
    return replace(service, steps=steps)
