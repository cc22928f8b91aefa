"""Keeping what was done with backups, and telling the administrators when it failed or is old."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from iskan.apps.accounts.queries import contacts_who_may
from iskan.apps.backups.enums import RunKind
from iskan.apps.backups.models import BackupRun
from iskan.apps.backups.queries import last_good_at, last_run
from iskan.apps.notifications.operations import tell
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM, Duty

KIND: Final = "backup"
LONGEST_FAULT: Final = 2000
# A night, and as much again as a long run may take.
BACKUP_WITHIN: Final = timedelta(hours=30)
DRILL_WITHIN: Final = {"nightly": timedelta(hours=30), "weekly": timedelta(days=8)}

_FAILED: Final = {
    RunKind.BACKUP: Text(ar="إنذار: لم تكتمل النسخة الاحتياطية", en="Alarm: the backup failed"),
    RunKind.DRILL: Text(ar="إنذار: فشل اختبار استرجاع النسخة الاحتياطية", en="Alarm: the backup could not be restored"),
    RunKind.PRUNING: Text(ar="إنذار: تعذر حذف النسخ القديمة", en="Alarm: old backups could not be removed"),
}
_FAILED_BODY: Final = Text(
    ar="السبب كما ذكره النظام:\n{fault}\n\nتجد الخطوات في دليل التشغيل، صفحة النسخ والاسترجاع.",
    en="The system's own words:\n{fault}\n\nWhat to do is in the runbook, under backup and restore.",
)
_OLD: Final = {
    RunKind.BACKUP: Text(ar="إنذار: النسخة الاحتياطية قديمة", en="Alarm: the backup is old"),
    RunKind.DRILL: Text(ar="إنذار: لم يُختبر الاسترجاع منذ مدة", en="Alarm: no restore was tried for too long"),
}
_OLD_BODY: Final = Text(
    ar="آخر مرة تم فيها ذلك بنجاح: {at}. تحقق من العامل الخلفي ومن مكان حفظ النسخ.",
    en="It last went well on {at}. Look at the worker and at where the sets are kept.",
)
_NEVER: Final = Text(ar="لم يحدث بعد", en="no day yet")


def record_run(
    *, kind: RunKind, sets: Sequence[str], at: datetime, seconds: float, size: int = 0,
    lost_minutes: float | None = None, fault: str = "",
) -> BackupRun:  # fmt: skip
    """Keep what came of a run, and tell the administrators where it failed."""
    with transaction.atomic():
        run = BackupRun.objects.create(
            kind=kind, at=at, seconds=round(seconds, 1), sets=list(sets), size=size,
            lost_minutes=lost_minutes, fault=fault[:LONGEST_FAULT],
        )  # fmt: skip
        subject = str(run.pk)
        detail = {"kind": str(kind), "sets": ", ".join(sets), "failed": bool(fault)}
        audit.record(scope=SYSTEM, action="backup.run", subject_kind=KIND, subject=subject, at=at, **detail)
        if fault:
            body = Text(ar=_FAILED_BODY.ar.format(fault=fault), en=_FAILED_BODY.en.format(fault=fault))
            _tell_administrators(f"backup-failed:{run.pk}", _FAILED[kind], body, at)
    return run


def is_configured() -> bool:
    """Say whether sets can be made at night: there is a passphrase, and a place for them."""
    return bool(settings.ISKAN_BACKUP_KEY_FILE and settings.ISKAN_BACKUP_TARGETS)


def is_drill_due(at: datetime) -> bool:
    """Say whether a set is to be tried this night."""
    last = last_run(RunKind.DRILL)
    return settings.ISKAN_BACKUP_DRILL == "nightly" or last is None or at - last.at > timedelta(days=6, hours=12)


def old_kinds(at: datetime) -> list[RunKind]:
    """Return what went well too long ago, where sets are made at all."""
    if not is_configured():
        return []
    within = {RunKind.BACKUP: BACKUP_WITHIN, RunKind.DRILL: DRILL_WITHIN[settings.ISKAN_BACKUP_DRILL]}
    return [kind for kind, limit in within.items() if (good := last_good_at(kind)) is None or at - good > limit]


def alarm_when_old(at: datetime) -> list[RunKind]:
    """Tell the administrators, once a day, of what went well too long ago; return it."""
    kinds = old_kinds(at)
    with transaction.atomic():
        for kind in kinds:
            good = last_good_at(kind)
            said = (f"{localtime(good):%Y-%m-%d %H:%M}",) * 2 if good else (_NEVER.ar, _NEVER.en)
            body = Text(ar=_OLD_BODY.ar.format(at=said[0]), en=_OLD_BODY.en.format(at=said[1]))
            _tell_administrators(f"backup-old:{kind}:{localtime(at):%Y-%m-%d}", _OLD[kind], body, at)
    return kinds


def _tell_administrators(event: str, subject: Text, body: Text, at: datetime) -> None:
    administrators: Iterable[int] = contacts_who_may(Duty.ADMINISTER)
    for user_id in administrators:
        tell(user_id=user_id, event=event, subject=subject, body=body, at=at)
