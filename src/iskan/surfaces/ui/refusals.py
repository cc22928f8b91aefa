"""How a refusal is answered: beside the form that was sent, with all that was typed; or on a page of its own."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, Final, ParamSpec
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from iskan.apps.accounts.field_drafts import drafts_on
from iskan.apps.accounts.unsent import KEY, Unsent, page_of, take_unsent
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import metrics
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.ui.access import takes_get
from iskan.surfaces.ui.formatting import t

P = ParamSpec("P")
View = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
WHOLE_FORM: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """What stands in the forms of a page: which was sent, the words in its fields, and what is wrong with them.

    ``unsent`` words did not arrive: the session of whoever typed them had ended.
    """

    form: str = ""
    words: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    unsent: bool = False

    @classmethod
    def filled(cls, words: Mapping[str, Any]) -> "FormState":
        """Return a form with what is kept in its fields."""
        return cls(words={name: [word] for name, word in words.items()})

    @classmethod
    def sent(cls, request: HttpRequest, form: str = "") -> "FormState":
        """Return a form as it was sent, without its token and passwords."""
        words = {
            name: [str(value) for value in values]
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken" and "password" not in name
        }
        return cls(form=form, words=words)

    @classmethod
    def refused(cls, request: HttpRequest, refusal: Refusal, form: str = "") -> "FormState":
        """Return a form as it was sent, with the reason it was refused."""
        metrics.refused(refusal)
        faults: Mapping[str, Text] = refusal.faults or {WHOLE_FORM: refusal.text}
        told = {name: t(fault) for name, fault in faults.items()}
        return dataclasses.replace(cls.sent(request, form), faults=told, status=int(refusal.status))

    def word(self, name: str, otherwise: Any = "", form: str = "") -> Any:
        """Return the last word of a field; of another form than the one sent, what it would hold otherwise."""
        found = self.words.get(name)
        return found[-1] if found and (not form or form == self.form) else otherwise

    def chosen(self, name: str, otherwise: Sequence[Any] = ()) -> Sequence[Any]:
        """Return every word of a field, for a group of boxes."""
        return self.words.get(name, otherwise)

    def error(self, name: str, form: str = "") -> str:
        """Return what is wrong with a field, if it is of the form sent."""
        return self.faults.get(name, "") if not form or form == self.form else ""

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Return what to correct, as the summary at the top of the page names it."""
        return list(self.faults.items())

    @property
    def errors_by_form(self) -> list[tuple[str, str]]:
        """Return the same where a page has several forms, whose fields carry the form's name before their own."""
        return [(f"{self.form}-{name}" if name else name, message) for name, message in self.faults.items()]

    def beside(self, name: str) -> "FormState":
        """Return the same with what concerns the whole form shown beside one field."""
        moved = {(field or name): message for field, message in self.faults.items()}
        return dataclasses.replace(self, faults=moved)

    def over(self, kept: Mapping[str, Any]) -> "FormState":
        """Return the same with what is kept in the fields that were not sent."""
        return dataclasses.replace(self, words={**FormState.filled(kept).words, **self.words})


UNSENT: Final = FormState()
_UNSENT_HERE: Final = "_unsent_here"


def unsent_here(request: HttpRequest) -> Unsent | None:
    """Return what the reader typed on this page and could not send, as their session had ended; at one request."""
    if not hasattr(request, _UNSENT_HERE):
        waits = request.method == "GET" and KEY in request.session and request.user.is_authenticated
        setattr(request, _UNSENT_HERE, take_unsent(request) if waits else None)
    found: Unsent | None = getattr(request, _UNSENT_HERE)
    return found


def words_of_unsent(request: HttpRequest) -> Mapping[str, list[str]]:
    """Return the words of what could not be sent from this page."""
    unsent = unsent_here(request)
    return unsent.words if unsent else {}


def came_back(request: HttpRequest, sent: FormState) -> FormState:
    """Return the forms of a page, with what could not be sent back in its place where nothing else was sent."""
    unsent = unsent_here(request) if sent is UNSENT else None
    return FormState(form=unsent.form, words=unsent.words, unsent=True) if unsent else sent


def with_unsent(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return what a page is rendered with, and what its reader typed there before and did not or could not send.

    ``field_drafts`` is nothing at all where nobody is signed in.
    """
    if "sent" in context:
        context["sent"] = came_back(request, context["sent"])
    drafts = drafts_on(request.user, request.path_info) if request.user.is_authenticated else None
    return context | {"unsent": unsent_here(request), "field_drafts": drafts}


def shows_refusals(show: Callable[..., HttpResponseBase], form: str = "") -> Callable[[View[P]], View[P]]:
    """Answer what a view refuses with the page its form stands on, ``show``.

    ``form`` names the form; parts of the address may stand in it as placeholders.
    """

    def wrap(view: View[P]) -> View[P]:
        @wraps(view)
        def answering(request: ScopedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                sent = FormState.refused(request, refusal, form.format(**kwargs))
                return show(request, *args, **kwargs, sent=sent)

        answering.form = form  # type: ignore[attr-defined] # told to whoever keeps what could not be sent
        return answering

    return wrap


class RefusalPage:
    """Answers a refusal that no page of its own shows: the words and the status, in the language of the address.

    What came too late leads back to the page it was sent from, as it stands now.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Render the refusal; every other exception takes its course."""
        if not isinstance(exception, Refusal):
            return None
        metrics.refused(exception)
        status = int(exception.status)
        back = _page_now(request) if exception.status == HTTPStatus.CONFLICT else ""
        shown = {"code": str(status), "text": exception.text, "back": back}
        return render(request, "errors/refusal.html", shown, status=status)


def _page_now(request: HttpRequest) -> str:
    """Return the address of the page a form was sent from, where it can be opened anew."""
    page = urlsplit(page_of(request, "")).path
    return page if request.method == "POST" and takes_get(page) else ""
