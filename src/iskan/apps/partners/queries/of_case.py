"""Whom a case was sent to and what they answered, for whoever reads the case."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from iskan.apps.partners.queries.referrals import SentValue, sent_values
from iskan.core.partners import PartnerBody
from iskan.foundation.reading import RelatedRead
from iskan.policy.partners import BODIES

_OF_CASE = """
SELECT json_agg(json_build_array(r.partner, r.body, r.sent_at, r.due_on, r.answered_at, r.ended_at, r.answer, r.values,
                                 r.words, r.sent)
                ORDER BY r.sent_at DESC, r.id DESC)
FROM partners_referral r WHERE r.case_id = c.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReferral:
    """One sending of a case, as its page tells it."""

    partner: str
    body: PartnerBody
    sent_at: datetime
    due_on: date | None
    answered_at: datetime | None
    ended_at: datetime | None
    answer: str
    values: Mapping[str, Any]
    words: str
    sent: tuple[SentValue, ...]


def _read(columns: Sequence[Any]) -> tuple[CaseReferral, ...]:
    (lines,) = columns
    return tuple(map(_line, json.loads(lines) if isinstance(lines, str) else lines))


def _line(line: Sequence[Any]) -> CaseReferral:
    partner, body, sent_at, due_on, answered_at, ended_at, answer, values, words, sent = line
    return CaseReferral(
        partner=partner, body=BODIES[body], sent_at=datetime.fromisoformat(sent_at),
        due_on=date.fromisoformat(due_on) if due_on else None, answered_at=_at(answered_at), ended_at=_at(ended_at),
        answer=answer, values=values, words=words, sent=sent_values(sent),
    )  # fmt: skip


def _at(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None


SENT: RelatedRead[tuple[CaseReferral, ...]] = RelatedRead(1, _OF_CASE, _read)
