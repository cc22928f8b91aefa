"""How a page of the partners' desk is rendered, and who may open it."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.partner.presenters.shell import shell_of
from iskan.surfaces.ui.access import Rule, partners_only
from iskan.surfaces.ui.redirects import go
from iskan.surfaces.ui.refusals import with_unsent

__all__ = ["asking", "go", "page", "reading"]

P = ParamSpec("P")
View = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def page(request: ScopedRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a template of the partners' desk inside its frame."""
    shown = {"shell": shell_of(request), **with_unsent(request, context)}
    return render(request, f"partner/{template}.html", shown, status=status)


def reading(*rules: Rule) -> Callable[[View[P]], PlainView[P]]:
    """Let a body's people open a page that changes nothing."""
    return _guarded(rules, require_safe)


def asking(*rules: Rule) -> Callable[[View[P]], PlainView[P]]:
    """Let a body's people open a page with a form and send it back to the same address."""
    return _guarded(rules, require_http_methods(["GET", "HEAD", "POST"]))


def _guarded(
    rules: tuple[Rule, ...], methods: Callable[[PlainView[P]], PlainView[P]]
) -> Callable[[View[P]], PlainView[P]]:
    def wrap(view: View[P]) -> PlainView[P]:
        return partners_only(*rules)(methods(view))  # type: ignore[arg-type]  # the guard inside takes any request

    return wrap
