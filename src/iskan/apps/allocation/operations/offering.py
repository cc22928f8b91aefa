"""The one operation through which an offer passes from state to state: trail, audit line and the citizen's message."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from django.db import transaction

from iskan.apps.agreements.operations import overtake_acts
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import Offer, OfferEvent
from iskan.apps.allocation.rules import can_follow_offers
from iskan.apps.cases.operations.moves import StaleEdit
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.apps.notifications.operations import Letter, tell, tell_many
from iskan.core.refusal import NotForThisRole, OwnHousehold, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.acts import CERTIFY_DOUBTFUL, ISSUE_CONTRACT, WITHDRAW_NOMINATION
from iskan.policy.offers import STEPS
from iskan.policy.unit_classes import class_name

TOGETHER: Final = 500
JOINT: Final = {"dropped": WITHDRAW_NOMINATION, "certified": CERTIFY_DOUBTFUL, "contracted": ISSUE_CONTRACT}
_CHANGED: Final = ("state", "state_since", "version", "answer_due_on", "unit_code")


class OfferMovedOn(Refusal):
    """The offer no longer stands where this step begins."""

    text = Text(
        ar="انتقل العرض إلى مرحلة أخرى فلم يُنفَّذ ما طُلب. ترجى مراجعة حالته الآن.",
        en="The offer has moved on, so this was not done. See where it stands now.",
    )
    status = HTTPStatus.CONFLICT


def locked_offer(scope: Scope, offer_id: int, version: int | None = None) -> Offer:
    """Return an offer of a visible case, locked until the transaction ends.

    Raises:
        OutOfScope: none such for this viewer. StaleEdit: it has changed since the viewer saw it.
    """
    offers = Offer.objects.select_related("nomination", "case", "case__applicant")
    if not scope.is_system:
        offers = offers.filter(case__in=visible_cases(scope))
    offer = offers.select_for_update(of=("self",)).filter(pk=offer_id).first()
    if offer is None:
        raise OutOfScope(str(offer_id))
    if version is not None and version != offer.version:
        raise StaleEdit
    return offer


def locked_offers(offer_ids: Sequence[int]) -> tuple[Offer, ...]:
    """Return some offers for the system's own work, locked until the transaction ends, in the order of their ids."""
    offers = Offer.objects.select_related("nomination", "case").select_for_update(of=("self",))
    return tuple(offers.filter(pk__in=offer_ids).order_by("pk"))


def batched(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """Yield ids in lots, each small enough for one transaction."""
    rest = list(ids)
    for first in range(0, len(rest), TOGETHER):
        yield rest[first : first + TOGETHER]


def worked_offer(scope: Scope, offer_id: int, version: int | None = None) -> Offer:
    """Return an offer, locked, that this official may move.

    Raises:
        OutOfScope, StaleEdit, NotForThisRole. OwnHousehold: it is their own family's.
    """
    offer = locked_offer(scope, offer_id, version)
    if not can_follow_offers(scope):
        raise NotForThisRole
    if not scope.is_system and is_in_own_household(scope, offer.case):
        raise OwnHousehold
    return offer


def step(
    *,
    offer: Offer,
    scope: Scope,
    code: str,
    at: datetime,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
    words: Mapping[str, Text | str] | None = None,
) -> OfferEvent:
    """Make a lawful step: the state, the trail, the audit line and the citizen's message go together.

    Raises:
        OfferMovedOn: the step does not begin where the offer stands.
    """
    lawful = STEPS[code]
    if offer.state not in lawful.sources and offer.pk is not None:
        raise OfferMovedOn
    offer.state, offer.state_since, offer.version = OfferState(lawful.target), at, offer.version + 1
    offer.save()
    _overtake([offer], lawful.target, at)
    event = note(offer=offer, scope=scope, code=code, at=at, reason=reason, detail=detail, public=lawful.public)
    letter = _letter(offer, event, project_name, words or {})
    if letter:
        tell(
            user_id=letter.user_id, event=letter.event, subject=letter.subject, body=letter.body,
            case_reference=letter.case_reference, at=at,
        )  # fmt: skip
    return event


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One offer's part in a step that many take together."""

    offer: Offer
    detail: Mapping[str, Any]
    words: Mapping[str, Text | str] = field(default_factory=dict)


@transaction.atomic
def step_together(*, taken: Sequence[Taken], scope: Scope, code: str, at: datetime) -> None:
    """Make one lawful step of many offers in a few statements, however many they are: all of them or none.

    Raises:
        OfferMovedOn: for one of them the step does not begin where the offer stands.
    """
    lawful, offers = STEPS[code], [one.offer for one in taken]
    fresh, held = [offer for offer in offers if offer.pk is None], [offer for offer in offers if offer.pk is not None]
    if any(offer.state not in lawful.sources for offer in held):
        raise OfferMovedOn
    for offer in offers:
        offer.state, offer.state_since, offer.version = OfferState(lawful.target), at, offer.version + 1
    Offer.objects.bulk_create(fresh)
    Offer.objects.bulk_update(held, _CHANGED)
    _overtake(held, lawful.target, at)
    events = OfferEvent.objects.bulk_create(
        OfferEvent(
            offer=one.offer, code=code, actor_id=scope.user_id, detail=dict(one.detail), public=lawful.public, at=at
        )
        for one in taken
    )
    lines = [(offer.case.reference, {"offer": offer.pk}) for offer in offers]
    audit.record_many(scope=scope, action=f"offer.{code}", subject_kind=audit.CASE, lines=lines, at=at)
    name_of = cache(project_name)
    letters = (_letter(one.offer, event, name_of, one.words) for one, event in zip(taken, events, strict=True))
    tell_many(letters=[letter for letter in letters if letter], at=at)


def _overtake(offers: Sequence[Offer], state: str, at: datetime) -> None:
    """Close what two officials were to do to offers and can do no longer from the state they have reached."""
    acts = [act for code, act in JOINT.items() if state not in STEPS[code].sources]
    overtake_acts(acts=acts, subjects=[str(offer.pk) for offer in offers], at=at)


def note(
    *,
    offer: Offer,
    scope: Scope,
    code: str,
    at: datetime,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
    public: bool = True,
) -> OfferEvent:
    """Add a line to an offer's trail and to the audit trail."""
    event = OfferEvent.objects.create(
        offer=offer, code=code, actor_id=scope.user_id, reason=reason, detail=dict(detail or {}), public=public, at=at
    )
    audit.record(
        scope=scope, action=f"offer.{code}", subject_kind=audit.CASE, subject=offer.case.reference, at=at,
        offer=offer.pk,
    )  # fmt: skip
    return event


def _letter(
    offer: Offer, event: OfferEvent, name_of: Callable[[str], Text], words: Mapping[str, Text | str]
) -> Letter | None:
    """Return what the citizen is told of a line of the trail, if anything."""
    lawful = STEPS[event.code]
    if lawful.subject is None or lawful.body is None:
        return None
    known: dict[str, Text | str] = {
        "project": name_of(offer.nomination.project_code),
        "unit_class": class_name(offer.nomination.unit_class),
        "unit": offer.unit_code,
        "reason": event.reason,
    }
    return Letter(
        user_id=offer.case.applicant_id,
        event=f"offer:{offer.pk}:{event.pk}",
        subject=lawful.subject,
        body=lawful.body.format(**known | dict(words)),
        case_reference=offer.case.reference,
    )
