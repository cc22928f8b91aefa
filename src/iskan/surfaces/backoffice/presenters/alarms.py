"""Alarms of the audit trail in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from iskan.apps.accounts.queries import names_of
from iskan.apps.anchors.queries.anchors import TrailAlarm
from iskan.core.text import Text
from iskan.surfaces.ui.formatting import t

FAULTS: Final = {
    "changed": Text(ar="سطر من السجل غُيّر، أو غُيّر سطر قبله", en="A line was changed, or one before it"),
    "removed": Text(ar="سطر من السجل أُزيل", en="A line was removed"),
    "unlinked": Text(ar="سطر أُضيف خارج السلسلة", en="A line was added past the chain"),
    "not_as_kept": Text(ar="السجل ليس كما كان عند أخذ البصمة", en="The trail is not what a kept digest was made of"),
    "anchor_changed": Text(ar="رأس مثبّت غُيّر", en="An anchored head was changed"),
    "anchor_removed": Text(ar="رأس مثبّت أُزيل", en="An anchored head is gone"),
    "not_as_anchored": Text(
        ar="السجل ليس كما ثُبّت: حُذف آخره أو أعيدت كتابته",
        en="The trail is not what was anchored: its end cut off, or rewritten",
    ),
    "draw_changed": Text(ar="قوائم سحب أو نتيجته ليست كما ثُبّتت", en="A draw's lists or result were changed"),
    "stamp_forged": Text(ar="الختم الزمني لرأس مثبّت غير صحيح", en="An anchored head's time stamp does not hold"),
    "stamp_overdue": Text(
        ar="جهة الختم الزمني لم تختم رأس السجل منذ أكثر من يومين",
        en="The time-stamping authority has stamped no head for more than two days",
    ),
    "stamp_removed": Text(ar="الختم الزمني لرأس مثبّت أُزيل", en="An anchored head's time stamp is gone"),
}


PLACES: Final = {
    "line": Text(ar="السطر", en="line"),
    "link": Text(ar="الحلقة", en="link"),
    "anchor": Text(ar="الرأس", en="head"),
    "draw": Text(ar="السحب", en="draw"),
    "digest": Text(ar="البصمة", en="digest"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """An alarm, and how it was closed."""

    id: int
    at: datetime
    fault: str
    detail: str
    is_open: bool
    status: str
    tone: str
    closed_by: str
    closed_at: datetime | None
    reason: str


def alarm_views(alarms: Iterable[TrailAlarm]) -> tuple[AlarmView, ...]:
    """Return alarms with the names of those who closed them."""
    kept = tuple(alarms)
    names = names_of(frozenset(alarm.closed_by for alarm in kept if alarm.closed_by))
    return tuple(_view(alarm, names) for alarm in kept)


def _view(alarm: TrailAlarm, names: dict[int, Text]) -> AlarmView:
    is_open = alarm.closed_at is None
    return AlarmView(
        id=alarm.id,
        at=alarm.at,
        fault=t(FAULTS[alarm.fault]) if alarm.fault in FAULTS else alarm.fault,
        detail=_place(alarm.detail),
        is_open=is_open,
        status=_("Awaits an auditor") if is_open else pgettext("alarm", "Closed"),
        tone="danger" if is_open else "neutral",
        closed_by=t(names[alarm.closed_by]) if alarm.closed_by in names else "",
        closed_at=alarm.closed_at,
        reason=alarm.reason,
    )


def _place(detail: str) -> str:
    """Return where a fault was found, as its reader calls the parts of the trail."""
    words = (t(PLACES[word]) if word in PLACES else word for word in detail.split(" "))
    return " ".join(words).replace(", ", _(", "))
