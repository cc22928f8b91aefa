"""Entering and leaving the waiting list, and ranking it."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from iskan.apps.cases.models import Case
from iskan.apps.waiting_lists.enums import ChangeGround, ChangeKind, EntryStatus
from iskan.apps.waiting_lists.events import left_list, lists_ranked
from iskan.apps.waiting_lists.models import ListChange, WaitingListEntry
from iskan.apps.waiting_lists.operations.overtaking import settle_proposals
from iskan.core.seniority import lot_of
from iskan.foundation import audit
from iskan.foundation.queueing import queue_once
from iskan.foundation.scope import SYSTEM

RANK = "waiting_lists.rank_lists"

_PLACES = """
UPDATE waiting_lists_waitinglistentry entry
SET place = ranked.place, place_in_governorate = ranked.place_in_governorate
FROM (
    SELECT id,
           row_number() OVER (PARTITION BY programme ORDER BY seniority_at, lot) AS place,
           row_number() OVER (PARTITION BY programme, governorate ORDER BY seniority_at, lot)
               AS place_in_governorate
    FROM waiting_lists_waitinglistentry
    WHERE status = 'waiting'
) ranked
WHERE ranked.id = entry.id
  AND (entry.place, entry.place_in_governorate) IS DISTINCT FROM (ranked.place, ranked.place_in_governorate)
"""

_STANDINGS = """
INSERT INTO waiting_lists_liststanding (programme, governorate, waiting_count, reached_on, ranked_at)
SELECT programme, coalesce(governorate, ''), count(*) FILTER (WHERE status = 'waiting'),
       min(seniority_on) FILTER (WHERE status = 'waiting'), %s
FROM waiting_lists_waitinglistentry
GROUP BY GROUPING SETS ((programme), (programme, governorate))
HAVING governorate IS DISTINCT FROM ''
ON CONFLICT (programme, governorate) DO UPDATE
SET waiting_count = excluded.waiting_count, reached_on = excluded.reached_on, ranked_at = excluded.ranked_at
"""


class CaseHasNoProgramme(Exception):
    """The case asks for no programme, or was never filed: there is no list for it to enter."""


class NotOnTheList(Exception):
    """The case does not wait on any list."""


def enter_waiting_list(*, case_id: int, at: datetime) -> WaitingListEntry:
    """Put a granted case on its programme's list at the place the instant of its filing gives it.

    Entering twice changes nothing. A case that had left keeps its seniority when it comes back. The households behind
    it move down at the next ranking, which is queued.

    Raises:
        CaseHasNoProgramme: there is no list for it.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
        entry = WaitingListEntry.objects.filter(case=case).first() or _new_entry(case)
        if entry.pk is not None and entry.status == EntryStatus.WAITING:
            return entry
        ground = ChangeGround.GRANTED if entry.pk is None else ChangeGround.REVIVED
        entry.status, entry.entered_at, entry.left_at = EntryStatus.WAITING, at, None
        entry.renewed_on = localdate(at)
        entry.place, entry.place_in_governorate = _places_for(entry)
        entry.save()
        _record("waiting_list.enter", entry, ground, at)
    return entry


def leave_list(*, case_id: int, at: datetime, ground: ChangeGround = ChangeGround.WITHDRAWN) -> WaitingListEntry:
    """Take a case off its list on a ground; those behind it move up at the next ranking, which is queued.

    Raises:
        NotOnTheList: it does not wait.
    """
    with transaction.atomic():
        waiting = WaitingListEntry.objects.select_for_update().filter(status=EntryStatus.WAITING)
        entry = waiting.filter(case_id=case_id).first()
        if entry is None:
            raise NotOnTheList
        entry.status, entry.left_at = EntryStatus.LEFT, at
        entry.place = entry.place_in_governorate = None
        entry.save()
        _record("waiting_list.leave", entry, ground, at)
        settle_proposals(entry=entry, at=at)
        left_list.happened(case_id)
    return entry


def move_to_list(*, entry: WaitingListEntry, programme: str, ground: ChangeGround, at: datetime) -> None:
    """Have a locked entry wait on another programme's list, at the place its seniority gives it there.

    It leaves one list and enters the other; those of both move at the next ranking, which is queued.
    """
    with transaction.atomic():
        entry.status = EntryStatus.LEFT
        _record("waiting_list.leave", entry, ground, at)
        entry.status, entry.programme = EntryStatus.WAITING, programme
        entry.place, entry.place_in_governorate = _places_for(entry)
        entry.save()
        _record("waiting_list.enter", entry, ground, at)


def rank_lists(*, at: datetime) -> int:
    """Set everyone's place on every list, and each list's length and reach; return how many places changed.

    The table's lock waits for whoever is entering: they found this ranking queued and so queued none of their own.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE waiting_lists_waitinglistentry IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_PLACES)
        moved: int = cursor.rowcount
        cursor.execute(_STANDINGS, [at])
        if moved:
            audit.record(
                scope=SYSTEM, action="waiting_list.rank", subject_kind="waiting_list", subject="all", at=at, moved=moved
            )
            lists_ranked.happened()
    return moved


def _new_entry(case: Case) -> WaitingListEntry:
    if not case.programme or case.filed_at is None:
        raise CaseHasNoProgramme(case.reference)
    return WaitingListEntry(
        case=case,
        programme=case.programme,
        governorate=case.governorate,
        seniority_on=localdate(case.filed_at),
        seniority_at=case.filed_at,
        reference=case.reference,
        lot=lot_of(case.filed_at, case.reference),
    )


def _places_for(entry: WaitingListEntry) -> tuple[int, int]:
    waiting = WaitingListEntry.objects.filter(programme=entry.programme, status=EntryStatus.WAITING)
    return _ahead(waiting, entry) + 1, _ahead(waiting.filter(governorate=entry.governorate), entry) + 1


def _ahead(waiting: QuerySet[WaitingListEntry], entry: WaitingListEntry) -> int:
    earlier = waiting.filter(seniority_at__lt=entry.seniority_at).count()
    return earlier + waiting.filter(seniority_at=entry.seniority_at, lot__lt=entry.lot).count()


def _record(action: str, entry: WaitingListEntry, ground: ChangeGround, at: datetime) -> None:
    ListChange.objects.create(
        programme=entry.programme,
        governorate=entry.governorate,
        seniority_on=entry.seniority_on,
        seniority_at=entry.seniority_at,
        reference=entry.reference,
        kind=ChangeKind.ENTERED if entry.status == EntryStatus.WAITING else ChangeKind.LEFT,
        ground=ground,
        at=at,
    )
    audit.record(
        scope=SYSTEM, action=action, subject_kind=audit.CASE, subject=entry.reference, at=at, ground=ground.value
    )
    queue_once(RANK)
