"""A refusal is shown beside the form that was sent, or on a page of its own, in the language of the address."""

from typing import Any, cast

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory
from django.utils import translation

from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.ui.refusals import UNSENT, FormState, RefusalPage, shows_refusals

WRONG = Text(ar="كلمات غير صحيحة", en="These words are wrong")


class TwoFaults(Refusal):
    """Two fields are wrong at once."""

    text = WRONG

    @property
    def faults(self) -> dict[str, Text]:
        return {"first": WRONG, "second": WRONG}


def _request(**words: Any) -> ScopedRequest:
    return cast("ScopedRequest", RequestFactory().post("/en/x/", words))


def _refused(refusal: Refusal, **words: Any) -> FormState:
    """Return what a view's own page is shown with once it has refused."""
    shown: list[FormState] = []

    def show(_request: HttpRequest, number: int, sent: FormState = UNSENT) -> HttpResponse:
        assert number == 4
        shown.append(sent)
        return HttpResponse(status=sent.status)

    @shows_refusals(show, "decline-{number}")
    def view(_request: ScopedRequest, number: int) -> HttpResponseBase:
        del number
        raise refusal

    with translation.override("en"):
        assert view(_request(**words), number=4).status_code == shown[0].status
    return shown[0]


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_wrong_with_it() -> None:
    sent = _refused(ReasonMissing(), reason=" ", boxes=["a", "b"], password="secret", csrfmiddlewaretoken="x")
    assert sent.errors == [("reason", "Enter the reason.")]
    assert sent.errors_by_form == [("decline-4-reason", "Enter the reason.")]
    assert (sent.form, sent.status, sent.word("reason")) == ("decline-4", 422, " ")
    assert sent.chosen("boxes") == ["a", "b"]
    assert set(sent.words) == {"reason", "boxes"}


def test_another_form_of_the_page_is_left_as_it_was() -> None:
    sent = _refused(ReasonMissing(), reason="typed")
    assert sent.word("reason", "kept", "decline-5") == "kept"
    assert sent.word("reason", "kept", "decline-4") == "typed"
    assert sent.error("reason", "decline-5") == ""
    assert sent.error("reason", "decline-4") == "Enter the reason."


def test_what_concerns_no_field_may_be_shown_beside_one() -> None:
    sent = _refused(NotForThisRole())
    assert (sent.errors, sent.status) == ([("", "Your role does not allow this.")], 403)
    assert sent.beside("secret").errors == [("secret", "Your role does not allow this.")]
    assert _refused(ReasonMissing()).beside("secret").errors == [("reason", "Enter the reason.")]


def test_several_fields_may_be_wrong_at_once() -> None:
    assert [name for name, _message in _refused(TwoFaults()).errors] == ["first", "second"]


def test_kept_words_stand_where_none_were_sent() -> None:
    both = _refused(ReasonMissing(), note="typed").over({"note": "kept", "day": 3})
    assert (both.word("note"), both.word("day"), both.word("gone")) == ("typed", 3, "")
    assert FormState.filled({"day": 3}).word("day") == 3


@pytest.mark.parametrize(("language", "told"), [("ar", "كلمات غير صحيحة"), ("en", "These words are wrong")])
def test_a_refusal_no_page_shows_is_a_page_of_its_own(language: str, told: str) -> None:
    answering = RefusalPage(lambda _request: HttpResponse())
    with translation.override(language):
        response = answering.process_exception(_request(), Refusal(WRONG))
        assert response is not None
        assert response.status_code == 422
        assert told in response.content.decode()
        assert answering.process_exception(_request(), KeyError("x")) is None
