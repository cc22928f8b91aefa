"""Reading a case's place on the waiting list, and how far each list has come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.timezone import localdate

from iskan.apps.cases.claims import ClaimStanding
from iskan.apps.waiting_lists.enums import CARD, CancellationOutcome, ChangeGround, ChangeKind, EntryStatus
from iskan.apps.waiting_lists.models import Cancellation, ListChange, ListStanding, WaitingListEntry
from iskan.foundation.reading import RelatedRead
from iskan.foundation.scope import Scope
from iskan.policy.waiting_list import STEPS_TO_KEYS

_OF_CASE = """
SELECT entry.programme, entry.governorate, entry.place, whole.waiting_count, entry.place_in_governorate,
       part.waiting_count, entry.seniority_on, entry.seniority_at, entry.lot,
       coalesce(whole.ranked_at, entry.entered_at), whole.reached_on, part.reached_on, entry.renewed_on
FROM waiting_lists_waitinglistentry entry
LEFT JOIN waiting_lists_liststanding whole ON whole.programme = entry.programme AND whole.governorate = ''
LEFT JOIN waiting_lists_liststanding part
       ON part.programme = entry.programme AND part.governorate = entry.governorate AND part.governorate <> ''
WHERE entry.case_id = c.id AND entry.status = 'waiting'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a household stands on its list; ``reached_on`` is the oldest seniority date still waiting."""

    programme: str
    governorate: str
    place: int
    waiting: int
    place_in_governorate: int
    waiting_in_governorate: int
    seniority_on: date
    seniority_at: datetime
    lot: str
    ranked_at: datetime
    reached_on: date | None
    reached_in_governorate_on: date | None
    renewed_on: date | None
    next_steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListProgress:
    """How long a list is and how far its turn has come; no governorate means the whole list."""

    programme: str
    governorate: str
    waiting: int
    reached_on: date | None
    ranked_at: datetime


def place_of(case_id: int) -> Place | None:
    """Return a case's place, or nothing where it does not wait; the caller has been let into the case."""
    return PLACE.of(id=case_id)


def places_of_applicant(applicant_id: int) -> tuple[tuple[str, Place], ...]:
    """Return the reference and place of each application of a person's that waits, the oldest first.

    The caller has been let into a case of theirs.
    """
    entries = WaitingListEntry.objects.filter(case__applicant_id=applicant_id, status=EntryStatus.WAITING)
    placed = ((entry.reference, place_of(entry.case_id)) for entry in entries.order_by("seniority_at", "lot"))
    return tuple((reference, place) for reference, place in placed if place is not None)


def _place(row: Sequence[Any]) -> Place:
    programme, governorate, place, waiting, place_there, waiting_there, *seniority = row[:9]
    seniority_on, seniority_at, lot = seniority
    ranked_at, reached, reached_there, renewed = row[9:]
    return Place(
        programme=programme,
        governorate=governorate,
        place=place,
        # Who entered since the last ranking stands behind its count.
        waiting=max(waiting or 0, place),
        place_in_governorate=place_there,
        waiting_in_governorate=max(waiting_there or 0, place_there),
        seniority_on=seniority_on,
        seniority_at=seniority_at,
        lot=lot,
        ranked_at=ranked_at,
        reached_on=reached or seniority_on,
        reached_in_governorate_on=reached_there or seniority_on,
        renewed_on=renewed,
        next_steps=tuple(step.code for step in STEPS_TO_KEYS),
    )


PLACE = RelatedRead(13, _OF_CASE, _place)


def waits_on_a_list(scope: Scope) -> bool:
    """Say whether an application of the viewer's waits on a list."""
    return WaitingListEntry.objects.filter(case__applicant_id=scope.user_id, status=EntryStatus.WAITING).exists()


def card_proves_place(reference: str, code: str) -> bool:
    """Say whether a case's document is the card of an application that waits."""
    return code == CARD and WaitingListEntry.objects.filter(reference=reference, status=EntryStatus.WAITING).exists()


def has_cancelled_application(scope: Scope) -> bool:
    """Say whether an application of the viewer's was cancelled by a decision and not revived since."""
    return _in_force().filter(entry__case__applicant_id=scope.user_id).exists()


def claims_standing(case_ids: Collection[int]) -> Mapping[int, ClaimStanding]:
    """Return how the claims of cases stand that wait or have led to a home, by the cases' ids."""
    entries = WaitingListEntry.objects.filter(case_id__in=case_ids)
    waiting = entries.filter(status=EntryStatus.WAITING).values_list("case_id", flat=True)
    housed = ListChange.objects.filter(
        kind=ChangeKind.LEFT, ground=ChangeGround.HOUSED, reference=OuterRef("reference"), at=OuterRef("left_at")
    )
    left = entries.filter(Exists(housed), status=EntryStatus.LEFT).values_list("case_id", flat=True)
    return dict.fromkeys(waiting, ClaimStanding.WAITING) | dict.fromkeys(left, ClaimStanding.HOUSED)


def cancelled_on(case_ids: Collection[int]) -> Mapping[int, date]:
    """Return when applications were cancelled by a decision, of those not revived since, by their cases' ids."""
    cancelled = _in_force().filter(entry__case__in=case_ids)
    decided = cancelled.order_by("pk").values_list("entry__case_id", "decided_at")
    return {case_id: localdate(decided_at) for case_id, decided_at in decided}


def _in_force() -> QuerySet[Cancellation]:
    """Return the decisions that took an application off its list and are why it is off it still."""
    cancelled = Cancellation.objects.filter(outcome=CancellationOutcome.APPROVED, entry__status=EntryStatus.LEFT)
    return cancelled.filter(decided_at__gte=F("entry__left_at"))


def list_standings() -> tuple[ListProgress, ...]:
    """Return the length and reach of every list, as anyone may read them."""
    return tuple(
        ListProgress(
            programme=row.programme,
            governorate=row.governorate,
            waiting=row.waiting_count,
            reached_on=row.reached_on,
            ranked_at=row.ranked_at,
        )
        for row in ListStanding.objects.order_by("programme", "governorate")
    )
