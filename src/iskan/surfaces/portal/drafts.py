"""Opening a draft: every page of an application begins here, and one already filed leads to its confirmation."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponseBase
from django.shortcuts import redirect

from iskan.apps.cases.queries.wizard import DOCUMENTS, Wizard, wizard_for
from iskan.core.forms import Step
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import citizen

P = ParamSpec("P")
DraftView = Callable[Concatenate[ScopedRequest, Wizard, P], HttpResponseBase]
CHECK = "check"


def applying(view: DraftView[P]) -> Callable[..., HttpResponseBase]:
    """Hand a view the draft of that reference, or lead on from one that is filed or discarded."""

    @wraps(view)
    def opened(request: ScopedRequest, reference: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        wizard = wizard_for(request.scope, reference)
        if wizard.case.filed_at is not None:
            return redirect("portal:filed", reference)
        if wizard.case.closed_at is not None:
            return redirect("portal:my_cases")
        return view(request, wizard, *args, **kwargs)

    return citizen(opened)


def first_page(wizard: Wizard) -> HttpResponseBase:
    """Lead to the first page of an application that is not complete yet."""
    reference, code = wizard.case.reference, wizard.next_step
    if code in {None, DOCUMENTS}:
        return redirect("portal:documents" if code else "portal:check", reference)
    return redirect("portal:step", reference, code)


def next_page(wizard: Wizard, step: Step | None = None, back: str = "") -> HttpResponseBase:
    """Lead to the page after a step, or back to the check page its reader came from."""
    reference, steps = wizard.case.reference, wizard.service.steps
    if back == CHECK:
        return redirect("portal:check", reference)
    index = steps.index(step) + 1 if step else 0
    if index < len(steps):
        return redirect("portal:step", reference, steps[index].code)
    return redirect("portal:documents" if wizard.service.evidence else "portal:check", reference)
