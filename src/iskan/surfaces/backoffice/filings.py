"""Opening a draft an official fills in for a citizen: every page of it asks anew whether they may."""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec

from django.http import HttpResponseBase

from iskan.apps.accounts.rules import can_review
from iskan.apps.cases.operations.drafting import AlreadyFiled
from iskan.apps.cases.operations.filing import open_at_desk
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.backoffice.pages import asking
from iskan.surfaces.backoffice.presenters.filings import attended_applicant
from iskan.surfaces.backoffice.presenters.shell import shell_of
from iskan.surfaces.wizard.surface import DraftView, OpenDraft, WizardSurface

P = ParamSpec("P")
DESK: Final = WizardSurface(
    namespace="filing", layout="backoffice/filings/layout.html", drafts="backoffice:filings", shell_of=shell_of
)


def attending(view: DraftView[P]) -> Callable[..., HttpResponseBase]:
    """Hand a view the draft of that reference; one filed leads to its confirmation, or is refused where none is due."""

    @asking(can_review)
    @wraps(view)
    def opened(request: ScopedRequest, /, reference: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            case, scope = open_at_desk(scope=request.scope, reference=reference)
        except AlreadyFiled:
            return DESK.lead("filed", reference)
        draft = OpenDraft(
            surface=DESK, scope=scope, wizard=wizard_for(scope, reference), attended=attended_applicant(case)
        )
        return view(request, draft, *args, **kwargs)

    return opened
