"""The distributions and the steps of offers that wait for an official."""

from datetime import datetime
from typing import Any, Final

from iskan.apps.agreements.queries import OPEN_ACTS
from iskan.apps.allocation.enums import DistributionState, OfferState
from iskan.apps.allocation.rules import can_approve_distributions, can_follow_offers, can_prepare_distributions
from iskan.apps.cases.queries.fragments import CASES
from iskan.apps.cases.queries.impartial import workable_where
from iskan.core.text import Text
from iskan.foundation.acts import narrows_acts
from iskan.foundation.scope import Duty, Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed
from iskan.policy.acts import CERTIFY_DOUBTFUL, ISSUE_CONTRACT, WITHDRAW_NOMINATION

STEPS_TO_TAKE: Final = (OfferState.DOUBTFUL, OfferState.CERTIFIED, OfferState.DRAWN)
_ACTS: Final = (CERTIFY_DOUBTFUL, ISSUE_CONTRACT, WITHDRAW_NOMINATION)
_DISTRIBUTIONS = """
SELECT d.reference AS key, '' AS reference, NULL::bigint AS person_id, d.state AS what,
    COALESCE(d.recommended_at, d.prepared_at) AS since, '' AS on_whom
FROM allocation_distribution d
WHERE d.state = ANY(%(distribution_states)s)
  AND (d.state = %(prepared)s OR (d.prepared_by_id <> %(me)s AND d.recommended_by_id <> %(me)s))
"""
_OFFERS = f"""
SELECT o.id::text AS key, c.reference, c.applicant_id AS person_id, o.state AS what, o.state_since AS since,
    '' AS on_whom
FROM allocation_offer o JOIN {CASES} c ON c.id = o.case_id
WHERE (o.state = ANY(%(offer_states)s) OR (o.state = %(appointed)s AND EXISTS (
        SELECT FROM allocation_handoverappointment made JOIN allocation_handoverslot slot ON slot.id = made.slot_id
        WHERE made.offer_id = o.id AND made.cancelled_at IS NULL AND slot.starts_at <= %(at)s
    )))
  AND NOT EXISTS (SELECT FROM {OPEN_ACTS} a WHERE a.act = ANY(%(offer_acts)s) AND a.subject = o.id::text) AND
"""  # noqa: S608 -- tables our own apps expose


def _distributions(scope: Scope, _at: datetime) -> WaitingRows | None:
    states = [DistributionState.PREPARED.value] if can_prepare_distributions(scope) else []
    states += [DistributionState.RECOMMENDED.value] if can_approve_distributions(scope) else []
    if not states:
        return None
    values = {"me": scope.user_id, "distribution_states": states, "prepared": DistributionState.PREPARED.value}
    return WaitingRows(_DISTRIBUTIONS, values)


def _offers(scope: Scope, at: datetime) -> WaitingRows | None:
    """Return the steps an official takes by themselves; what a second one agrees to is among the acts."""
    if not (scope.may(Duty.REVIEW) and can_follow_offers(scope)):
        return None
    where, values = workable_where(scope)
    values |= {
        "offer_states": [state.value for state in STEPS_TO_TAKE],
        "appointed": OfferState.APPOINTED.value,
        "offer_acts": [act.code for act in _ACTS],
        "at": at,
    }
    return WaitingRows(f"{_OFFERS} {where}", values)


def _offers_seen(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return of which offers a viewer sees the proposed acts, as SQL on the row ``a`` of an act."""
    where, values = workable_where(scope)
    seen = f"""EXISTS (
        SELECT FROM allocation_offer o JOIN {CASES} c ON c.id = o.case_id
        WHERE o.id = a.subject::bigint AND {where}
    )"""
    return seen, values


DISTRIBUTIONS_WAITING = exposed(
    WaitingPart(
        code="distributions",
        name=Text(ar="توزيعات للتوصية أو الاعتماد", en="Distributions to recommend or approve"),
        rows=_distributions,
    )
)
OFFERS_WAITING = exposed(
    WaitingPart(code="offers", name=Text(ar="العروض وتسليم المفاتيح", en="Offers and keys"), rows=_offers)
)

narrows_acts(*_ACTS, by=_offers_seen)
