"""Requests to a partner body as its own system reads them."""

from typing import Any

from iskan.apps.partners.queries.referrals import SentReferral
from iskan.core.answers_json import schema_of_questions
from iskan.core.facts_json import fact_to_json


def request_line(one: SentReferral) -> dict[str, Any]:
    """Return a request without what was sent of it."""
    state = "waiting" if one.is_open else "answered" if one.answered_at else "ended"
    return {
        "id": one.id, "reference": one.reference, "service": one.service.code, "state": state,
        "sent_at": one.sent_at.isoformat(), "due_on": one.due_on.isoformat() if one.due_on else None,
    }  # fmt: skip


def request_whole(one: SentReferral) -> dict[str, Any]:
    """Return a request with what was sent, what may be answered, and what was."""
    return request_line(one) | {
        "sent": [
            {
                "code": line.code, "label": fact_to_json(line.label), "value": line.value,
                "words": fact_to_json(line.words),
            }
            for line in one.sent
        ],
        "answers": [
            {
                "code": answer.code, "label": fact_to_json(answer.label), "agrees": answer.agrees,
                "values": schema_of_questions(answer.asks),
            }
            for answer in (one.partner.answers if one.is_open else ())
        ],
        "answer": one.answer or None,
        "values": dict(one.values),
        "words": one.words,
    }  # fmt: skip
