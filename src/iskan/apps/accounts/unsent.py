"""A form sent after its sender's session had ended: its words wait in the new session for their page to give them back.

Whose session has just ended is known, and nobody else is given what they typed. Where the session was gone before, only
forms of one case are kept: its page opens to nobody else who signs in on the same machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest

from iskan.foundation import budgets, clock, ratelimit
from iskan.foundation.language import without_language

KEY = "kept-answers"
SECONDS = 3600
MOST_FILES = 5
LONGEST_NAME = 100
Words = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Unsent:
    """What was not sent: the form's name on its page, its words unless they were too long, and its files' names."""

    form: str
    words: Mapping[str, list[str]]
    files: tuple[str, ...]
    was_too_long: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """Return what somebody wrote, where the page has no form to put it back into."""
        return tuple(word for words in self.words.values() for word in words if " " in word.strip())


def words_in(request: HttpRequest) -> Words:
    """Return what a form posted, without its token and passwords."""
    return {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
    }


def page_of(request: HttpRequest, otherwise: str) -> str:
    """Return the address of the page a form was sent from, if it is one of ours."""
    origin, referer = f"{request.scheme}://{request.get_host()}/", request.headers.get("Referer", "")
    return f"/{referer.removeprefix(origin)}" if referer.startswith(origin) else otherwise


def keep_unsent(request: HttpRequest, sender: int | None = None) -> None:
    """Keep the words of a form for the page it was sent from; one form at a time, for an hour.

    Whoever sends them is a stranger until they sign in again: what is kept is bounded, and how often for one address.
    """
    if ratelimit.count(ratelimit.KEPT, ratelimit.address_of(request)):
        return
    words = words_in(request)
    letters = sum(len(name) + sum(map(len, values)) for name, values in words.items())
    too_long = letters > (budgets.STRANGER_ANSWER_LETTERS if sender is None else budgets.ENDED_ANSWER_LETTERS)
    if too_long and sender is None:
        return  # not even a note: a stranger would fill the sessions with them
    match = request.resolver_match
    names = [str(upload.name)[:LONGEST_NAME] for _field, some in request.FILES.lists() for upload in some]
    request.session[KEY] = {
        "path": without_language(urlsplit(page_of(request, request.path_info)).path),
        "form": getattr(match.func, "form", "").format(**match.kwargs) if match else "",
        "words": {} if too_long else words,
        "files": names[:MOST_FILES],
        "too_long": too_long,
        "sender": sender,
        "at": clock.now().timestamp(),
    }


def take_unsent(request: HttpRequest) -> Unsent | None:
    """Return what was kept for this page and this reader, once."""
    kept: Any = request.session.get(KEY)
    if not isinstance(kept, Mapping) or kept["path"] != without_language(request.path_info):
        return None
    if kept["sender"] not in {None, request.user.pk}:
        return None
    del request.session[KEY]
    if clock.now().timestamp() - kept["at"] >= SECONDS:
        return None
    return Unsent(kept["form"], dict(kept["words"]), tuple(kept["files"]), kept["too_long"])
