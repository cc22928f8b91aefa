"""A draft from its first step to its filing."""

from dataclasses import replace

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts.unsent import take_unsent, words_in
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
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.wizard import StepState, wizard_for
from iskan.core.answers import Posted
from iskan.core.forms import Step
from iskan.core.text import small_number
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.ui.fields import reshaped
from iskan.surfaces.ui.redirects import go
from iskan.surfaces.wizard.presenters.application import Retry, step_page, unseen_fields
from iskan.surfaces.wizard.presenters.check import Lacking, check_page
from iskan.surfaces.wizard.surface import CHECK, OpenDraft

UNPROCESSABLE, CONFLICT = 422, 409


def resume(request: ScopedRequest, draft: OpenDraft) -> HttpResponseBase:
    """Lead to the first page of an application that is not complete yet."""
    del request
    return draft.surface.first_page(draft.wizard)


def step(request: ScopedRequest, draft: OpenDraft, step_code: str) -> HttpResponseBase:
    """Show one step, or save it and go on; a step that does not apply leads past itself."""
    declared = _declared(draft, step_code)
    state = draft.wizard.state(step_code)
    if state is None:
        return draft.surface.next_page(draft.wizard, declared)
    if request.method == "POST":
        return _save(request, draft, state, words_in(request))
    unsent = take_unsent(request)
    return _show(request, draft, state, Retry(words=unsent.words, restored=True) if unsent else None)


def _save(request: ScopedRequest, draft: OpenDraft, state: StepState, words: Posted) -> HttpResponseBase:
    action = _last(words, "action")
    changed = words if action == "refresh" else reshaped(state.step.questions, words, action)
    if changed is not None:
        return _show(request, draft, state, Retry(words=changed))
    try:
        result = _save_step(draft, state.step, words)
    except StaleEdit as stale:
        return _show_both(request, draft, state, Retry(words=words, stale=stale.text))
    if action == "later":
        return later(request, draft)
    if result.faults or unseen_fields(draft.wizard, state.step, words, clock.today()):
        saved = replace(state, version=result.version)
        return _show(request, draft, saved, Retry(words=words, faults=result.faults), UNPROCESSABLE)
    return draft.surface.next_page(draft.wizard, state.step, request.GET.get("back", ""))


def later(request: ScopedRequest, draft: OpenDraft) -> HttpResponseBase:
    """Lead to the drafts of whoever goes on another time."""
    saved = _("The draft is saved.") if draft.attended else _("Your answers are saved. Continue whenever you like.")
    return go(request, draft.surface.drafts, done=saved)


def _show_both(request: ScopedRequest, draft: OpenDraft, state: StepState, retry: Retry) -> HttpResponseBase:
    fresh = replace(draft, wizard=wizard_for(draft.scope, draft.reference))
    return _show(request, fresh, fresh.wizard.state(state.step.code) or state, retry, CONFLICT)


def _save_step(draft: OpenDraft, step: Step, words: Posted) -> StepResult:
    return save_step(
        scope=draft.scope,
        reference=draft.reference,
        step_code=step.code,
        posted=words,
        version=small_number(_last(words, "version")) or 0,
        at=clock.now(),
    )


def _show(
    request: ScopedRequest, draft: OpenDraft, state: StepState, retry: Retry | None, status: int = 200
) -> HttpResponseBase:
    shown = step_page(draft, state, _dossier(draft), retry)
    return draft.page(request, "step", status=status, step=shown)


def _dossier(draft: OpenDraft) -> Dossier:
    return Dossier(draft.wizard.case, draft.scope, clock.today())


def _declared(draft: OpenDraft, step_code: str) -> Step:
    try:
        return draft.wizard.service.step(step_code)
    except KeyError as unknown:
        raise Http404 from unknown


def _last(words: Posted, name: str) -> str:
    return (words.get(name) or ("",))[-1]


def check(request: ScopedRequest, draft: OpenDraft) -> HttpResponseBase:
    """Show every answer once more; accepting the declarations files the application."""
    if request.method != "POST":
        return _show_check(request, draft)
    declared, asks = frozenset(request.POST.getlist("declared")), request.POST.get("action") == "ask"
    try:
        _ask(request, draft) if asks else _submit(request, draft, declared)
    except (IncompleteApplication, DeclarationMissing, ConsentMissing, StaleEdit) as lacking:
        return _show_check(request, draft, lacking, declared)
    if asks:
        return go(request, f"{draft.surface.namespace}:{CHECK}", draft.reference, done=_asked(draft))
    return draft.surface.lead("filed", draft.reference)


def _asked(draft: OpenDraft) -> str:
    if draft.attended:
        return _("They are asked. The applicant is written to when they answer.")
    return _("They are asked. We write to you when they answer.")


def _show_check(
    request: ScopedRequest, draft: OpenDraft, lacking: Lacking | None = None, declared: frozenset[str] = frozenset()
) -> HttpResponseBase:
    status = 200 if lacking is None else CONFLICT if isinstance(lacking, StaleEdit) else UNPROCESSABLE
    shown = check_page(draft.wizard, _dossier(draft), draft.surface, lacking, declared)
    return draft.page(request, "check", status=status, check=shown)


def _ask(request: ScopedRequest, draft: OpenDraft) -> None:
    ask_before_filing(
        scope=draft.scope,
        reference=draft.reference,
        version=small_number(request.POST.get("version", "")),
        at=clock.now(),
    )


def _submit(request: ScopedRequest, draft: OpenDraft, declared: frozenset[str]) -> None:
    submit_case(
        scope=draft.scope,
        reference=draft.reference,
        declared=declared,
        version=small_number(request.POST.get("version", "")),
        at=clock.now(),
    )


def discard(request: ScopedRequest, draft: OpenDraft) -> HttpResponseBase:
    """Ask whether a draft is to be discarded, and discard it."""
    if request.method != "POST":
        service = draft.wizard.service.name
        return draft.page(request, "discard", reference=draft.reference, service=service)
    discard_draft(scope=draft.scope, reference=draft.reference, at=clock.now())
    return go(request, draft.surface.drafts, done=_("The draft and its answers are discarded."))
