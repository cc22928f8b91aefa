"""Opening a draft: every page of an application begins here, and one already filed leads to its confirmation."""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec

from django.http import HttpResponseBase
from django.shortcuts import redirect

from iskan.apps.cases.queries.wizard import wizard_for
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import citizen
from iskan.surfaces.portal.presenters.shell import shell_of
from iskan.surfaces.wizard.surface import DraftView, OpenDraft, WizardSurface

P = ParamSpec("P")
PORTAL: Final = WizardSurface(
    namespace="portal", layout="portal/form_layout.html", drafts="portal:my_cases", shell_of=shell_of,
    shows_pictures=True,
)  # fmt: skip


def applying(view: DraftView[P]) -> Callable[..., HttpResponseBase]:
    """Hand a view the draft of that reference, or lead on from one that is filed or discarded."""

    @wraps(view)
    def opened(request: ScopedRequest, reference: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        wizard = wizard_for(request.scope, reference)
        if wizard.case.filed_at is not None:
            return redirect("portal:filed", reference)
        if wizard.case.closed_at is not None:
            return redirect("portal:my_cases")
        return view(request, OpenDraft(surface=PORTAL, scope=request.scope, wizard=wizard), *args, **kwargs)

    return citizen(opened)
