"""Reading offers: the citizen's own with its timeline, an official's list by state, hours still free."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from iskan.apps.allocation.enums import NominationState, OfferState
from iskan.apps.allocation.models import Handover, HandoverSlot, Nomination, NominationCheck, Offer, OfferEvent, Snag
from iskan.apps.cases.enums import ExceptionKind, ExceptionStatus
from iskan.apps.cases.models import ExceptionEntry
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.rules import own_case_ids
from iskan.apps.catalogue.queries import figures
from iskan.apps.housing_stock.queries.fragments import PROJECTS
from iskan.core.dated import NotConfigured
from iskan.core.days import days_after
from iskan.core.eligibility import Overall
from iskan.core.text import Text
from iskan.foundation.reading import JoinedRead, RelatedRead
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.criteria.properties import PROPERTY
from iskan.policy.judged_again import JudgedAt
from iskan.policy.offer_standing import LAPSED
from iskan.policy.parameters.nomination import OFFER_DAYS

PAGE = 25
BEFORE_THE_OFFER = (OfferState.CHECKING, OfferState.DOUBTFUL, OfferState.CERTIFIED)
_OFFER = JoinedRead(Offer, "nomination", "case")
_OF_CASE = f"""
SELECT o.id, o.state, n.project_code, project.name_ar, project.name_en, n.unit_class, o.unit_code, o.answer_due_on,
       (SELECT json_agg(json_build_array(e.code, e.reason, e.detail, e.at) ORDER BY e.at DESC, e.id DESC)
        FROM allocation_offerevent e JOIN allocation_offer each ON each.id = e.offer_id
        WHERE each.case_id = c.id AND e.public)
FROM allocation_offer o
JOIN allocation_nomination n ON n.id = o.nomination_id
JOIN {PROJECTS} project ON project.code = n.project_code
WHERE o.case_id = c.id ORDER BY o.id DESC LIMIT 1
"""  # noqa: S608 -- tables our own apps expose


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMoment:
    """A line of an offer's trail the citizen may read."""

    code: str
    reason: str
    detail: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferStanding:
    """Where a case's newest offer stands, and what has happened with all of them, newest first."""

    id: int
    state: OfferState
    project_code: str
    project: Text
    unit_class: str
    unit_code: str
    answer_due_on: date | None
    events: tuple[OfferMoment, ...]

    @property
    def has_lapsed(self) -> bool:
        """Say whether it came to nothing, and its household waits for another turn."""
        return self.state.value in LAPSED


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFile:
    """An offer with all that hangs on it."""

    offer: Offer
    events: tuple[OfferEvent, ...]
    checks: tuple[NominationCheck, ...]
    appointment_at: datetime | None
    handover: Handover | None
    snags: tuple[Snag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """How many offers of a project await an answer, the last day of which, and how many are not sent yet.

    Beside them, how many accepted households their property keeps out of the draw, or their applicant's death.
    """

    sent: int
    unsent: int
    last_due_on: date | None
    kept_out: int = 0
    died: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage:
    """A page of the desk's list of offers."""

    lines: tuple[Offer, ...]
    page: int
    pages: int
    total: int


def offer_days(day: date) -> int | None:
    """Return within how many days an offer sent on a day is answered; nothing while that is not configured."""
    try:
        return figures().value(OFFER_DAYS, day)
    except NotConfigured:
        return None


def answer_due_on(day: date) -> date | None:
    """Return the last day to answer an offer sent on a day; nothing while that is not configured."""
    days = offer_days(day)
    return None if days is None else days_after(day, days)


def offers(scope: Scope) -> QuerySet[Offer]:
    """Return the offers of the cases a viewer may see."""
    return Offer.objects.filter(case__in=visible_cases(scope)).select_related("nomination", "case", "case__applicant")


def is_nominated(case_id: int) -> bool:
    """Say whether a case holds a nomination that has not come to its end."""
    return Nomination.objects.filter(case_id=case_id, state=NominationState.NOMINATED).exists()


def told_by_offer(case_ids: Collection[int]) -> frozenset[int]:
    """Return which of some cases hold an accepted offer, whose steps tell them of the home they drew."""
    held = Offer.objects.filter(case_id__in=case_ids, state__in=[OfferState.ACCEPTED, OfferState.DRAWN])
    return frozenset(held.values_list("case_id", flat=True))


def given_a_home(case_ids: Collection[int]) -> frozenset[int]:
    """Return which of some cases have a home of their own settled by a draw, which only an offer's steps give up."""
    held = Offer.objects.filter(
        case_id__in=case_ids, state__in=[OfferState.DRAWN, OfferState.CONTRACTED, OfferState.APPOINTED]
    )
    return frozenset(held.values_list("case_id", flat=True))


def unanswered_in(project_code: str) -> Unanswered:
    """Count a project's offers whose household may still accept, for those who would announce its draw."""
    standing = [OfferState.OFFERED, OfferState.ACCEPTED, *BEFORE_THE_OFFER]
    found = Offer.objects.filter(nomination__project_code=project_code, state__in=standing)
    drawing = Q(state=OfferState.ACCEPTED, nomination__state=NominationState.NOMINATED)
    counted = found.aggregate(
        sent=Count("pk", filter=Q(state=OfferState.OFFERED)),
        unsent=Count("pk", filter=Q(state__in=BEFORE_THE_OFFER)),
        died=Count("pk", filter=drawing & Q(case__applicant__died_on__isnull=False)),
        last_due_on=Max("answer_due_on", filter=Q(state=OfferState.OFFERED)),
    )
    return Unanswered(**counted, kept_out=kept_out_of_draw(project_code).count())


def accepted_in(project_code: str) -> QuerySet[Nomination]:
    """Return the nominations of a project whose household accepted its offer and has drawn no home yet."""
    return Nomination.objects.filter(
        project_code=project_code, state=NominationState.NOMINATED, offer__state=OfferState.ACCEPTED
    )


def kept_out_of_draw(project_code: str) -> QuerySet[Nomination, int]:
    """Return those whose property was last found not to meet the condition, and past which no exception leads."""
    newest = NominationCheck.objects.filter(offer__nomination=OuterRef("pk"), judged_at=JudgedAt.ALLOCATION)
    excepted = ExceptionEntry.objects.filter(
        case=OuterRef("case"), status=ExceptionStatus.APPROVED, kind=ExceptionKind.CRITERION, criterion=PROPERTY.code
    )
    found = accepted_in(project_code).annotate(verdict=Subquery(newest.order_by("-pk").values("verdict")[:1]))
    return found.filter(~Exists(excepted), verdict=Overall.NOT_ELIGIBLE).values_list("pk", flat=True)


def offer_for(scope: Scope, offer_id: int) -> Offer:
    """Return an offer, or raise `OutOfScope`."""
    found = offers(scope).filter(pk=offer_id).first()
    if found is None:
        raise OutOfScope(str(offer_id))
    return found


def newest_offer(case_id: int) -> Offer | None:
    """Return the newest offer of a case the caller has been let into."""
    return _OFFER.one("c.case_id = %(case)s ORDER BY c.id DESC LIMIT 1", {"case": case_id})


def offer_of(scope: Scope, reference: str) -> Offer:
    """Return the newest offer of a visible case, or raise `OutOfScope`."""
    found = offers(scope).filter(case__reference=reference).order_by("-pk").first()
    if found is None:
        raise OutOfScope(reference)
    return found


def file_of(offer: Offer, *, internal: bool) -> OfferFile:
    """Return an offer with its timeline, newest first; a citizen reads the public lines."""
    events = OfferEvent.objects.filter(offer=offer).select_related("actor").order_by("-at", "-pk")
    handover = Handover.objects.filter(offer=offer).select_related("by").first()
    standing = offer.appointments.filter(cancelled_at__isnull=True).values_list("slot__starts_at", flat=True)
    return OfferFile(
        offer=offer,
        events=tuple(events if internal else events.filter(public=True)),
        checks=newest_checks(offer) if internal else (),
        appointment_at=standing.first(),
        handover=handover,
        snags=tuple(handover.snags.order_by("pk")) if handover else (),
    )


def newest_check(offer: Offer, before: JudgedAt) -> NominationCheck | None:
    """Return what was found when conditions were last judged again before a step."""
    return NominationCheck.objects.filter(offer=offer, judged_at=before).order_by("-pk").first()


def newest_checks(offer: Offer) -> tuple[NominationCheck, ...]:
    """Return what was last found before each step at which conditions were judged again, the latest step first."""
    found = (newest_check(offer, before) for before in reversed(JudgedAt))
    return tuple(check for check in found if check is not None)


def offers_page(scope: Scope, *, state: str, project: str, page: int) -> OfferPage:
    """Return a page of the desk's offers, those longest in their state first."""
    exact = {"state": state, "nomination__project_code": project}
    chosen = offers(scope).filter(**{field: value for field, value in exact.items() if value})
    total = chosen.count()
    pages = max(1, -(-total // PAGE))
    number = min(max(page, 1), pages)
    lines = tuple(chosen.order_by("state_since", "pk")[(number - 1) * PAGE : number * PAGE])
    return OfferPage(lines=lines, page=number, pages=pages, total=total)


def offer_counts(scope: Scope) -> dict[str, int]:
    """Return how many offers stand in each state."""
    counted = Offer.objects.filter(case__in=visible_cases(scope)).values_list("state").annotate(Count("pk"))
    return dict(counted.order_by())


def free_slots(project_code: str, at: datetime) -> tuple[HandoverSlot, ...]:
    """Return a project's hours to come that still have room, the first first."""
    return tuple(slot for slot in all_free_slots(at) if slot.project_code == project_code)


def all_free_slots(at: datetime) -> tuple[HandoverSlot, ...]:
    """Return the hours to come that still have room, the first first."""
    taken = Count("appointments", filter=Q(appointments__cancelled_at__isnull=True))
    slots = HandoverSlot.objects.filter(starts_at__gt=at).annotate(taken=taken).order_by("starts_at", "project_code")
    return tuple(slot for slot in slots if slot.taken < slot.capacity)


def _standing(row: Sequence[Any]) -> OfferStanding:
    offer_id, state, project_code, name_ar, name_en, unit_class, unit_code, answer_due_on, events = row
    return OfferStanding(
        id=offer_id,
        state=OfferState(state),
        project_code=project_code,
        project=Text(ar=name_ar, en=name_en),
        unit_class=unit_class,
        unit_code=unit_code,
        answer_due_on=answer_due_on,
        events=tuple(
            OfferMoment(code=code, reason=reason, detail=detail, at=datetime.fromisoformat(at))
            for code, reason, detail, at in events or ()
        ),
    )


OFFER = RelatedRead(9, _OF_CASE, _standing)


def homes_of_applicant(applicant_id: int) -> tuple[tuple[str, OfferStanding, datetime], ...]:
    """Return the application, the home and the hour its keys were handed over, of each home a person was given.

    The caller has been let into a case of theirs.
    """
    given = Offer.objects.filter(case__applicant_id=applicant_id, state=OfferState.HANDED_OVER).order_by("state_since")
    found = ((row.case.reference, OFFER.of(id=row.case_id), row.state_since) for row in given.select_related("case"))
    return tuple((reference, home, at) for reference, home, at in found if home is not None)


def holds_a_home(scope: Scope) -> bool:
    """Say whether the keys of a home were handed over to the viewer."""
    return Offer.objects.filter(case__applicant_id=scope.user_id, state=OfferState.HANDED_OVER).exists()


def units_of_standing_offers(codes: Collection[str]) -> frozenset[str]:
    """Return which of the units a household drew and keeps, or holds the keys of."""
    standing = Offer.objects.filter(
        unit_code__in=codes, nomination__state__in=[NominationState.NOMINATED, NominationState.HOUSED]
    )
    return frozenset(standing.values_list("unit_code", flat=True))


def offered_to_own(scope: Scope, codes: Collection[str]) -> bool:
    """Say whether some of the units were ever offered to the official's own household."""
    return Offer.objects.filter(unit_code__in=codes, case_id__in=own_case_ids(scope)).exists()


def cases_with_offers(references: Collection[str]) -> frozenset[str]:
    """Return those of some cases to which a home was ever offered: their files are worked on after the decision."""
    return frozenset(Offer.objects.filter(case__reference__in=references).values_list("case__reference", flat=True))
