"""A signed-in citizen's own cases, and those of whom they act for."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Router
from ninja.security import django_auth

from iskan.apps.cases.queries.dossier import Dossier, dossier_for
from iskan.apps.cases.queries.lists import CaseLine, cases_of
from iskan.apps.catalogue.declarations import digest_of
from iskan.core.facts_json import fact_to_json
from iskan.foundation import audit, clock
from iskan.foundation.scope import OutOfScope, Scope, ScopedRequest

router = Router(tags=["cases"], auth=django_auth)


@router.get("/")
def cases(request: HttpRequest) -> Any:
    """List one's own cases and those one is delegate for."""
    return {"cases": [_line(line) for line in cases_of(_citizen(request))]}


@router.get("/{reference}")
def case(request: HttpRequest, reference: str) -> Any:
    """Tell where a case stands and what happened to it."""
    scope = _citizen(request)
    dossier = dossier_for(scope, reference, clock.today())
    audit.record_read(scope=scope, subject_kind=audit.CASE, subject=reference, at=clock.now(), session=request.session)
    return _told(dossier)


def _citizen(request: HttpRequest) -> Scope:
    """Return the citizen who asks; officials work at the desk, where each reading is theirs to answer for."""
    scope = cast("ScopedRequest", request).scope
    if scope.cpr is None:
        raise OutOfScope
    return scope


def _told(dossier: Dossier) -> dict[str, Any]:
    promise = dossier.promise
    return {
        "reference": dossier.case.reference,
        "service": dossier.service.code,
        "version": digest_of(dossier.service),
        "stage": {"code": dossier.stage.code, "name": fact_to_json(dossier.stage.name)},
        "next_step": fact_to_json(dossier.stage.next_step),
        "due_on": promise.due_on.isoformat() if promise else None,
        "events": [{"code": e.code, "at": e.at.isoformat(), "target": e.target} for e in dossier.events],
    }


def _line(line: CaseLine) -> dict[str, Any]:
    return {
        "reference": line.reference,
        "service": line.service.code,
        "stage": line.stage.code,
        "filed_at": line.filed_at.isoformat() if line.filed_at else None,
        "due_on": line.due_on.isoformat() if line.due_on else None,
    }
