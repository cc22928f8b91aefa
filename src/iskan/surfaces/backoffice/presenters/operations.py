"""How the system itself does, in words for whoever keeps it running: each part, what to do about it, and the jobs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from iskan.apps.household_life.queries.setting_aside import SetAside
from iskan.foundation.health import ComponentHealth
from iskan.integrations.discovery import register
from iskan.surfaces.ui.formatting import t

# What each part is called, and the page of docs/operations that says what to do about it.
_PARTS: Final = {
    "database": (gettext_noop("Database"), "troubleshooting"),
    "migrations": (gettext_noop("Shape of the database"), "upgrade"),
    "worker": (gettext_noop("Worker of background jobs"), "troubleshooting"),
    "queue": (gettext_noop("Queue of background jobs"), "troubleshooting"),
    "disk": (gettext_noop("Space on the disk"), "troubleshooting"),
    "page": (gettext_noop("First page"), "troubleshooting"),
    "certificate": (gettext_noop("Certificate that signs documents"), "documents"),
    "documents": (gettext_noop("Issued documents"), "troubleshooting"),
    "trail": (gettext_noop("Verification of the audit trail"), "audit"),
    "backup": (gettext_noop("Backup and restore drill"), "restore"),
    "archive": (gettext_noop("Log of the database on the second disk"), "restore"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideRow:
    """A household whose comparison with a register failed, by its case alone."""

    reference: str
    register: str
    fault: str
    tries: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One part: how it is, how long ago it last did its work, what was found, and where to read what to do."""

    name: str
    status: str
    tone: str
    icon: str
    age: str
    found: str
    runbook: str


def part_rows(parts: Iterable[tuple[str, ComponentHealth]]) -> tuple[PartRow, ...]:
    """Return the parts, those that are not fit first."""
    ordered = sorted(parts, key=lambda named: named[1].fit)
    return tuple(_row(name, part) for name, part in ordered)


def _row(code: str, part: ComponentHealth) -> PartRow:
    name, runbook = _PARTS.get(code, (code, "troubleshooting"))
    status, tone, icon = _standing(part)
    is_in_order = part.fit and not part.why
    return PartRow(
        name=_(name), status=status, tone=tone, icon=icon, found=t(part.why) if part.why else "",
        age=age_words(part.age) if part.age is not None else "", runbook="" if is_in_order else f"{runbook}.md",
    )  # fmt: skip


def _standing(part: ComponentHealth) -> tuple[str, str, str]:
    if not part.fit:
        return _("Needs attention"), "danger", "cross"
    return (_("To be noted"), "warning", "warning") if part.why else (_("In order"), "success", "check")


def age_words(age: timedelta) -> str:
    """Return how long ago something was, in the largest unit that fits."""
    minutes = int(age.total_seconds() // 60)
    hours, days = minutes // 60, minutes // (60 * 24)
    if days:
        return ngettext("%(num)s day ago", "%(num)s days ago", days) % {"num": days}
    if hours:
        return ngettext("%(num)s hour ago", "%(num)s hours ago", hours) % {"num": hours}
    if minutes:
        return ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes) % {"num": minutes}
    return _("Just now")


def set_aside_rows(found: Iterable[SetAside]) -> tuple[SetAsideRow, ...]:
    """Return the households whose comparison failed, each with its register's name."""
    return tuple(
        SetAsideRow(
            reference=one.reference, register=t(register(one.register).name), fault=one.fault, tries=one.tries,
            first_at=one.first_at, last_at=one.last_at,
        )
        for one in found
    )  # fmt: skip
