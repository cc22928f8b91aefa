"""Where the wizard's pages stand: the citizen's portal, or the desk of an official who files for a citizen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render

from iskan.apps.cases.queries.wizard import DOCUMENTS, Wizard
from iskan.core.forms import Step
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.ui.addresses import url

P = ParamSpec("P")
CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class WizardSurface:
    """What differs by surface: the addresses of the pages, and the layout and shell around them.

    Every namespace has the same names of pages. ``drafts`` names the page that lists drafts. Pictures of what is
    attached are shown where its owner looks: an official who files for somebody opens nothing but the draft.
    """

    namespace: str
    layout: str
    drafts: str
    shell_of: Callable[[ScopedRequest], Any]
    shows_pictures: bool = False

    def url(self, name: str, *args: object) -> str:
        """Return the address of a page of the wizard."""
        return url(f"{self.namespace}:{name}", *args)

    def lead(self, name: str, *args: object) -> HttpResponseRedirect:
        """Redirect to a page of the wizard."""
        response: HttpResponseRedirect = redirect(f"{self.namespace}:{name}", *args)
        return response

    def first_page(self, wizard: Wizard) -> HttpResponseRedirect:
        """Lead to the first page of an application that is not complete yet."""
        reference, code = wizard.case.reference, wizard.next_step
        if code in {None, DOCUMENTS}:
            return self.lead("documents" if code else CHECK, reference)
        return self.lead("step", reference, code)

    def next_page(self, wizard: Wizard, step: Step | None = None, back: str = "") -> HttpResponseRedirect:
        """Lead to the page after a step, or back to the check page its reader came from."""
        reference, steps = wizard.case.reference, wizard.service.steps
        if back == CHECK:
            return self.lead(CHECK, reference)
        index = steps.index(step) + 1 if step else 0
        if index < len(steps):
            return self.lead("step", reference, steps[index].code)
        return self.lead("documents" if wizard.service.evidence else CHECK, reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendedApplicant:
    """The applicant an official fills a draft in for: who they are, how they reach the official and are known."""

    name: str
    cpr: str
    channel: str
    identified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A draft opened by somebody who may fill it in: in which scope, where, and for which applicant before them."""

    surface: WizardSurface
    scope: Scope
    wizard: Wizard
    attended: AttendedApplicant | None = None

    @property
    def reference(self) -> str:
        return self.wizard.case.reference

    def page(self, request: ScopedRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """Render a template of the wizard inside the surface's layout."""
        around = {"draft": self, "surface": self.surface, "shell": self.surface.shell_of(request)}
        return render(request, f"wizard/{template}.html", around | context, status=status)


DraftView = Callable[Concatenate[ScopedRequest, OpenDraft, P], HttpResponseBase]
DraftPage = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
