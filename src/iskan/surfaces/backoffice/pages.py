"""How a page of the desk is rendered, and who may open it."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from iskan.foundation import audit, clock
from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.backoffice.presenters.shell import shell_of
from iskan.surfaces.ui.access import officials_only, post_only
from iskan.surfaces.ui.redirects import go
from iskan.surfaces.ui.refusals import with_unsent

__all__ = ["Rule", "asking", "changing", "go", "listing", "only", "page", "paper", "reading", "references"]

P = ParamSpec("P")
Rule = Callable[[Scope], bool]
View = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
Show = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
ReferencesOf = Callable[[Any], Iterable[str]]
_LISTED = "people_listed"


def listing(**people: ReferencesOf) -> Callable[[Show[P]], Show[P]]:
    """Declare the people a page names besides the one whose file it is: each showing of them is a line of the trail.

    A keyword names a part of what the page is rendered with, and how the references of cases are told from it.
    """

    def declare(show: Show[P]) -> Show[P]:
        @wraps(show)
        def showing(request: ScopedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            setattr(request, _LISTED, people)
            return show(request, *args, **kwargs)

        return showing

    return declare


def references(rows: Iterable[Any]) -> list[str]:
    """Return the references of rows that have one each."""
    return [row.reference for row in rows if row.reference]


def _keep_listed(request: ScopedRequest, context: Mapping[str, Any]) -> None:
    people: Mapping[str, ReferencesOf] = getattr(request, _LISTED, {})
    shown = {one for name, references_of in people.items() for one in references_of(context[name])}
    if shown:
        match = request.resolver_match
        audit.record_shown(
            scope=request.scope, action=audit.LISTED, references=shown, at=clock.now(),
            page=match.view_name if match else "",
        )  # fmt: skip


def page(
    request: ScopedRequest, template: str, *, status: int = 200, trail_of: tuple[str, str] | None = None, **context: Any
) -> HttpResponse:
    """Render a template of the desk inside its frame; whom it lists is kept first.

    ``trail_of`` is the kind and the name under which an auditor finds the lines about what the page shows.
    """
    _keep_listed(request, context)
    shown = {"shell": shell_of(request, trail_of), **with_unsent(request, context)}
    return render(request, f"backoffice/{template}.html", shown, status=status)


def paper(request: ScopedRequest, template: str, **context: Any) -> HttpResponse:
    """Render a page meant for paper, without the desk around it; whom it lists is kept first."""
    _keep_listed(request, context)
    return render(request, f"backoffice/{template}.html", context)


def reading(*rules: Rule) -> Callable[[View[P]], PlainView[P]]:
    """Let officials open a page that changes nothing."""
    return _guarded(rules, require_safe)


def changing(*rules: Rule) -> Callable[[View[P]], PlainView[P]]:
    """Let officials send a form."""
    return _guarded(rules, post_only)


def asking(*rules: Rule) -> Callable[[View[P]], PlainView[P]]:
    """Let officials open a page with a form and send it back to the same address."""
    return _guarded(rules, require_http_methods(["GET", "HEAD", "POST"]))


def only(scope: Scope, *rules: Rule) -> None:
    """Let pass whom one of the rules gives leave to send the form of a page that others may read."""
    if not any(rule(scope) for rule in rules):
        raise PermissionDenied


def _guarded(
    rules: tuple[Rule, ...], methods: Callable[[PlainView[P]], PlainView[P]]
) -> Callable[[View[P]], PlainView[P]]:
    def wrap(view: View[P]) -> PlainView[P]:
        return officials_only(*rules)(methods(view))  # type: ignore[arg-type]  # the guard inside takes any request

    return wrap
