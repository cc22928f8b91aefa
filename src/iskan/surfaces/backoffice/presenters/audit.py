"""Lines of the audit trail in words: who, when, what, on whom."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from iskan.apps.accounts.queries import officials
from iskan.apps.housing_stock.queries.trail import projects_in_trail
from iskan.core.roles import Role
from iskan.core.text import Text, listed, same
from iskan.foundation.audit import Entry
from iskan.foundation.scope import Scope
from iskan.policy import registry
from iskan.surfaces.backoffice.audit_subjects import KINDS
from iskan.surfaces.backoffice.audit_words import words_of_action
from iskan.surfaces.backoffice.presenters.audit_details import detail_words
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t

A_CITIZEN: Final = Text(ar="مواطن", en="A citizen")
_NAMEABLE: Final = re.compile(r"[A-Za-z0-9-]+")
"""What fits an address: a refused look keeps whatever somebody typed there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRow:
    """A line of the audit trail; ``code`` stands where an action has no words any more."""

    at: datetime
    who: str
    role: str
    action: str
    code: str
    kind: str
    subject: str
    href: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Whom and what the lines of a page may name."""

    people: Mapping[int, Text]
    projects: Mapping[str, tuple[str, Text]]


def known_to(scope: Scope, people: Mapping[int, Text] | None = None) -> Known:
    """Return the officials and projects by name; ``people`` adds others who may be named where the lines stand."""
    theirs = {one.id: one.name for one in officials(scope)}
    return Known(people={**(people or {}), **theirs}, projects=projects_in_trail())


def trail_rows(lines: Iterable[Entry], known: Known) -> tuple[TrailRow, ...]:
    """Return lines in words, in the order they came."""
    return tuple(trail_row(line, known) for line in lines)


def trail_row(line: Entry, known: Known) -> TrailRow:
    """Return one line in words; an actor whose name is not known is a citizen."""
    who = known.people.get(line.actor_id, A_CITIZEN) if line.actor_id else _("The system")
    words = words_of_action(line.action)
    subject, href = _subject(line, known)
    return TrailRow(
        at=line.at,
        who=t(who),
        role=t(listed(_role(role) for role in line.actor_role.split(","))),
        action=t(words) if words else "",
        code="" if words else line.action,
        kind=t(KINDS.get(line.subject_kind, same(line.subject_kind))),
        subject=t(subject),
        href=href,
        detail=detail_words(line.detail, known.people),
    )


def _subject(line: Entry, known: Known) -> tuple[Text | str, str]:
    """Return what a line is about as its reader knows it, and the page of it, if it has one."""
    kind, subject = line.subject_kind, line.subject
    match kind:
        case "figure" if subject in registry.figures():
            return registry.figures()[subject].label, f"{url('backoffice:figures')}#{subject}"
        case "user" | "account":
            number = int(subject) if subject.isdecimal() else 0
            return known.people.get(number, A_CITIZEN), ""
        case "project" if subject in known.projects:
            code, name = known.projects[subject]
            return name, url("backoffice:project", code)
        case "draw" | "distribution" | "case" | "act" if subject:
            return subject, _page(kind, subject)
    return subject, ""


def _page(kind: str, subject: str) -> str:
    if kind == "act":
        return url("backoffice:act", int(subject)) if subject.isdecimal() else ""
    return url(f"backoffice:{kind}", subject) if _NAMEABLE.fullmatch(subject) else ""


def action_words(code: str) -> str:
    """Return what an action is called, or nothing for a code of a version of the product that is gone."""
    words = words_of_action(code)
    return t(words) if words else ""


def _role(role: str) -> str:
    return role_names().get(role, role)


def role_names() -> dict[str, str]:
    """Return the name of every role, and of those who are no officials."""
    return {
        **{role.value: t(role.words) for role in Role},
        "citizen": _("Citizen"),
        "system": _("The system"),
        "anonymous": _("Unknown"),
    }
