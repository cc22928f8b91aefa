"""Showing distributions: one approved with offers at several steps, and one prepared for a visitor to carry on."""

from datetime import datetime
from typing import Final

from django.db import transaction

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.allocation.models import Offer
from iskan.apps.allocation.operations import distribution, offers
from iskan.apps.allocation.queries.stock import lots_of, projects_with_homes
from iskan.demo import words
from iskan.foundation.scope import SYSTEM, Role, Scope
from iskan.integrations.synthetic.cast import CAST

RESERVE = 10
CERTIFIED, SENT, ACCEPTED, REFUSED = 40, 30, 12, 3
FEW: Final = 400


def write_nominations(*, at: datetime) -> int:
    """Distribute the plots and flats that are ready, play the first answers, and prepare a distribution of houses."""
    reviewer, approver = official(Role.REVIEWER, at), official(Role.APPROVER, at)
    chosen = _projects_of("plot-", "flat-")
    if not chosen or reviewer is None or approver is None:
        return 0
    try:
        made = distribution.prepare_distribution(scope=reviewer, projects=chosen, reserve_percent=RESERVE, at=at)
    except distribution.NothingToDistribute:
        return 0
    distribution.recommend_distribution(scope=reviewer, reference=made.reference, reason=words.DISTRIBUTED, at=at)
    distribution.approve_distribution(scope=approver, reference=made.reference, at=at)
    offers.open_offers(distribution_id=made.pk, at=at)
    _play(made.pk, at)
    _prepare_houses(reviewer, at)
    return made.nominated_count


def _play(distribution_id: int, at: datetime) -> None:
    """Certify and send the first offers; the cast's stay open for whoever signs in as them."""
    found = list(Offer.objects.filter(nomination__distribution_id=distribution_id).select_related("case__applicant"))
    found.sort(key=lambda offer: (offer.case.applicant.cpr not in CAST, offer.case.filed_at, offer.pk))
    certified = found[: min(CERTIFIED, len(found) * 7 // 8)]
    for offer in certified:
        with transaction.atomic():
            offers.certify(offer=offer, scope=SYSTEM, at=at)
    sent = certified[: min(SENT, len(found) * 3 // 4)]
    offers.send_offers(scope=SYSTEM, offer_ids=[offer.pk for offer in sent], at=at)
    others = [offer for offer in sent if offer.case.applicant.cpr not in CAST]
    accepting = min(ACCEPTED, len(others) // 2)
    for place, offer in enumerate(others[: accepting + REFUSED]):
        accepted = place < accepting
        offers.answer_offer(
            scope=scope_of(offer.case.applicant, at.date()), offer_id=offer.pk, accepted=accepted,
            reason="" if accepted else words.TOO_FAR, at=at,
        )  # fmt: skip
    offers.fill_homes(distribution_id=distribution_id, at=at)


def _prepare_houses(reviewer: Scope, at: datetime) -> None:
    houses = [code for code in _projects_of("house-") if sum(lot.units for lot in lots_of([code])) <= FEW]
    if houses:
        distribution.prepare_distribution(scope=reviewer, projects=houses[:2], reserve_percent=RESERVE, at=at)


def _projects_of(*kinds: str) -> list[str]:
    """Return the projects whose homes ready to give are all of these kinds."""
    codes = [code for code, _name, _governorate, _count in projects_with_homes()]
    return [code for code in codes if all(lot.unit_class.startswith(kinds) for lot in lots_of([code]))]


def official(role: Role, at: datetime) -> Scope | None:
    """Return the scope of the official of the housing department who holds one role alone."""
    user = User.objects.filter(is_active=True, roles=[role.value], department__code="housing_requests").first()
    return scope_of(user, at.date()) if user else None
