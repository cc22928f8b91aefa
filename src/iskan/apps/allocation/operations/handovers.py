"""From the draw to the keys: the home drawn, the contract, the appointment, the handover with its snags."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.utils.timezone import localdate, localtime

from iskan.apps.accounts.rules import acts_for
from iskan.apps.allocation.documents import usufruct_contract
from iskan.apps.allocation.enums import NominationState, OfferState
from iskan.apps.allocation.models import Handover, HandoverAppointment, HandoverSlot, Offer, Snag
from iskan.apps.allocation.operations.certificates import require_contractable
from iskan.apps.allocation.operations.offering import (
    OfferMovedOn,
    Taken,
    batched,
    locked_offer,
    locked_offers,
    note,
    step,
    step_together,
    worked_offer,
)
from iskan.apps.allocation.rules import can_follow_offers
from iskan.apps.cases.living import require_applicant_alive
from iskan.apps.catalogue.queries import figures
from iskan.apps.documents.operations import issue_document
from iskan.apps.draws.models import Draw, DrawResult, DrawTicket
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.operations.units import set_unit_states
from iskan.apps.housing_stock.queries.projects import project_name
from iskan.apps.waiting_lists.enums import ChangeGround
from iskan.apps.waiting_lists.operations.waiting_list import NotOnTheList, leave_list
from iskan.core.days import day_text, moment_text, months_after, years_after
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, DelegatedAct, OutOfScope, Scope
from iskan.policy.offers import NOTHING, RETURN_THE_FLAT, STEPS
from iskan.policy.parameters.entitlements import TEMPORARY_FLAT_RETURN_MONTHS
from iskan.policy.parameters.nomination import DECENNIAL_YEARS, DEFECTS_LIABILITY_MONTHS

CONTRACT = "usufruct_contract"
MOST_SNAGS = 100


class SlotFull(Refusal):
    """That hour is taken or past: choose another."""

    text = Text(ar="هذا الموعد لم يعد متاحًا؛ اختر موعدًا آخر.", en="That hour is no longer free: choose another.")
    status = HTTPStatus.CONFLICT


class BadHandover(Refusal):
    """The record of handover cannot be as it was written."""

    text = Text(
        ar="ترجى مراجعة محضر التسليم: يلزم مفتاح واحد على الأقل وقراءتا العدادين، ولكل عيب موضع ووصف.",
        en="Look at the record: it needs one key at least, both meters read, and a place and words for each snag.",
    )


class BadSlot(Refusal):
    """An hour for handovers lies ahead and has room."""

    text = Text(
        ar="أدخل موعدًا قادمًا وعدد الأسر، من 1 إلى 50.",
        en="Enter an hour to come and how many households, from 1 to 50.",
    )


def take_draw(*, draw_id: int, at: datetime) -> int:
    """Give each accepted offer of the draw's project the home its ticket drew; return how many.

    One without a home waits in reserve.
    """
    project_code = Draw.objects.values_list("project_code", flat=True).get(pk=draw_id)
    drawn = dict(DrawResult.objects.filter(draw_id=draw_id, unit__isnull=False).values_list("ticket", "unit"))
    cases = DrawTicket.objects.filter(draw_id=draw_id, ticket__in=drawn).values_list("case_id", "ticket")
    unit_of = {case_id: str(drawn[ticket]) for case_id, ticket in cases}
    accepted = Offer.objects.filter(
        case_id__in=unit_of, state=OfferState.ACCEPTED, nomination__state="nominated",
        nomination__project_code=project_code,
    )  # fmt: skip
    offer_ids = accepted.order_by("pk").values_list("pk", flat=True)
    return sum(_take(some, unit_of, draw_id, at) for some in batched(offer_ids))


@transaction.atomic
def _take(offer_ids: Sequence[int], unit_of: Mapping[int, str], draw_id: int, at: datetime) -> int:
    offers = [offer for offer in locked_offers(offer_ids) if offer.state == OfferState.ACCEPTED]
    for offer in offers:
        offer.unit_code = unit_of[offer.case_id]
    codes = [offer.unit_code for offer in offers]
    set_unit_states(scope=SYSTEM, codes=codes, state=UnitState.ALLOCATED, at=at)
    taken = [Taken(offer=offer, detail={"unit": offer.unit_code, "draw": draw_id}) for offer in offers]
    step_together(taken=taken, scope=SYSTEM, code="drawn", at=at)
    return len(taken)


@transaction.atomic
def issue_contract(*, scope: Scope, offer_id: int, at: datetime) -> Offer:
    """Issue the contract of use of the home drawn; its PDF is drawn and signed by a job.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold, OfferMovedOn, PropertyNotJudged, CriteriaNotMet.
        DeathOnRecord: nobody contracts with the dead.
    """
    offer = worked_offer(scope, offer_id)
    require_applicant_alive(offer.case)
    if offer.state in STEPS["contracted"].sources:
        require_contractable(offer, at)
    step(offer=offer, scope=scope, code="contracted", at=at)
    case = offer.case
    issue_document(
        scope=SYSTEM,
        code=CONTRACT,
        template=CONTRACT,
        case_reference=case.reference,
        holder_id=case.applicant_id,
        contents=usufruct_contract(case_reference=case.reference, code=CONTRACT, at=at),
        at=at,
    )
    return offer


@transaction.atomic
def open_slot(*, scope: Scope, project_code: str, starts_at: datetime, capacity: int, at: datetime) -> HandoverSlot:
    """Offer an hour at which so many households of a project may come for their keys.

    Raises:
        NotForThisRole. BadSlot: it is past or has no room. NoSuchProject.
    """
    if not can_follow_offers(scope):
        raise NotForThisRole
    project_name(project_code)
    if starts_at <= at or not 1 <= capacity <= 50:  # noqa: PLR2004 -- more than a hall holds
        raise BadSlot
    slot, _is_new = HandoverSlot.objects.update_or_create(
        project_code=project_code, starts_at=starts_at, defaults={"capacity": capacity}
    )
    audit.record(
        scope=scope, action="handover.open_slot", subject_kind="project", subject=project_code, at=at, slot=slot.pk
    )
    return slot


@transaction.atomic
def choose_slot(*, scope: Scope, offer_id: int, slot_id: int, at: datetime) -> Offer:
    """Choose the hour to receive the keys, or another than the one chosen.

    Raises:
        OutOfScope: not theirs. SlotFull: it is taken or past. OfferMovedOn. DeathOnRecord: the applicant has died.
    """
    offer = locked_offer(scope, offer_id)
    if not acts_for(scope, offer.case.applicant_id, DelegatedAct.RECEIVE, offer.case.service_code):
        raise OutOfScope(str(offer_id))
    require_applicant_alive(offer.case)
    slot = HandoverSlot.objects.select_for_update().filter(
        pk=slot_id, project_code=offer.nomination.project_code, starts_at__gt=at
    ).first()  # fmt: skip
    if slot is None:
        raise SlotFull
    standing = offer.appointments.filter(cancelled_at__isnull=True)
    if standing.filter(slot=slot).exists():
        return offer
    if slot.appointments.filter(cancelled_at__isnull=True).count() >= slot.capacity:
        raise SlotFull
    standing.update(cancelled_at=at)
    HandoverAppointment.objects.create(offer=offer, slot=slot, made_at=at)
    detail = {"starts_at": slot.starts_at.isoformat()}
    when = moment_text(localtime(slot.starts_at))
    step(offer=offer, scope=scope, code="appointed", at=at, detail=detail, words={"when": when})
    return offer


@transaction.atomic
def hand_over(
    *,
    scope: Scope,
    offer_id: int,
    keys_count: int,
    electricity_reading: int,
    water_reading: int,
    snags: Sequence[tuple[str, str]],
    has_temporary_flat: bool,
    at: datetime,
) -> Handover:
    """Record the handover: the keys, the meters, what is to be mended; warranties begin, the household leaves the list.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold, OfferMovedOn, BadHandover. GatesOpen: the home is not ready after all.
        DeathOnRecord: the applicant has died; what becomes of the home is for officials to decide.
    """
    offer = worked_offer(scope, offer_id)
    require_applicant_alive(offer.case)
    if keys_count < 1 or len(snags) > MOST_SNAGS or any(not where or not what for where, what in snags):
        raise BadHandover
    day, book = localdate(at), figures()
    flat_due_on = None
    if has_temporary_flat:
        flat_due_on = months_after(day, book.value(TEMPORARY_FLAT_RETURN_MONTHS, day))
    set_unit_states(scope=SYSTEM, codes=[offer.unit_code], state=UnitState.HANDED_OVER, at=at)
    handover = Handover.objects.create(
        offer=offer,
        on_day=day,
        by_id=scope.acting_id,
        keys_count=keys_count,
        electricity_reading=electricity_reading,
        water_reading=water_reading,
        defects_until=months_after(day, book.value(DEFECTS_LIABILITY_MONTHS, day)),
        structure_until=years_after(day, book.value(DECENNIAL_YEARS, day)),
        flat_due_on=flat_due_on,
        at=at,
    )
    Snag.objects.bulk_create(Snag(handover=handover, where=where, what=what) for where, what in snags)
    flat = RETURN_THE_FLAT.format(day=day_text(flat_due_on)) if flat_due_on else NOTHING
    step(offer=offer, scope=scope, code="handed_over", at=at, detail={"snags": len(snags)}, words={"flat": flat})
    _house(offer, at)
    return handover


def _house(offer: Offer, at: datetime) -> None:
    nomination = offer.nomination
    nomination.state, nomination.state_since = NominationState.HOUSED, at
    nomination.save(update_fields=["state", "state_since"])
    try:
        leave_list(case_id=offer.case_id, at=at, ground=ChangeGround.HOUSED)
    except NotOnTheList:
        # Who had left the list meanwhile has left it: the keys are given all the same.
        return


@transaction.atomic
def mend_snag(*, scope: Scope, snag_id: int, at: datetime) -> Snag:
    """Note that the builder has mended a snag.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold. OfferMovedOn: it is mended already.
    """
    snag = Snag.objects.select_for_update(of=("self",)).select_related("handover").filter(pk=snag_id).first()
    if snag is None:
        raise OutOfScope(str(snag_id))
    offer = worked_offer(scope, snag.handover.offer_id)
    if snag.mended_on is not None:
        raise OfferMovedOn
    snag.mended_on, snag.mended_by_id = localdate(at), scope.acting_id
    snag.save(update_fields=["mended_on", "mended_by"])
    note(offer=offer, scope=scope, code="snag_mended", at=at, detail={"snag": snag.pk})
    return snag


@transaction.atomic
def return_flat(*, scope: Scope, offer_id: int, at: datetime) -> Handover:
    """Note that the household has returned its temporary flat.

    Raises:
        OutOfScope, NotForThisRole, OwnHousehold. OfferMovedOn: none is due, or it is returned already.
    """
    offer = worked_offer(scope, offer_id)
    handover = Handover.objects.filter(offer=offer, flat_due_on__isnull=False, flat_returned_on__isnull=True).first()
    if handover is None:
        raise OfferMovedOn
    handover.flat_returned_on = localdate(at)
    handover.save(update_fields=["flat_returned_on"])
    note(offer=offer, scope=scope, code="flat_returned", at=at)
    return handover
