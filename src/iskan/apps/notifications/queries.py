"""Reading messages: a person's inbox, and on the desk what became of each message."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet

from iskan.apps.notifications.enums import DeliveryFault, DeliveryStatus, Route
from iskan.apps.notifications.models import Delivery, DeliveryAttempt, Message, Unreached
from iskan.core.text import Text
from iskan.foundation.reading import RelatedRead
from iskan.foundation.scope import Duty, OutOfScope, Scope

PAGE_SIZE = 20
MOST_COUNTED = 99
# SQL other apps may compose into their statements: a table of the columns it names.
TOLD = "(SELECT user_id, event FROM notifications_message)"
_UNREAD = f"""
SELECT count(*) FROM (
    SELECT FROM notifications_message WHERE user_id = c.id AND read_at IS NULL LIMIT {MOST_COUNTED + 1}
) unread
"""  # noqa: S608 -- a number of our own
UNREAD = RelatedRead(1, _UNREAD, lambda row: int(row[0]))
"""Of an account: how many messages it has not read, counted no further than one beyond `MOST_COUNTED`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """A message as its reader sees it."""

    id: int
    subject: Text
    body: Text
    case_reference: str
    created_at: datetime
    read_at: datetime | None

    @property
    def is_unread(self) -> bool:
        return self.read_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    messages: tuple[InboxLine, ...]
    page: int
    pages: int
    total: int
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    status: DeliveryStatus
    fault: DeliveryFault | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """How far a message came on one route, and each try."""

    id: int
    route: Route
    status: DeliveryStatus
    fault: DeliveryFault | None
    attempt_count: int
    changed_at: datetime
    next_try_at: datetime | None
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    line: InboxLine
    deliveries: tuple[DeliveryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A delivery that failed, without the words that were to be delivered.

    Where its reader is still to be reached it ``is_work``, of its owner or of nobody yet.
    """

    case_reference: str
    delivery: DeliveryLine
    is_work: bool
    owner_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeliveredPage:
    lines: tuple[Undelivered, ...]
    page: int
    pages: int
    total: int


def inbox(scope: Scope, page: int = 1) -> InboxPage:
    """Return one page of the viewer's messages, newest first, or raise `OutOfScope` where nobody is signed in."""
    if scope.user_id is None:
        raise OutOfScope
    mine = Message.objects.filter(user_id=scope.user_id).order_by("-created_at", "-pk")
    found = Paginator(mine, PAGE_SIZE).get_page(page)
    return InboxPage(
        messages=tuple(map(_line, found)),
        page=found.number,
        pages=found.paginator.num_pages,
        total=found.paginator.count,
        unread=unread_count(scope),
    )


def message(scope: Scope, message_id: int) -> InboxLine:
    """Return one of the viewer's messages, or raise `OutOfScope`."""
    return _line(_own(scope, message_id))


def unread_count(scope: Scope) -> int:
    """Return how many messages the viewer has not read."""
    if scope.user_id is None:
        return 0
    return Message.objects.filter(user_id=scope.user_id, read_at__isnull=True).count()


def delivery_trail(scope: Scope, message_id: int) -> tuple[DeliveryLine, ...]:
    """Return what became of one of the viewer's messages on each route, or raise `OutOfScope`."""
    return _trail(_own(scope, message_id))


def messages_about(scope: Scope, case_reference: str) -> tuple[SentMessage, ...]:
    """Return all messages about a case, for an official who has been let into the case itself.

    Raises:
        OutOfScope: the viewer is not an official.
    """
    if not scope.is_official or not case_reference:
        raise OutOfScope
    found = _with_trail(Message.objects.filter(case_reference=case_reference)).order_by("-created_at", "-pk")
    return tuple(_sent(each) for each in found)


def undelivered(scope: Scope, page: int = 1) -> UndeliveredPage:
    """Return one page of the deliveries that failed, the newest first, for those who oversee the work.

    Raises:
        OutOfScope: the viewer is none of them.
    """
    if not scope.may(Duty.OVERSEE):
        raise OutOfScope
    failed = Delivery.objects.filter(status=DeliveryStatus.FAILED).order_by("-changed_at", "-pk")
    rows = failed.select_related("message").prefetch_related(_ATTEMPTS)
    found = Paginator(rows, PAGE_SIZE).get_page(page)
    readers = {row.message.user_id for row in found}
    open_work = Unreached.objects.filter(settled_at=None, user_id__in=readers)
    owners: dict[int, int | None] = dict(open_work.values_list("user_id", "owner_id"))
    return UndeliveredPage(
        lines=tuple(
            Undelivered(
                case_reference=row.message.case_reference,
                delivery=_delivery(row),
                is_work=row.message.user_id in owners,
                owner_id=owners.get(row.message.user_id),
            )
            for row in found
        ),
        page=found.number,
        pages=found.paginator.num_pages,
        total=found.paginator.count,
    )


_ATTEMPTS = Prefetch("attempts", queryset=DeliveryAttempt.objects.order_by("pk"))
_DELIVERIES = Prefetch("deliveries", queryset=Delivery.objects.order_by("route").prefetch_related(_ATTEMPTS))


def _with_trail(found: QuerySet[Message]) -> QuerySet[Message]:
    return found.prefetch_related(_DELIVERIES)


def _own(scope: Scope, message_id: int) -> Message:
    if scope.user_id is None:
        raise OutOfScope
    found = _with_trail(Message.objects.filter(user_id=scope.user_id, pk=message_id)).first()
    if found is None:
        raise OutOfScope
    return found


def _line(row: Message) -> InboxLine:
    return InboxLine(
        id=row.pk,
        subject=Text(ar=row.subject_ar, en=row.subject_en),
        body=Text(ar=row.body_ar, en=row.body_en),
        case_reference=row.case_reference,
        created_at=row.created_at,
        read_at=row.read_at,
    )


def _sent(row: Message) -> SentMessage:
    return SentMessage(line=_line(row), deliveries=_trail(row))


def _trail(row: Message) -> tuple[DeliveryLine, ...]:
    return tuple(_delivery(delivery) for delivery in row.deliveries.all())


def _delivery(row: Delivery) -> DeliveryLine:
    return DeliveryLine(
        id=row.pk,
        route=Route(row.route),
        status=DeliveryStatus(row.status),
        fault=_fault(row.fault),
        attempt_count=row.attempt_count,
        changed_at=row.changed_at,
        next_try_at=row.next_try_at,
        attempts=tuple(
            Attempt(status=DeliveryStatus(each.status), fault=_fault(each.fault), at=each.at)
            for each in row.attempts.all()
        ),
    )


def _fault(code: str) -> DeliveryFault | None:
    return DeliveryFault(code) if code else None
