"""What an official does to one case: each form of the case page leads here and back to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.utils.html import format_html
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.agreements.operations import propose_act
from iskan.apps.cases.operations import assignment, checking, documents, making, review, taking
from iskan.apps.cases.queries.lists import next_held
from iskan.apps.cases.queries.scoped import case_for
from iskan.apps.cases.rules import can_take
from iskan.core.refusal import Refusal
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import REVOKE_DOCUMENT
from iskan.surfaces.backoffice.pages import changing, go, page
from iskan.surfaces.backoffice.presenters.confirmation import confirm_view
from iskan.surfaces.backoffice.presenters.dues import stage_name
from iskan.surfaces.backoffice.presenters.moves import form_of
from iskan.surfaces.backoffice.views.cases import show_case
from iskan.surfaces.backoffice.words import (
    NO_OFFICIAL_CHOSEN,
    NOTHING_CHOSEN,
    number,
    said,
    seen_version,
    seen_versions,
)
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.consequences import must_be_confirmed
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.refusals import FormState, shows_refusals

LONGEST_REASON = 2_000
Values = Callable[[ScopedRequest], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveForm:
    """One thing a form of the case page does: the operation, what it is given, and what is said after."""

    operation: Callable[..., object]
    values: Values
    done: str


def attempt(request: ScopedRequest, reference: str, move: MoveForm) -> HttpResponseBase:
    """Do one thing to a case and return to it."""
    move.operation(scope=request.scope, reference=reference, at=clock.now(), **move.values(request))
    return go(request, "backoffice:case", reference, done=move.done)


def _version(request: ScopedRequest) -> dict[str, Any]:
    return {"version": seen_version(request)}


def _nothing(_request: ScopedRequest) -> dict[str, Any]:
    return {}


@changing(rules.can_work_cases)
@shows_refusals(show_case, "hold")
def claim(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Take a free case, from its own page or from a list, whose rows carry what version of each was seen."""

    def seen(request: ScopedRequest) -> dict[str, Any]:
        return (
            _version(request) if "version" in request.POST else {"version": seen_versions(request).get(reference, -1)}
        )

    return attempt(request, reference, MoveForm(operation=assignment.claim, values=seen, done=_("The case is yours.")))


@changing(rules.can_work_cases)
@shows_refusals(show_case, "hold")
def release(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Give a case back to the department."""
    return attempt(
        request,
        reference,
        MoveForm(operation=assignment.release, values=_version, done=_("The case is given back.")),
    )


@changing(rules.can_supervise)
@shows_refusals(show_case, "hold")
def assign(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Assign a case to an official."""
    return attempt(request, reference, MoveForm(operation=_assign, values=_assignee, done=_("The case is assigned.")))


def _assign(*, reference: str, version: int, **values: Any) -> None:
    assignment.assign(references=[reference], versions={reference: version}, **values)


def _assignee(request: ScopedRequest) -> dict[str, Any]:
    chosen = number(request.POST.get("assignee", ""))
    if chosen is None:
        raise Refusal(NO_OFFICIAL_CHOSEN, field="assignee")
    return {"assignee_id": chosen, "version": seen_version(request)}


@changing(rules.can_work_cases)
@shows_refusals(show_case, form_of("{code}"))
def make(request: ScopedRequest, reference: str, code: str) -> HttpResponseBase:
    """Make a move the lifecycle declares; one that cannot be taken back is read once more before."""
    asked = {"scope": request.scope, "reference": reference, "code": code, "at": clock.now(), **_said(request, code)}
    planned = making.plan_move(**asked)
    if request.POST.get("confirmed") != "yes" and must_be_confirmed(planned.service, planned.transition):
        return page(request, "cases/confirm", confirm=confirm_view(planned), words=FormState.sent(request).words)
    event = making.make_move(**asked)
    told = {"move": t(planned.transition.label), "stage": stage_name(planned.service.lifecycle.stage(event.case.stage))}
    done = _("Done: %(move)s. Stage now: %(stage)s.") % told
    following = next_held(request.scope, reference) if planned.leads_on else ""
    if not following:
        return go(request, "backoffice:case", reference, done=done)
    back = format_html(
        '{} <a class="ds-link" href="{}"><bdi>{}</bdi></a>', done, url("backoffice:case", reference), reference
    )
    return go(request, "backoffice:case", following, done=back)


@changing(can_take)
def take_next(request: ScopedRequest) -> HttpResponseBase:
    """Give the official the most urgent case nobody works on."""
    case = taking.take_next(scope=request.scope, at=clock.now())
    if case is None:
        return go(request, "backoffice:inbox", failed=_("No case waits to be taken."))
    return go(request, "backoffice:case", case.reference, done=_("The case is yours."))


def _said(request: ScopedRequest, code: str) -> dict[str, Any]:
    """Return what the form of a move says; its questions' fields begin with the form's name."""
    begin, words = f"{form_of(code)}-", FormState.sent(request).words
    posted = {name.removeprefix(begin): said for name, said in words.items() if name.startswith(begin)}
    return {
        "reason": said(request, "reason", LONGEST_REASON),
        "answers": posted,
        "documents": tuple(request.POST.getlist("evidence")),
        "within": number(request.POST.get("within", "")),
        "version": seen_version(request),
    }


@changing(rules.can_work_cases)
@shows_refusals(show_case, "note")
def note(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Leave words for other officials."""
    return attempt(request, reference, MoveForm(operation=review.add_note, values=_note, done=_("The note is kept.")))


def _note(request: ScopedRequest) -> dict[str, Any]:
    return {"text": said(request, "reason")}


@changing(rules.can_review)
@shows_refusals(show_case, "registers")
def ask_again(request: ScopedRequest, reference: str, register: str) -> HttpResponseBase:
    """Have a register asked again."""
    return attempt(
        request,
        reference,
        MoveForm(
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
        MoveForm(operation=checking.reassess, values=_nothing, done=_("The criteria are tested again.")),
    )


@changing(rules.can_approve, rules.can_supervise)
@shows_refusals(show_case, "document-{issued_id}")
def change_card(request: ScopedRequest, reference: str, issued_id: int) -> HttpResponseBase:
    """Replace the document issued for a case, or propose to revoke it."""
    case_for(request.scope, reference)
    match request.POST.get("change"):
        case "replace":
            documents.replace_case_document(
                scope=request.scope, reference=reference, issued_id=issued_id, reason=said(request, "reason", 300),
                at=clock.now(),
            )  # fmt: skip
            return go(request, "backoffice:case", reference, done=_("The document is changed."))
        case "revoke":
            proposed = propose_act(
                scope=request.scope, act=REVOKE_DOCUMENT, subject=str(issued_id), terms={},
                reason=said(request, "reason", 300), at=clock.now(),
            )  # fmt: skip
            return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))
    raise Refusal(NOTHING_CHOSEN, field="change")
