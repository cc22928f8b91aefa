"""Verifying the trail and keeping what was found; a fault is an alarm that an auditor closes with a reason."""

import time
from datetime import datetime
from http import HTTPStatus

from django.db import transaction

from iskan.apps.accounts.queries import contacts_who_may
from iskan.apps.anchors.models import AlarmClosure, ChainVerification
from iskan.apps.anchors.queries.proof import AnchorFault, Proof, overdue_stamp, prove
from iskan.apps.anchors.queueing import VERIFY
from iskan.apps.anchors.rules import can_close_alarms
from iskan.apps.notifications.operations import tell
from iskan.core.refusal import NotForThisRole, ReasonMissing, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.queueing import queue_once
from iskan.foundation.scope import SYSTEM, Duty, OutOfScope, Scope

KIND = "alarm"
SUBJECT = Text(ar="إنذار: سجل التدقيق ليس كما ثُبّت", en="Alarm: the audit trail is not what was anchored")
OVERDUE = Text(
    ar="إنذار: رؤوس سجل التدقيق بلا ختم زمني منذ يومين", en="Alarm: heads of the audit trail unstamped for two days"
)
BODY = Text(
    ar="كشف التحقق من سجل التدقيق خللًا. يرجى بحث الأمر من صفحة إنذارات السجل، ثم إغلاق الإنذار مع بيان السبب.",
    en="The verification of the audit trail found a fault. Open the trail's alarms, look into it, and close the alarm "
    "with the reason.",
)


class AlreadyClosed(Refusal):
    """Somebody has closed the alarm."""

    text = Text(ar="أُغلق هذا الإنذار من قبل.", en="This alarm has been closed already.")
    status = HTTPStatus.CONFLICT


def verify_trail(*, at: datetime) -> tuple[ChainVerification, Proof]:
    """Verify the trail and every anchor, keep what was found, and tell the auditors of a fault.

    The trail is held to the last verification that found it whole, too: who cuts off its end with the newest anchors
    has that to remove as well.
    """
    begun = time.monotonic()
    whole = ChainVerification.objects.filter(fault="").order_by("-pk").first()
    proof = prove(expected=whole.seal if whole else None)
    finding, verdict = proof.finding or overdue_stamp(at), proof.verdict
    with transaction.atomic():
        kept = ChainVerification.objects.create(
            at=at,
            lines=verdict.entries,
            anchors=proof.anchors,
            seal=verdict.seal,
            seconds=round(time.monotonic() - begun, 3),
            fault=finding.kind if finding else "",
            detail=finding.where[:200] if finding else "",
        )
        audit.record(
            scope=SYSTEM, action="audit.verify", subject_kind=KIND, subject=str(kept.pk), at=at, fault=kept.fault
        )
        if finding:
            _tell(kept, OVERDUE if finding.kind == AnchorFault.STAMP_OVERDUE else SUBJECT, at)
    return kept, proof


def _tell(kept: ChainVerification, subject: Text, at: datetime) -> None:
    for user_id in contacts_who_may(Duty.AUDIT):
        tell(user_id=user_id, event=f"audit-alarm:{kept.pk}", subject=subject, body=BODY, at=at)


@transaction.atomic
def ask_for_verification(*, scope: Scope, at: datetime) -> None:
    """Have the whole trail verified now, by the worker; what it finds is kept and told as every night.

    Raises:
        NotForThisRole: the viewer is no auditor.
    """
    if not can_close_alarms(scope):
        raise NotForThisRole
    audit.record(scope=scope, action="audit.verification_asked", subject_kind=KIND, subject="", at=at)
    queue_once(VERIFY)


@transaction.atomic
def close_alarm(*, scope: Scope, alarm_id: int, reason: str, at: datetime) -> AlarmClosure:
    """Close an alarm with the reason; the fault itself is found again as long as it is there.

    Raises:
        NotForThisRole, OutOfScope, ReasonMissing, AlreadyClosed.
    """
    if not can_close_alarms(scope):
        raise NotForThisRole
    alarm = ChainVerification.objects.exclude(fault="").select_for_update().filter(pk=alarm_id).first()
    if alarm is None:
        raise OutOfScope
    if AlarmClosure.objects.filter(verification=alarm).exists():
        raise AlreadyClosed
    if not reason.strip():
        raise ReasonMissing
    closure = AlarmClosure.objects.create(verification=alarm, by_id=scope.acting_id, at=at, reason=reason.strip())
    audit.record(scope=scope, action="audit.alarm_closed", subject_kind=KIND, subject=str(alarm.pk), at=at)
    return closure
