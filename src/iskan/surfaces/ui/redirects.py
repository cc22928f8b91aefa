"""Leading on to another page, which says what was done or why it was not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect


def go(request: HttpRequest, to: str, *args: Any, done: str = "", failed: str = "") -> HttpResponseRedirect:
    """Redirect to a named page, saying there what was done or why it was not."""
    if done:
        messages.success(request, done)
    if failed:
        messages.error(request, failed)
    response: HttpResponseRedirect = redirect(to, *args)
    return response
