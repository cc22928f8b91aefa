"""An application from its first step to its confirmation."""

from dataclasses import replace

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from iskan.apps.cases.operations.asking import ask_before_filing
from iskan.apps.cases.operations.consenting import ConsentMissing
from iskan.apps.cases.operations.drafting import (
    DeclarationMissing,
    IncompleteApplication,
    StepResult,
    discard_draft,
    save_step,
    submit_case,
)
from iskan.apps.cases.operations.moves import StaleEdit
from iskan.apps.cases.queries.dossier import Dossier, dossier_for
from iskan.apps.cases.queries.wizard import StepState, Wizard, wizard_for
from iskan.core.answers import Posted
from iskan.core.forms import Step
from iskan.core.text import small_number
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.drafts import applying, first_page, next_page
from iskan.surfaces.portal.keeping import kept_answers, words_in
from iskan.surfaces.portal.pages import UNPROCESSABLE, citizen, go, page
from iskan.surfaces.portal.presenters.application import Retry, step_page, unseen_fields
from iskan.surfaces.portal.presenters.check import check_page
from iskan.surfaces.portal.presenters.confirmation import confirmation
from iskan.surfaces.ui.fields import reshaped

CONFLICT = 409


@applying
def resume(request: ScopedRequest, wizard: Wizard) -> HttpResponseBase:
    """Lead to the first page of an application that is not complete yet."""
    del request
    return first_page(wizard)


@applying
def step(request: ScopedRequest, wizard: Wizard, step_code: str) -> HttpResponseBase:
    """Show one step, or save it and go on; a step that does not apply leads past itself."""
    declared = _declared(wizard, step_code)
    state = wizard.state(step_code)
    if state is None:
        return next_page(wizard, declared)
    if request.method == "POST":
        return _save(request, wizard, state, words_in(request))
    words = kept_answers(request)
    return _show(request, wizard, state, Retry(words=words, restored=True) if words else None)


def _save(request: ScopedRequest, wizard: Wizard, state: StepState, words: Posted) -> HttpResponseBase:
    action = _last(words, "action")
    changed = words if action == "refresh" else reshaped(state.step.questions, words, action)
    if changed is not None:
        return _show(request, wizard, state, Retry(words=changed))
    try:
        result = _save_step(request, wizard, state.step, words)
    except StaleEdit as stale:
        return _show_both(request, wizard, state, Retry(words=words, stale=stale.text))
    if action == "later":
        return go(request, "portal:my_cases", done=_("Your answers are saved. Continue whenever you like."))
    if result.faults or unseen_fields(wizard, state.step, words, clock.today()):
        saved = replace(state, version=result.version)
        return _show(request, wizard, saved, Retry(words=words, faults=result.faults), UNPROCESSABLE)
    return next_page(wizard, state.step, request.GET.get("back", ""))


def _show_both(request: ScopedRequest, wizard: Wizard, state: StepState, retry: Retry) -> HttpResponseBase:
    fresh = wizard_for(request.scope, wizard.case.reference)
    return _show(request, fresh, fresh.state(state.step.code) or state, retry, CONFLICT)


def _save_step(request: ScopedRequest, wizard: Wizard, step: Step, words: Posted) -> StepResult:
    return save_step(
        scope=request.scope,
        reference=wizard.case.reference,
        step_code=step.code,
        posted=words,
        version=small_number(_last(words, "version")) or 0,
        at=clock.now(),
    )


def _show(
    request: ScopedRequest, wizard: Wizard, state: StepState, retry: Retry | None, status: int = 200
) -> HttpResponseBase:
    shown = step_page(wizard, state, _dossier(request, wizard), retry)
    return page(request, "apply/step", status=status, step=shown, back=request.GET.get("back", ""))


def _dossier(request: ScopedRequest, wizard: Wizard) -> Dossier:
    return Dossier(wizard.case, request.scope, clock.today())


def _declared(wizard: Wizard, step_code: str) -> Step:
    try:
        return wizard.service.step(step_code)
    except KeyError as unknown:
        raise Http404 from unknown


def _last(words: Posted, name: str) -> str:
    return (words.get(name) or ("",))[-1]


@applying
def check(request: ScopedRequest, wizard: Wizard) -> HttpResponseBase:
    """Show every answer once more; accepting the declarations files the application."""
    if request.method != "POST":
        return page(request, "apply/check", check=check_page(wizard, _dossier(request, wizard)))
    declared, asks = frozenset(request.POST.getlist("declared")), request.POST.get("action") == "ask"
    try:
        _ask(request, wizard) if asks else _submit(request, wizard, declared)
    except (IncompleteApplication, DeclarationMissing, ConsentMissing, StaleEdit) as lacking:
        status = CONFLICT if isinstance(lacking, StaleEdit) else UNPROCESSABLE
        shown = check_page(wizard, _dossier(request, wizard), lacking, declared)
        return page(request, "apply/check", status=status, check=shown)
    if asks:
        return go(
            request, "portal:check", wizard.case.reference, done=_("They are asked. We write to you when they answer.")
        )
    return redirect("portal:filed", wizard.case.reference)


def _ask(request: ScopedRequest, wizard: Wizard) -> None:
    ask_before_filing(
        scope=request.scope,
        reference=wizard.case.reference,
        version=small_number(request.POST.get("version", "")),
        at=clock.now(),
    )


def _submit(request: ScopedRequest, wizard: Wizard, declared: frozenset[str]) -> None:
    submit_case(
        scope=request.scope,
        reference=wizard.case.reference,
        declared=declared,
        version=small_number(request.POST.get("version", "")),
        at=clock.now(),
    )


@applying
def discard(request: ScopedRequest, wizard: Wizard) -> HttpResponseBase:
    """Ask whether a draft is to be discarded, and discard it."""
    reference = wizard.case.reference
    if request.method != "POST":
        return page(request, "apply/discard", reference=reference, service=wizard.service.name)
    discard_draft(scope=request.scope, reference=reference, at=clock.now())
    return go(request, "portal:my_cases", done=_("The draft and its answers are discarded."))


@citizen
def filed(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Confirm that an application is filed, with its reference."""
    dossier = dossier_for(request.scope, reference, clock.today())
    if dossier.case.filed_at is None:
        return redirect("portal:apply", reference)
    return page(request, "apply/filed", confirmation=confirmation(dossier))
