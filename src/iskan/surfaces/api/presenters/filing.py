"""A case as whoever files it by program is told of it."""

from typing import Any

from iskan.apps.cases.queries.evidence import EvidenceState
from iskan.apps.cases.queries.wizard import Wizard
from iskan.core.catalogue import Service
from iskan.core.facts_json import fact_to_json
from iskan.integrations.discovery import register


def told(wizard: Wizard) -> dict[str, Any]:
    """Return how far a case has come, and the documents it calls for."""
    case = wizard.case
    return {
        "reference": case.reference,
        "state": "draft" if case.filed_at is None else "filed",
        "documents": [_document(state) for state in wizard.evidence],
        "due_on": case.due_on.isoformat() if case.due_on else None,
    }


def registers_told(service: Service) -> list[dict[str, Any]]:
    """Return what the applicant is told of each register a service asks, before it is asked."""
    return [
        {
            "code": check.register,
            "name": fact_to_json(register(check.register).name),
            "keeper": fact_to_json(register(check.register).keeper),
            "purpose": fact_to_json(check.purpose),
            "ground": fact_to_json(service.ground_of(check)),
            "declaration": check.declaration,
        }
        for check in service.register_checks
    ]


def _document(state: EvidenceState) -> dict[str, Any]:
    return {
        "code": state.evidence.code,
        "name": fact_to_json(state.evidence.name),
        "files": len(state.items),
        "is_missing": state.is_missing,
    }
