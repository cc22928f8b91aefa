"""How a case stands against its promise, in a few words and a tone."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.core.days import weekday_text
from iskan.core.lifecycle import Clock, Stage
from iskan.core.promises import Alarm, Calendar
from iskan.surfaces.ui.formatting import t

TONES = {Alarm.CALM: "neutral", Alarm.HALF: "info", Alarm.NEAR: "warning", Alarm.BREACHED: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueView:
    """The last day of a promise and how near it is."""

    on: date | None
    words: str
    tone: str
    icon: str


def due_view(stage: Stage, due_on: date | None, alarm: Alarm, today: date, calendar: Calendar) -> DueView:
    """Return how a case stands; a clock that does not run says so."""
    if stage.clock.waits:
        return DueView(on=None, words=_("Clock stopped"), tone="neutral", icon="pause")
    if due_on is None or stage.clock is not Clock.RUNNING:
        return DueView(on=None, words="", tone="neutral", icon="")
    late = due_on < today
    return DueView(
        on=due_on,
        words=due_words(due_on, today, calendar),
        tone="danger" if late else TONES[alarm],
        icon="warning" if late or alarm >= Alarm.NEAR else "clock",
    )


def stage_name(stage: Stage) -> str:
    """Name a stage for officials: where the citizen reads "waiting for you", they read for whom."""
    return _("Waiting for the applicant") if stage.clock is Clock.PAUSED else t(stage.name)


def due_words(due_on: date, today: date, calendar: Calendar) -> str:
    """Say how many working days are left, or too many were used; on a day off, when the last day was."""
    late = calendar.between(due_on, today)
    if late:
        return ngettext("%(num)s day late", "%(num)s days late", late) % {"num": late}
    if due_on < today:
        return _("Was due on %(day)s") % {"day": t(weekday_text(due_on))}
    if due_on == today:
        return _("Due today")
    left = calendar.between(today, due_on)
    return ngettext("%(num)s day left", "%(num)s days left", left) % {"num": left}


def alarm_label(alarm: Alarm) -> str:
    """Name an alarm."""
    return {
        Alarm.CALM: _("In time"),
        Alarm.HALF: _("Half used"),
        Alarm.NEAR: _("Nearly over"),
        Alarm.BREACHED: _("Overdue"),
    }[alarm]
