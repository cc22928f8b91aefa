"""How a refusal is answered: beside the form that was sent, with all that was typed; or on a page of its own."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import metrics
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.ui.formatting import t

P = ParamSpec("P")
View = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
WHOLE_FORM: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """What stands in the forms of a page: which was sent, the words in its fields, and what is wrong with them."""

    form: str = ""
    words: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    status: int = 200

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

        return answering

    return wrap


class RefusalPage:
    """Answers a refusal that no page of its own shows: the words and the status, in the language of the address."""

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
        return render(request, "errors/refusal.html", {"code": str(status), "text": exception.text}, status=status)
