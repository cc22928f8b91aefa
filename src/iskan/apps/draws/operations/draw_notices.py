"""Telling those who take part: that their draw is announced, what it gave them, or that it is called off."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.timezone import localtime

from iskan.apps.cases.queries.fragments import CASES
from iskan.apps.draws.enums import DrawStatus
from iskan.apps.draws.models import Draw
from iskan.apps.draws.queries.draws import status_of
from iskan.apps.notifications.operations import Letter, tell_many
from iskan.core.text import Text, without_stop

TELL = "draws.tell_candidates"
AT_ONCE = 10_000
_CANDIDATES = f"""
SELECT ticket.case_id, held.applicant_id, held.reference, ticket.ticket, result.position, result.unit
FROM draws_drawticket ticket
JOIN {CASES} held ON held.id = ticket.case_id
LEFT JOIN draws_drawresult result ON result.draw_id = ticket.draw_id AND result.ticket = ticket.ticket
WHERE ticket.draw_id = %s
ORDER BY ticket.ticket
"""  # noqa: S608 -- tables our own apps expose
CasesTold = Callable[[Collection[int]], frozenset[int]]

_told_of_homes: list[CasesTold] = []


def tells_of_homes(told: CasesTold) -> CasesTold:
    """Register who tells households of the homes they drew in another way: being told once is enough."""
    _told_of_homes.append(told)
    return told


def tell_candidates(*, draw_id: int, at: datetime) -> int:
    """Tell everyone who takes part how their draw stands, once for each stage; return how many are told again."""
    draw = Draw.objects.defer("salt").get(pk=draw_id)
    status = status_of(draw)
    # Nobody has heard of a draw that was frozen, or called off, before its announcement.
    if not hasattr(draw, "announcement"):
        return 0
    return sum(tell_many(letters=letters, at=at) for letters in _batches(draw, status))


def _batches(draw: Draw, status: DrawStatus) -> Iterator[list[Letter]]:
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [draw.pk])
        while rows := cursor.fetchmany(AT_ONCE):
            told = _told_otherwise([row[0] for row in rows if row[-1] is not None])
            yield [_letter(draw, status, row) for case_id, *row in rows if case_id not in told]


def _told_otherwise(case_ids: Collection[int]) -> frozenset[int]:
    return frozenset().union(*(told(case_ids) for told in _told_of_homes))


def _letter(draw: Draw, status: DrawStatus, row: Sequence[Any]) -> Letter:
    applicant_id, reference, ticket, position, unit = row
    if status is DrawStatus.DRAWN:
        subject, body = _drawn(draw, reference, position, unit)
    elif status is DrawStatus.CANCELLED:
        subject, body = _cancelled(draw, reference)
    else:
        subject, body = _announced(draw, reference, ticket)
    event = f"draw:{draw.reference}:{status.value}:{reference}"
    return Letter(user_id=applicant_id, event=event, subject=subject, body=body, case_reference=reference)


def _announced(draw: Draw, reference: str, ticket: str) -> tuple[Text, Text]:
    hour = f"{localtime(draw.draws_at):%Y-%m-%d %H:%M}"
    return (
        Text(ar=f"أُعلن سحب الوحدات: {draw.project_ar}", en=f"The draw of homes is announced: {draw.project_en}"),
        Text(
            ar=f"يشارك طلبك {reference} في السحب {draw.reference} بالتذكرة {ticket}، وموعده {hour}. "
            "تابعه في صفحة السحوبات.",
            en=f"Your application {reference} takes part in draw {draw.reference} under ticket {ticket}, due {hour}. "
            "Follow it on the page of the draws.",
        ),
    )


def _drawn(draw: Draw, reference: str, position: int, unit: str | None) -> tuple[Text, Text]:
    subject = Text(ar=f"نتيجة السحب: {draw.project_ar}", en=f"The result of the draw: {draw.project_en}")
    if unit is None:
        return subject, Text(
            ar=f"طلبك {reference} على قائمة الاحتياط، وترتيبه في فئته {position}. "
            f"يمكنك التحقق من السحب {draw.reference} بنفسك.",
            en=f"Your application {reference} stands on the reserve, at place {position} of its class. "
            f"You can check draw {draw.reference} yourself.",
        )
    return subject, Text(
        ar=f"خُصّصت لطلبك {reference} بالسحب الوحدة {unit}. يمكنك التحقق من السحب {draw.reference} بنفسك.",
        en=f"Home {unit} was drawn for your application {reference}. You can check draw {draw.reference} yourself.",
    )


def _cancelled(draw: Draw, reference: str) -> tuple[Text, Text]:
    reason = without_stop(draw.cancellation.reason)
    return (
        Text(ar=f"أُلغي السحب: {draw.project_ar}", en=f"The draw is cancelled: {draw.project_en}"),
        Text(
            ar=f"أُلغي السحب {draw.reference} الذي يشارك فيه طلبك {reference}. السبب: {reason}.",
            en=f"Draw {draw.reference}, in which your application {reference} takes part, is cancelled. "
            f"Reason: {reason}.",
        ),
    )
