"""How the backups stand; one that is old takes no page away, but commits that wait for nobody do."""

from django.conf import settings

from iskan.apps.backups.enums import RunKind
from iskan.apps.backups.operations import is_configured, old_kinds
from iskan.apps.backups.queries import is_receiving, last_good_at, last_run
from iskan.core.counted import HOUR, MINUTE, counted
from iskan.core.text import Text, listed
from iskan.foundation import clock
from iskan.foundation.health import ComponentHealth, part

_CALLED = {
    RunKind.BACKUP: Text(ar="النسخ الاحتياطي", en="backup"),
    RunKind.DRILL: Text(ar="اختبار الاسترجاع", en="restore drill"),
}
_NOT_CONFIGURED = Text(
    ar="لا نسخ احتياطية ليلية: لم يُضبط ISKAN_BACKUP_KEY_FILE أو مكان الحفظ",
    en="no nightly backup: ISKAN_BACKUP_KEY_FILE or the target is not set",
)
_OLD_BY = Text(ar="{what}: آخره قبل {age}", en="{what} {age} old")
_NEVER = Text(ar="{what}: لم يُجر قط", en="{what} never made")
_OLD = Text(ar="متأخر", en="OLD")
_FAILED = Text(ar="أخفق آخره", en="the last FAILED")
_TOOK = Text(
    ar="استغرق {minutes}، ولو لم تبق إلا هذه النسخة لفُقد ما أُدخل في {lost}",
    en="took {minutes}, {lost} lost with the set alone",
)
_WAITS_NOT = Text(ar="عمليات الحفظ لا تنتظر القرص الثاني بعد", en="commits do not wait for the second disk yet")
_STANDS = Text(
    ar="سجل قاعدة البيانات لا يُستقبل، والحفظ متوقف بانتظاره",
    en="the database's log is not received: commits wait",
)
_ONE_DISK = Text(
    ar="سجل قاعدة البيانات لا يُستقبل، وما يُؤكد حفظه على قرص واحد",
    en="the database's log is not received; what is confirmed is on one disk",
)


@part("backup")
def _backup() -> ComponentHealth:
    """Say how old the last backup and the last drill are, and what of them failed."""
    if not is_configured():
        return ComponentHealth(fit=True, why=_NOT_CONFIGURED)
    now, good = clock.now(), last_good_at(RunKind.BACKUP)
    old = old_kinds(now)
    return ComponentHealth(
        fit=True,
        why=_both(*(_said_of(kind, is_old=kind in old) for kind in _CALLED)),
        age=now - good if good else None,
    )


def _both(first: Text, second: Text) -> Text:
    return Text(ar=f"{first.ar}؛ {second.ar}", en=f"{first.en}; {second.en}")


def _said_of(kind: RunKind, *, is_old: bool) -> Text:
    last, good = last_run(kind), last_good_at(kind)
    hours = round((clock.now() - good).total_seconds() / 3600) if good else 0
    made = _OLD_BY.format(what=_CALLED[kind], age=counted(hours, HOUR, oblique=True))
    words = [
        made if good else _NEVER.format(what=_CALLED[kind]),
        *([_OLD] if is_old else []),
        *([_FAILED] if last and last.fault else []),
    ]
    if kind == RunKind.DRILL and last and not last.fault:
        lost = counted(round(last.lost_minutes or 0), MINUTE, oblique=True)
        words.append(_TOOK.format(minutes=_minutes(last.seconds), lost=lost))
    return listed(words)


def _minutes(seconds: float) -> Text:
    said = f"{seconds / 60:.1f}"
    return Text(ar=f"{said} دقيقة", en=f"{said} minutes")


@part("archive")
def _archive() -> ComponentHealth:
    """Say whether the database's log is received; commits that wait while it is not are a fault."""
    if settings.ISKAN_BACKUP_DIR is None or settings.ISKAN_BACKUP_LOG == "off":
        return ComponentHealth(fit=True)
    receives, waits = is_receiving()
    if receives:
        is_short = settings.ISKAN_BACKUP_LOG == "synchronous" and not waits
        return ComponentHealth(fit=True, why=_WAITS_NOT if is_short else None)
    return ComponentHealth(fit=not waits, why=_STANDS if waits else _ONE_DISK)
