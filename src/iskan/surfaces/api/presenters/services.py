"""A service as the interface describes it, derived from its declaration."""

from typing import Any

from iskan.apps.catalogue.declarations import digest_of
from iskan.core.catalogue import About, Service
from iskan.core.evidence import Evidence
from iskan.core.facts_json import fact_to_json
from iskan.core.forms import ChoiceQuestion, ChoicesQuestion, GroupQuestion, Question, Step


def listed(service: Service) -> dict[str, Any]:
    """Return a service in one line."""
    return {
        "code": service.code,
        "version": digest_of(service),
        "name": fact_to_json(service.name),
        "summary": fact_to_json(service.summary),
        "audiences": [audience.value for audience in service.audiences],
    }


def described(service: Service) -> dict[str, Any]:
    """Return everything a caller needs to file or explain a service."""
    return listed(service) | {
        "who_may_apply": [fact_to_json(words) for words in service.who_may_apply],
        "legal_basis": [fact_to_json(basis.cited()) for basis in service.legal_basis],
        "channels": [channel.value for channel in service.channels],
        "about": _about(service.about) if service.about else None,
        "steps": [_step(step) for step in service.steps],
        "evidence": [_evidence(evidence) for evidence in service.evidence],
        "programmes": [{"code": p.code, "name": fact_to_json(p.name)} for p in service.programmes],
        "criteria": [
            {"code": c.code, "label": fact_to_json(c.label), "legal_basis": fact_to_json(c.legal_basis.cited())}
            for c in dict.fromkeys((*service.criteria, *(c for p in service.programmes for c in p.criteria)))
        ],
        "documents": [{"code": d.code, "name": fact_to_json(d.name)} for d in service.documents],
        "stages": [
            {"code": s.code, "name": fact_to_json(s.name), "closed": s.closed} for s in service.lifecycle.stages
        ],
    }


def _about(about: About) -> dict[str, Any]:
    """Return which earlier cases of the applicant's a case may be about."""
    return {"services": list(about.services), "outcomes": [outcome.value for outcome in about.outcomes]}


def _step(step: Step) -> dict[str, Any]:
    return {
        "code": step.code,
        "title": fact_to_json(step.title),
        "shows": [{"fact": shown.fact, "label": fact_to_json(shown.label)} for shown in step.shows],
        "questions": [_question(question) for question in step.questions],
    }


def _question(question: Question) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": question.code,
        "kind": question.kind,
        "label": fact_to_json(question.label),
        "required": question.required,
        "conditional": question.shown_when is not None,
    }
    if isinstance(question, ChoiceQuestion | ChoicesQuestion):
        told["options"] = [{"code": o.code, "label": fact_to_json(o.label)} for o in question.options]
    if isinstance(question, GroupQuestion):
        told["questions"] = [_question(part) for part in question.questions]
    return told


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "code": evidence.code,
        "name": fact_to_json(evidence.name),
        "help": fact_to_json(evidence.help),
        "conditional": evidence.required_when is not None,
        "optional": evidence.optional,
        "sides": [fact_to_json(side) for side in evidence.kind.sides],
        "fewest_pages": evidence.fewest_pages,
        "most_files": evidence.files.most,
        "fresh_within": _freshness(evidence),
        "legal_basis": fact_to_json(evidence.legal_basis.cited()),
    }


def _freshness(evidence: Evidence) -> dict[str, Any] | None:
    """Return how lately the document must have been issued: the figure that says so, and its unit."""
    if evidence.fresh_within is None:
        return None
    figure = evidence.fresh_within.figure
    return {
        "unit": evidence.fresh_within.unit.value,
        "figure": figure.code,
        "label": fact_to_json(figure.label),
    }
