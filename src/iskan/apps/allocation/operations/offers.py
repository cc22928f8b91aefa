"""From nomination to the answer: offers opened, certified, sent, answered or lapsed; homes given up filled again."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from iskan.apps.accounts.rules import acts_for
from iskan.apps.allocation.documents import nomination_certificate
from iskan.apps.allocation.enums import DistributionState, NominationState, OfferState
from iskan.apps.allocation.models import Distribution, DistributionRound, Nomination, Offer
from iskan.apps.allocation.operations.distribution import nominate
from iskan.apps.allocation.operations.offering import (
    OfferMovedOn,
    Taken,
    batched,
    locked_offer,
    step,
    step_together,
    worked_offer,
)
from iskan.apps.allocation.operations.queueing import CHECK, CHECK_PROPERTY, FILL
from iskan.apps.allocation.queries.columns import unpacked
from iskan.apps.allocation.queries.distribution import recomputed_round
from iskan.apps.allocation.queries.offers import answer_due_on, newest_check
from iskan.apps.allocation.rules import can_approve_distributions, can_follow_offers
from iskan.apps.cases.claims import require_sole_claim
from iskan.apps.cases.living import require_applicant_alive
from iskan.apps.cases.operations.review import check_criteria
from iskan.apps.documents.enums import IssueStatus
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import issue_document, revoke_document
from iskan.apps.household_life.operations.settling import require_settled_life
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.core.days import day_text
from iskan.core.distribution.outcome import Settled
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, DelegatedAct, OutOfScope, Scope
from iskan.policy.judged_again import JudgedAt
from iskan.policy.offers import LEFT_THE_LIST, STEPS

CERTIFICATE = "nomination_certificate"


class DeadlineMissing(Refusal):
    """The law's deadline is not configured, and nobody states one in its place."""

    text = Text(
        ar="لم تُحدَّد مهلة الرد على العرض بعد؛ تُعتمد أولًا ضمن القيم القانونية، ثم تُرسل العروض.",
        en="The time to answer an offer is not configured: have it approved among the figures of the law, then send.",
    )


def open_offers(*, distribution_id: int, at: datetime) -> int:
    """Open an offer for every nomination that has none, tell the household, and have its conditions judged again."""
    waiting = Nomination.objects.filter(
        distribution_id=distribution_id, state=NominationState.NOMINATED, offer__isnull=True
    )
    nomination_ids = waiting.order_by("pk").values_list("pk", flat=True)
    return sum(_open(some, at) for some in batched(nomination_ids))


@transaction.atomic
def _open(nomination_ids: Sequence[int], at: datetime) -> int:
    """Open the offers of some nominations, unless another job has while their locks were waited for."""
    locked = Nomination.objects.select_related("case").select_for_update(of=("self",)).filter(pk__in=nomination_ids)
    nominations = list(locked.order_by("pk"))
    opened = set(Offer.objects.filter(nomination__in=nomination_ids).values_list("nomination_id", flat=True))
    taken = [_opening(nomination, at) for nomination in nominations if nomination.pk not in opened]
    step_together(taken=taken, scope=SYSTEM, code="nominated", at=at)
    if taken:
        checks: list[dict[str, Any]] = [{"offer_id": one.offer.pk} for one in taken]
        app.configure_task(CHECK).batch_defer(*checks)
    return len(taken)


def _opening(nomination: Nomination, at: datetime) -> Taken:
    offer = Offer(nomination=nomination, case=nomination.case, opened_at=at, version=0)
    return Taken(offer=offer, detail={"project": nomination.project_code})


def certify(*, offer: Offer, scope: Scope, at: datetime, reason: str = "") -> None:
    """Issue the nomination certificate. The caller holds the transaction and has seen the conditions."""
    case = offer.case
    step(offer=offer, scope=scope, code="certified", at=at, reason=reason)
    issue_document(
        scope=SYSTEM,
        code=CERTIFICATE,
        template=CERTIFICATE,
        case_reference=case.reference,
        holder_id=case.applicant_id,
        contents=nomination_certificate(case_reference=case.reference, code=CERTIFICATE, at=at),
        at=at,
    )


def require_certifiable(*, scope: Scope, offer_id: int) -> Offer:
    """Refuse to certify what the second check does not bear: a criterion not met needs an approved exception.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold, OfferMovedOn, CriteriaNotMet.
        SecondClaim: another of the household waits, or has its home. HouseholdChangeOpen. DeathOnRecord.
    """
    offer = worked_offer(scope, offer_id)
    if offer.state != OfferState.DOUBTFUL:
        raise OfferMovedOn
    require_applicant_alive(offer.case)
    check = newest_check(offer, JudgedAt.NOMINATION)
    check_criteria(offer.case, check.findings if check else [])
    require_sole_claim(offer.case)
    require_settled_life(offer.case_id)
    return offer


@transaction.atomic
def certify_doubtful(*, scope: Scope, offer_id: int, reason: str, at: datetime) -> Offer:
    """Certify a nomination although its second check did not come out clear.

    Raises:
        ReasonMissing, and as `require_certifiable`.
    """
    offer = require_certifiable(scope=scope, offer_id=offer_id)
    if not can_approve_distributions(scope):
        raise NotForThisRole
    if not reason.strip():
        raise ReasonMissing
    certify(offer=offer, scope=scope, at=at, reason=reason.strip())
    return offer


@transaction.atomic
def send_offers(*, scope: Scope, offer_ids: Sequence[int], at: datetime) -> int:
    """Send certified households their offers, each with the last day to answer; return how many were sent.

    Raises:
        NotForThisRole, OutOfScope, OwnHousehold. DeadlineMissing: no figure states the days.
        DeathOnRecord: one of the applicants has died.
    """
    if not can_follow_offers(scope):
        raise NotForThisRole
    due_on = answer_due_on(localdate(at))
    if due_on is None:
        raise DeadlineMissing
    sent = [worked_offer(scope, offer_id) for offer_id in dict.fromkeys(offer_ids)]
    for offer in sent:
        require_applicant_alive(offer.case)
        offer.answer_due_on = due_on
    detail, words = {"due_on": due_on.isoformat()}, {"due": day_text(due_on)}
    taken = [Taken(offer=offer, detail=detail, words=words) for offer in sent]
    step_together(taken=taken, scope=scope, code="offered", at=at)
    return len(sent)


@transaction.atomic
def answer_offer(
    *, scope: Scope, offer_id: int, accepted: bool, at: datetime, reason: str = "", version: int | None = None
) -> Offer:
    """Accept or refuse an offer, as the applicant or who acts for them; answering twice the same changes nothing.

    Raises:
        OutOfScope: not theirs. StaleEdit. OfferMovedOn: it is answered otherwise already, or its last day has passed.
        DeathOnRecord: the applicant has died.
    """
    offer = locked_offer(scope, offer_id)
    if not acts_for(scope, offer.case.applicant_id, DelegatedAct.ANSWER, offer.case.service_code):
        raise OutOfScope(str(offer_id))
    answered = OfferState.ACCEPTED if accepted else OfferState.REFUSED
    if offer.state == answered:
        return offer
    require_applicant_alive(offer.case)
    locked_offer(scope, offer_id, version)
    if offer.answer_due_on is None or localdate(at) > offer.answer_due_on:
        raise OfferMovedOn
    if accepted:
        step(offer=offer, scope=scope, code="accepted", at=at)
        app.configure_task(CHECK_PROPERTY).defer(offer_id=offer.pk)
    else:
        _give_up(offer, scope, NominationState.REFUSED, at, reason.strip())
    return offer


def expire_offers(*, at: datetime) -> int:
    """Let every offer lapse whose last day has passed; return how many.

    Of an applicant who has died none does: what becomes of it is for officials to decide.
    """
    today, lapsed = localdate(at), 0
    due = Offer.objects.filter(state=OfferState.OFFERED, answer_due_on__lt=today, case__applicant__died_on=None)
    for offer_id in due.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            offer = locked_offer(SYSTEM, offer_id)
            if offer.state == OfferState.OFFERED:
                _give_up(offer, SYSTEM, NominationState.EXPIRED, at)
                lapsed += 1
    return lapsed


@transaction.atomic
def withdraw_nomination(*, scope: Scope, offer_id: int, reason: str, at: datetime) -> Offer:
    """Withdraw a nomination before the draw, for a reason the citizen is told.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold, OfferMovedOn, ReasonMissing.
    """
    offer = worked_offer(scope, offer_id)
    if not (scope.is_system or can_approve_distributions(scope)):
        raise NotForThisRole
    if not reason.strip():
        raise ReasonMissing
    _give_up(offer, scope, NominationState.DROPPED, at, reason.strip())
    return offer


@transaction.atomic
def drop_nominations(*, case_id: int, at: datetime) -> int:
    """Withdraw the nomination of an application that left its list before the draw; return how many were."""
    dropped = 0
    standing = Nomination.objects.filter(case_id=case_id, state=NominationState.NOMINATED)
    for nomination in standing.select_for_update():
        offer = Offer.objects.select_related("nomination", "case", "case__applicant").filter(nomination=nomination)
        found = offer.first()
        if found is not None and found.state in STEPS["dropped"].sources:
            _give_up(found, SYSTEM, NominationState.DROPPED, at, LEFT_THE_LIST)
            dropped += 1
    return dropped


@transaction.atomic
def judge_anew(*, scope: Scope, offer_id: int, at: datetime) -> Offer:
    """Have the conditions of a doubted nomination, or the property of who awaits a draw, judged again by a job.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold. OfferMovedOn: nothing is judged where it stands.
    """
    offer = worked_offer(scope, offer_id)
    if offer.state not in {OfferState.DOUBTFUL, OfferState.ACCEPTED}:
        raise OfferMovedOn
    task = CHECK if offer.state == OfferState.DOUBTFUL else CHECK_PROPERTY
    audit.record(
        scope=scope, action="offer.asked_again", subject_kind=audit.CASE, subject=offer.case.reference, at=at,
        offer=offer.pk,
    )  # fmt: skip
    app.configure_task(task).defer(offer_id=offer.pk)
    return offer


def _give_up(offer: Offer, scope: Scope, state: NominationState, at: datetime, reason: str | Text = "") -> None:
    """End an offer, free its home, and queue the filling; the application keeps its place on the list."""
    said = reason.ar if isinstance(reason, Text) else reason
    step(offer=offer, scope=scope, code=state.value, at=at, reason=said, words={"reason": reason})
    nomination, title = offer.nomination, STEPS[state.value].title
    certificate = IssuedDocument.objects.filter(
        case_reference=offer.case.reference, code=CERTIFICATE, status=IssueStatus.VALID
    ).first()
    if certificate is not None:
        revoke_document(scope=SYSTEM, issued_id=certificate.pk, reason=title.ar, at=at)
    nomination.state, nomination.state_since = state, at
    nomination.save(update_fields=["state", "state_since"])
    app.configure_task(FILL).defer(distribution_id=nomination.distribution_id)


@transaction.atomic
def fill_homes(*, distribution_id: int, at: datetime) -> int:
    """Give homes given up to the next claims on the approved list, by the approved rules; return how many were filled.

    Whoever refused, let an offer lapse, was withdrawn, or no longer waits is left out; what stands is not touched.
    """
    distribution = Distribution.objects.select_for_update().get(pk=distribution_id)
    if distribution.state != DistributionState.APPROVED:
        raise OfferMovedOn
    made = Nomination.objects.filter(distribution=distribution)
    standing = made.filter(state__in=[NominationState.NOMINATED, NominationState.HOUSED]).order_by("case_id")
    played = DistributionRound(
        distribution=distribution,
        number=distribution.rounds.count() + 1,
        without=_without(distribution),
        settled=[asdict(_settled(nomination)) for nomination in standing],
        filled_count=0,
        outcome_digest="",
        at=at,
    )
    outcome = recomputed_round(played)
    stands = {nomination.case_id for nomination in standing}
    fresh = [each for each in outcome.nominated() if each.case not in stands]
    if not fresh:
        return 0
    played.filled_count, played.outcome_digest = len(fresh), outcome.digest()
    played.save()
    nominate(distribution, fresh, at=at, number=played.number)
    audit.record(
        scope=SYSTEM, action="distribution.fill", subject_kind="distribution", subject=distribution.reference, at=at,
        round=played.number, filled=len(fresh),
    )  # fmt: skip
    app.configure_task("allocation.open_offers").defer(distribution_id=distribution.pk)
    return len(fresh)


def _settled(nomination: Nomination) -> Settled:
    return Settled(
        case=nomination.case_id,
        project=nomination.project_code,
        unit_class=nomination.unit_class,
        set_aside=nomination.set_aside,
    )


def _without(distribution: Distribution) -> list[int]:
    """Return who is left out: dropped out of this distribution, nominated by another, or no longer waiting."""
    cases = unpacked(distribution.columns.applications).case.tolist()
    given_up = [NominationState.REFUSED, NominationState.EXPIRED, NominationState.DROPPED]
    dropped = Nomination.objects.filter(distribution=distribution, state__in=given_up).values_list("case_id", flat=True)
    elsewhere = Nomination.objects.filter(
        state__in=[NominationState.NOMINATED, NominationState.HOUSED], case_id__in=cases
    ).exclude(distribution=distribution)
    return sorted({*dropped, *elsewhere.values_list("case_id", flat=True), *_gone(cases)})


def _gone(cases: Sequence[int]) -> set[int]:
    waiting = WaitingListEntry.objects.filter(status="waiting", case_id__in=cases).values_list("case_id", flat=True)
    return set(cases) - set(waiting)
