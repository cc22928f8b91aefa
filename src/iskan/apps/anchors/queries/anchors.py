"""What is published of the trail's heads, and which alarms are open."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from iskan.apps.anchors.models import AuditAnchor, ChainVerification
from iskan.core.anchoring.statement import AnchorStatement, read_statement
from iskan.foundation.scope import Duty, OutOfScope, Scope

PAGE = 60
ALARMS_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAnchor:
    """An anchor as anyone may read it; ``stamp`` is the authority's token in base 64, empty while there is none."""

    number: int
    digest: str
    written: str
    statement: AnchorStatement
    stamp: str
    stamped_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailAlarm:
    """A verification that found a fault, and the word that closed it, if any."""

    id: int
    at: datetime
    fault: str
    detail: str
    lines: int
    closed_at: datetime | None
    closed_by: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastVerification:
    """When the trail was last verified, and whether it was whole."""

    at: datetime
    lines: int
    anchors: int
    seconds: float
    is_intact: bool


def published_anchors(*, before: int | None = None) -> tuple[PublishedAnchor, ...]:
    """Return the newest anchors, or those before one by its number."""
    rows = AuditAnchor.objects.select_related("stamp").order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    return tuple(_published(row) for row in rows[:PAGE])


def verifications_since(since: datetime) -> tuple[LastVerification, ...]:
    """Return what each verification since an instant found, in order."""
    return tuple(map(_verification, ChainVerification.objects.filter(at__gte=since).order_by("at")))


def last_verification() -> LastVerification | None:
    """Return what was found last; how it went is no secret."""
    row = ChainVerification.objects.order_by("-pk").first()
    if row is None:
        return None
    return _verification(row)


def _verification(row: ChainVerification) -> LastVerification:
    return LastVerification(
        at=row.at, lines=row.lines, anchors=row.anchors, seconds=row.seconds, is_intact=not row.fault
    )


def alarms(scope: Scope) -> tuple[TrailAlarm, ...]:
    """Return the alarms of the trail, the open ones first."""
    rows = _faults(scope).order_by(F("closure__at").asc(nulls_first=True), "-pk")[:ALARMS_SHOWN]
    return tuple(sorted(map(_alarm, rows), key=lambda alarm: (alarm.closed_at is not None, -alarm.id)))


def alarm_of(scope: Scope, alarm_id: int) -> TrailAlarm:
    """Return one alarm, or raise `OutOfScope`."""
    row = _faults(scope).filter(pk=alarm_id).first()
    if row is None:
        raise OutOfScope
    return _alarm(row)


def _faults(scope: Scope) -> QuerySet[ChainVerification]:
    if not scope.may(Duty.AUDIT):
        raise OutOfScope
    return ChainVerification.objects.exclude(fault="").select_related("closure")


def open_alarm_count() -> int:
    """Return how many alarms nobody has closed."""
    return ChainVerification.objects.exclude(fault="").filter(closure=None).count()


def _published(row: AuditAnchor) -> PublishedAnchor:
    stamp = getattr(row, "stamp", None)
    return PublishedAnchor(
        number=row.number,
        digest=row.digest,
        written=row.statement,
        statement=read_statement(row.statement),
        stamp=b64encode(bytes(stamp.token)).decode() if stamp else "",
        stamped_at=stamp.stamped_at if stamp else None,
    )


def _alarm(row: ChainVerification) -> TrailAlarm:
    closure = getattr(row, "closure", None)
    return TrailAlarm(
        id=row.pk,
        at=row.at,
        fault=row.fault,
        detail=row.detail,
        lines=row.lines,
        closed_at=closure.at if closure else None,
        closed_by=closure.by_id if closure else None,
        reason=closure.reason if closure else "",
    )
