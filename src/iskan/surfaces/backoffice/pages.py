"""How a page of the desk is rendered, and who may open it."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iskan.foundation.scope import Scope, ScopedRequest
from iskan.surfaces.backoffice.presenters.shell import shell_of
from iskan.surfaces.ui.access import officials_only
from iskan.surfaces.ui.redirects import go

__all__ = ["Rule", "asking", "changing", "go", "only", "page", "paper", "reading"]

P = ParamSpec("P")
Rule = Callable[[Scope], bool]
View = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def page(request: ScopedRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a template of the desk inside its frame."""
    return render(request, f"backoffice/{template}.html", {"shell": shell_of(request), **context}, status=status)


def paper(request: ScopedRequest, template: str, **context: Any) -> HttpResponse:
    """Render a page meant for paper, without the desk around it."""
    return render(request, f"backoffice/{template}.html", context)


def reading(*rules: Rule) -> Callable[[View[P]], PlainView[P]]:
    """Let officials open a page that changes nothing."""
    return _guarded(rules, require_safe)


def changing(*rules: Rule) -> Callable[[View[P]], PlainView[P]]:
    """Let officials send a form."""
    return _guarded(rules, require_POST)


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
