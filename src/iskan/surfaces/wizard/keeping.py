"""Answers typed into a form whose sender had to sign in again: kept in the session, given back on the same page."""

from collections.abc import Mapping

from django.http import HttpRequest

from iskan.foundation import budgets, clock, ratelimit

KEY = "kept-answers"
SECONDS = 3600
Words = dict[str, list[str]]


def words_in(request: HttpRequest) -> Words:
    """Return what a form posted, without its token."""
    return {name: [str(v) for v in values] for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}


def keep_answers(request: HttpRequest) -> None:
    """Keep the posted words for the page they were sent to; one page at a time, for an hour.

    Whoever sends them is a stranger until they sign in again: what is kept is bounded, and how often for one address.
    """
    words = words_in(request)
    letters = sum(len(name) + sum(map(len, values)) for name, values in words.items())
    if letters > budgets.STRANGER_ANSWER_LETTERS or ratelimit.count(ratelimit.KEPT, ratelimit.address_of(request)):
        return
    request.session[KEY] = {"path": _page(request), "words": words, "at": clock.now().timestamp()}


def kept_answers(request: HttpRequest) -> Words | None:
    """Return what was kept for this page, once."""
    kept = request.session.get(KEY)
    if not isinstance(kept, Mapping) or kept["path"] != _page(request):
        return None
    del request.session[KEY]
    return dict(kept["words"]) if clock.now().timestamp() - kept["at"] < SECONDS else None


def _page(request: HttpRequest) -> str:
    """Return the page without its language, so that signing in may switch it."""
    return request.path_info.removeprefix("/en")
