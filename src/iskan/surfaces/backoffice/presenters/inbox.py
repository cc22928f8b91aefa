"""The inbox as its page shows it: a section for each kind of what waits, and apart what waits for others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from iskan.apps.accounts.queries import names_of
from iskan.apps.cases.enums import WaitsOn
from iskan.core.text import Text, listed
from iskan.foundation.waiting import Waiting, WaitingLine
from iskan.surfaces.backoffice.inbox import Tray
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One thing that waits; ``on_whom`` is empty where it waits for the reader."""

    href: str
    words: str
    reference: str
    person: str
    since: datetime
    waited: str
    on_whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxSection:
    """One kind of what waits: how much of it in all, and the oldest."""

    code: str
    title: str
    count: int
    href: str
    rows: tuple[InboxRow, ...]

    @property
    def rest(self) -> int:
        """Return how much more there is than is shown."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxView:
    """The page: what waits for the reader, and what of theirs waits for others."""

    total: int
    ours: tuple[InboxSection, ...]
    others: tuple[InboxSection, ...]
    done: str


def shown_inbox(opened: Iterable[tuple[Tray, Waiting]], today: date) -> InboxView:
    """Return the inbox in the reader's language, with the names of those whose applications are shown."""
    trays = tuple(opened)
    people = {line.person_id for _tray, waiting in trays for line in waiting.lines if line.person_id}
    names = names_of(frozenset(people)) if people else {}
    ours = tuple(_section(*one, names, today) for one in trays if one[0].part.ours)
    others = tuple(_section(*one, names, today) for one in trays if not one[0].part.ours)
    return InboxView(
        total=sum(section.count for section in ours),
        ours=tuple(section for section in ours if section.count),
        others=tuple(section for section in others if section.count),
        done=t(listed(section.title for section in ours if not section.count)),
    )


def references_in(view: InboxView) -> list[str]:
    """Return the cases an inbox names."""
    return [row.reference for section in (*view.ours, *view.others) for row in section.rows if row.reference]


def waited_words(since: datetime, today: date) -> str:
    """Say for how many days something has waited."""
    days = (today - localdate(since)).days
    return ngettext("%(num)s day", "%(num)s days", days) % {"num": days} if days > 0 else _("Since today")


def _section(tray: Tray, waiting: Waiting, names: Mapping[int, Text], today: date) -> InboxSection:
    rows = tuple(_row(tray, line, names, today) for line in waiting.lines)
    return InboxSection(
        code=tray.part.code, title=t(tray.part.name), count=waiting.count, href=tray.listed(), rows=rows
    )  # fmt: skip


def _row(tray: Tray, line: WaitingLine, names: Mapping[int, Text], today: date) -> InboxRow:
    return InboxRow(
        href=tray.leads_to(line),
        words=tray.words(line),
        reference=line.reference,
        person=t(names[line.person_id]) if line.person_id else "",
        since=line.since,
        waited=waited_words(line.since, today),
        on_whom=str(WaitsOn(line.on_whom).label) if line.on_whom else "",
    )
