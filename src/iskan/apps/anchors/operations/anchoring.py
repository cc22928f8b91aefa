"""Anchoring: the head of the trail is kept, then stamped by an authority and mailed to the auditors by jobs."""

from datetime import datetime

from django.db import connection, transaction
from procrastinate.contrib.django import app

from iskan.apps.accounts.queries import contacts_who_may
from iskan.apps.anchors.models import AnchoredDraw, AnchorStamp, AuditAnchor
from iskan.apps.anchors.queries.proof import ANCHORED, GIVEN_UP_AFTER, KIND, STAMPED, STAMPED_WITHIN
from iskan.apps.anchors.queueing import MAIL, STAMP
from iskan.apps.draws.queries.heads import draw_heads
from iskan.core.anchoring.statement import AnchorStatement, DrawDigest, digest_of
from iskan.foundation import audit, audit_chain
from iskan.foundation.scope import SYSTEM, Duty
from iskan.integrations.timestamps.http import authority
from iskan.integrations.timestamps.port import is_configured

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('anchors'))"


def make_anchor(*, at: datetime, is_mailed: bool = True) -> AuditAnchor:
    """Anchor the trail as it stands, or return the last anchor where another was made meanwhile.

    The head is read first, in a transaction of its own: while it is read, nobody commits.
    """
    head = audit_chain.head()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_ONE_AT_A_TIME)
        last = AuditAnchor.objects.order_by("-number").first()
        if last is not None and last.link >= head.link:
            return last
        anchor = _keep(_statement(last, head, at))
        audit.record(
            scope=SYSTEM, action=ANCHORED, subject_kind=KIND, subject=str(anchor.number), at=at, digest=anchor.digest
        )
        _queue(anchor, is_mailed=is_mailed)
    return anchor


def _statement(last: AuditAnchor | None, head: audit_chain.ChainHead, at: datetime) -> AnchorStatement:
    anchored = set(AnchoredDraw.objects.values_list("draw", "what"))
    fresh = [draw for draw in draw_heads() if (draw.draw, draw.what) not in anchored]
    return AnchorStatement(
        number=last.number + 1 if last else 1,
        at=at,
        link=head.link,
        lines=head.lines,
        seal=head.seal,
        draws=tuple(fresh),
        previous=last.digest if last else "",
    )


def _keep(said: AnchorStatement) -> AuditAnchor:
    written = said.written()
    anchor = AuditAnchor.objects.create(
        number=said.number, at=said.at, link=said.link, statement=written, digest=digest_of(written)
    )
    AnchoredDraw.objects.bulk_create(_anchored(anchor, head) for head in said.draws)
    return anchor


def _anchored(anchor: AuditAnchor, head: DrawDigest) -> AnchoredDraw:
    return AnchoredDraw(anchor=anchor, draw=head.draw, what=head.what, digest=head.digest)


def _queue(anchor: AuditAnchor, *, is_mailed: bool) -> None:
    if is_configured():
        app.configure_task(STAMP).defer(anchor_id=anchor.pk)
    for user_id, contact in contacts_who_may(Duty.AUDIT).items() if is_mailed else ():
        if contact.email:
            lock = f"anchor-mail-{anchor.pk}-{user_id}"
            app.configure_task(MAIL, lock=lock).defer(anchor_id=anchor.pk, user_id=user_id)


def queue_missing_stamps(*, at: datetime) -> int:
    """Queue anew every anchor without a stamp that may still have one of its own, and return how many.

    A job gives up after two days. A stamp from later than `STAMPED_WITHIN` proves nothing of its anchor; that one is
    vouched for by the stamp of the next, whose statement names it.
    """
    if not is_configured():
        return 0
    missing = AuditAnchor.objects.filter(stamp=None, at__gt=at - STAMPED_WITHIN, at__lt=at - GIVEN_UP_AFTER)
    numbers = list(missing.order_by("number").values_list("pk", flat=True))
    for anchor_id in numbers:
        app.configure_task(STAMP, lock=f"anchor-stamp-{anchor_id}").defer(anchor_id=anchor_id)
    return len(numbers)


def stamp_anchor(*, anchor_id: int, at: datetime) -> AnchorStamp:
    """Have the authority stamp an anchor, once; it is asked outside any transaction.

    Raises:
        TimestampFault: there is no stamp that holds; the caller's queue asks again.
    """
    anchor = AuditAnchor.objects.get(pk=anchor_id)
    if (kept := AnchorStamp.objects.filter(anchor=anchor).first()) is not None:
        return kept
    stamp = authority().stamp(bytes.fromhex(anchor.digest))
    with transaction.atomic():
        kept, is_new = AnchorStamp.objects.get_or_create(
            anchor=anchor, defaults={"token": stamp.token, "stamped_at": stamp.at, "received_at": at}
        )
        if is_new:
            audit.record(
                scope=SYSTEM, action=STAMPED, subject_kind=KIND, subject=str(anchor.number), at=at, digest=anchor.digest
            )
    return kept
