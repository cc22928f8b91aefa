"""The one door through which an offer passes from state to state: trail, audit line and the citizen's message."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import Offer, OfferEvent
from iskan.apps.allocation.rules.distribution import can_follow_offers
from iskan.apps.cases.operations.moves import NotForThisRole, OwnHousehold, StaleEdit
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.apps.notifications.operations import tell
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.offers import STEPS, Step
from iskan.policy.unit_classes import class_name


class OfferMovedOn(RuntimeError):
    """The offer no longer stands where this step begins."""

    text = Text(
        ar="انتقل العرض إلى مرحلة أخرى فلم يُنفَّذ ما طُلب. راجع حالته الآن",
        en="The offer has moved on, so this was not done. See where it stands now",
    )


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
    event = note(offer=offer, scope=scope, code=code, at=at, reason=reason, detail=detail, public=lawful.public)
    _tell(offer, lawful, event, {"reason": reason, **(words or {})}, at)
    return event


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


def _tell(offer: Offer, lawful: Step, event: OfferEvent, words: Mapping[str, Text | str], at: datetime) -> None:
    if lawful.subject is None or lawful.body is None:
        return
    known: dict[str, Text | str] = {
        "project": project_name(offer.nomination.project_code),
        "unit_class": class_name(offer.nomination.unit_class),
        "unit": offer.unit_code,
    }
    tell(
        user_id=offer.case.applicant_id,
        event=f"offer:{offer.pk}:{event.pk}",
        subject=lawful.subject,
        body=lawful.body.format(**known, **words),
        case_reference=offer.case.reference,
        at=at,
    )
