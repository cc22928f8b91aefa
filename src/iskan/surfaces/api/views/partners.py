"""What is sent to a partner body, for its own system: listed, fetched, answered once."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from iskan.apps.partners.operations.answering import UnknownAnswer, answer_referral
from iskan.apps.partners.queries.referrals import referral_for, settled_of, waiting_for
from iskan.core.answers_json import faults_of_kind
from iskan.core.refusal import BadAnswers
from iskan.foundation import audit, clock
from iskan.foundation.scope import Scope
from iskan.surfaces.api.callers import PartnerKeyAuth
from iskan.surfaces.api.presenters.partners import request_line, request_whole
from iskan.surfaces.api.views.filing import REFUSALS, Key
from iskan.surfaces.api.views.services import Words
from iskan.surfaces.ui.fields import words_of

router = Router(tags=["partner"], auth=PartnerKeyAuth())


class RequestLine(Schema):
    """A request as lists show it; it names no person."""

    id: int
    reference: str
    service: str
    state: str
    sent_at: str
    due_on: str | None


class RequestSent(Schema):
    """One line that was sent: its value, and the same in words."""

    code: str
    label: Words
    value: Any
    words: Words


class RequestAnswer(Schema):
    """An answer that may be given; ``values`` is the JSON Schema of what it takes, a refusal takes ``words``."""

    code: str
    label: Words
    agrees: bool
    values: dict[str, Any]


class WholeRequest(RequestLine):
    """A request with what was sent of it, the answers that may be given, and the one that was."""

    sent: list[RequestSent]
    answers: list[RequestAnswer]
    answer: str | None
    values: dict[str, Any]
    words: str


class GivenAnswer(Schema):
    """The code of an answer, its values by the codes of their questions, and for a refusal the words."""

    answer: str
    values: dict[str, Any] = {}
    words: str = ""


@router.get("/requests", response={200: list[RequestLine]} | REFUSALS, url_name="partner-requests")
def requests(request: HttpRequest, *, settled: bool = False) -> Any:
    """List what awaits an answer of the caller's body, the oldest first, or what was answered or ended of late."""
    scope = _caller(request)
    return [request_line(one) for one in (settled_of(scope) if settled else waiting_for(scope))]


@router.get("/requests/{int:referral_id}", response={200: WholeRequest} | REFUSALS, url_name="partner-request")
def one_request(request: HttpRequest, referral_id: int) -> Any:
    """Fetch one request; where it tells anything of a person, the citizen finds the reading on their record."""
    scope, found = _caller(request), referral_for(_caller(request), referral_id)
    if found.sent:
        audit.record_read(
            scope=scope, subject_kind=audit.CASE, subject=found.reference, at=clock.now(), body=found.body.code
        )
    return request_whole(found)


@router.post("/requests/{int:referral_id}/answer", response={200: WholeRequest} | REFUSALS, url_name="partner-answer")
def answer(request: HttpRequest, referral_id: int, body: GivenAnswer, key: Key) -> Any:
    """Answer a request; the same answer under the same key again changes nothing and returns what was taken."""
    scope = _caller(request)
    declared = referral_for(scope, referral_id).partner.answer(body.answer)
    if declared is None:
        raise UnknownAnswer
    if faults := faults_of_kind(declared.asks, body.values):
        raise BadAnswers(faults)
    answer_referral(
        scope=scope, referral_id=referral_id, answer=body.answer, values=words_of(declared.asks, body.values),
        words=body.words[:1000], key=key, at=clock.now(),
    )  # fmt: skip
    return request_whole(referral_for(scope, referral_id))


def _caller(request: HttpRequest) -> Scope:
    scope: Scope = request.auth  # type: ignore[attr-defined]  # set by the authentication
    return scope
