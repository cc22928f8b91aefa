"""What an official does to one case: each form of the case page leads here and back to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.operations import assignment, checking, documents, review
from iskan.apps.cases.queries.scoped import case_for
from iskan.core.refusal import ReasonMissing, Refusal
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import changing, go, page
from iskan.surfaces.backoffice.views.cases import show_case
from iskan.surfaces.backoffice.words import (
    NO_OFFICIAL_CHOSEN,
    NOTHING_CHOSEN,
    chosen_outcome,
    number,
    said,
    seen_version,
    seen_versions,
)
from iskan.surfaces.ui.refusals import shows_refusals

LONGEST_REASON = 2_000
Values = Callable[[ScopedRequest], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One thing a form of the case page does: the operation, what it is given, and what is said after."""

    operation: Callable[..., object]
    values: Values
    done: str


def attempt(request: ScopedRequest, reference: str, move: Move) -> HttpResponseBase:
    """Do one thing to a case and return to it."""
    move.operation(scope=request.scope, reference=reference, at=clock.now(), **move.values(request))
    return go(request, "backoffice:case", reference, done=move.done)


def _version(request: ScopedRequest) -> dict[str, Any]:
    return {"version": seen_version(request)}


def _nothing(_request: ScopedRequest) -> dict[str, Any]:
    return {}


def _reason(request: ScopedRequest) -> dict[str, Any]:
    return {"reason": said(request, "reason", LONGEST_REASON), "version": seen_version(request)}


def _outcome(request: ScopedRequest) -> dict[str, Any]:
    return {"outcome": chosen_outcome(request), **_reason(request)}


@changing(rules.can_work_cases)
@shows_refusals(show_case, "hold")
def claim(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Take a free case, from its own page or from a list, whose rows carry what version of each was seen."""

    def seen(request: ScopedRequest) -> dict[str, Any]:
        return (
            _version(request) if "version" in request.POST else {"version": seen_versions(request).get(reference, -1)}
        )

    return attempt(request, reference, Move(operation=assignment.claim, values=seen, done=_("The case is yours.")))


@changing(rules.can_work_cases)
@shows_refusals(show_case, "hold")
def release(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Give a case back to the department."""
    return attempt(
        request,
        reference,
        Move(operation=assignment.release, values=_version, done=_("The case is given back.")),
    )


@changing(rules.can_supervise)
@shows_refusals(show_case, "hold")
def assign(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Assign a case to an official."""
    return attempt(request, reference, Move(operation=_assign, values=_assignee, done=_("The case is assigned.")))


def _assign(*, reference: str, version: int, **values: Any) -> None:
    assignment.assign(references=[reference], versions={reference: version}, **values)


def _assignee(request: ScopedRequest) -> dict[str, Any]:
    chosen = number(request.POST.get("assignee", ""))
    if chosen is None:
        raise Refusal(NO_OFFICIAL_CHOSEN, field="assignee")
    return {"assignee_id": chosen, "version": seen_version(request)}


@changing(rules.can_work_cases)
@shows_refusals(show_case, "begin")
def begin(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Begin the review."""
    return attempt(
        request,
        reference,
        Move(operation=review.begin_review, values=_version, done=_("The review has begun.")),
    )


@changing(rules.can_work_cases)
@shows_refusals(show_case, "request")
def request_evidence(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Ask the citizen for something."""
    done = _("The request is sent. The promise clock stands still until the applicant answers.")
    return attempt(request, reference, Move(operation=review.request_from_citizen, values=_request, done=done))


def _request(request: ScopedRequest) -> dict[str, Any]:
    return {
        "text": said(request, "reason", LONGEST_REASON),
        "evidence_codes": tuple(request.POST.getlist("evidence")),
        "version": seen_version(request),
    }


@changing(rules.can_work_cases)
@shows_refusals(show_case, "recommend")
def recommend(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Recommend an answer to a second official."""
    return attempt(
        request,
        reference,
        Move(
            operation=review.recommend,
            values=_outcome,
            done=_("Your recommendation awaits a second official."),
        ),
    )


@changing(rules.can_work_cases)
@shows_refusals(show_case, "return")
def give_back(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Return a recommendation to review."""
    return attempt(
        request,
        reference,
        Move(operation=review.return_to_review, values=_reason, done=_("The case is back in review.")),
    )


@changing(rules.can_work_cases)
@shows_refusals(show_case, "decide")
def decide(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Decide a case; the decision is read once more before it stands."""
    if request.POST.get("confirmed") != "yes":
        return _confirm(request, reference)
    return attempt(
        request,
        reference,
        Move(
            operation=review.decide,
            values=_outcome,
            done=_("The decision stands; the applicant is told."),
        ),
    )


@shows_refusals(show_case, "decide")
def _confirm(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Ask once more; what the decision lacks is said before."""
    chosen = _outcome(request)
    if chosen["outcome"] == Outcome.REFUSED and not chosen["reason"]:
        raise ReasonMissing
    found = case_for(request.scope, reference)
    return page(request, "cases/confirm", reference=found.reference, applicant=found.applicant, **chosen)


@changing(rules.can_work_cases)
@shows_refusals(show_case, "note")
def note(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Leave words for other officials."""
    return attempt(request, reference, Move(operation=review.add_note, values=_note, done=_("The note is kept.")))


def _note(request: ScopedRequest) -> dict[str, Any]:
    return {"text": said(request, "reason")}


@changing(rules.can_review)
@shows_refusals(show_case, "registers")
def ask_again(request: ScopedRequest, reference: str, register: str) -> HttpResponseBase:
    """Have a register asked anew."""
    return attempt(
        request,
        reference,
        Move(
            operation=checking.ask_again,
            values=lambda _request: {"register": register},
            done=_("The register is being asked again."),
        ),
    )


@changing(rules.can_review)
@shows_refusals(show_case, "findings")
def reassess(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Test the criteria again on what is now known."""
    return attempt(
        request,
        reference,
        Move(operation=checking.reassess, values=_nothing, done=_("The criteria are tested again.")),
    )


@changing(rules.can_approve, rules.can_supervise)
@shows_refusals(show_case, "document-{issued_id}")
def change_card(request: ScopedRequest, reference: str, issued_id: int) -> HttpResponseBase:
    """Replace or revoke the document issued for a case."""
    return attempt(
        request,
        reference,
        Move(
            operation=_change_card,
            values=lambda r: _card(r, issued_id),
            done=_("The document is changed."),
        ),
    )


def _change_card(*, change: str, **values: Any) -> None:
    {"replace": documents.replace_case_document, "revoke": documents.revoke_case_document}[change](**values)


def _card(request: ScopedRequest, issued_id: int) -> dict[str, Any]:
    change = request.POST.get("change", "")
    if change not in {"replace", "revoke"}:
        raise Refusal(NOTHING_CHOSEN, field="change")
    return {"change": change, "issued_id": issued_id, "reason": said(request, "reason", 300)}
