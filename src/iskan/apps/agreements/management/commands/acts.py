"""`iskan acts`: write the table of the acts that take two officials."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from iskan.core.acts import ActArea, JointAct
from iskan.core.roles import Duty, roles_with
from iskan.policy.act_words import ARE_TOLD, AREAS, NEVER_BOTH, ONE_PERSON
from iskan.policy.acts import ACTS

TITLE = "# Acts of two officials"
INTRODUCTION = (
    "Written by `iskan acts docs/acts.md` from `policy/acts.py`, which the code asks; the desk shows the same under\n"
    "`/staff/acts/table/`. Why it is so: [ADR 18](adr/0018-acts-of-two-officials.md)."
)
HEAD = (
    "| act | decides on | begun by | agreed by | never both | told once done | kept in |\n|---|---|---|---|---|---|---|"
)


class Command(BaseCommand):
    help = "The acts no official does alone."
    needs_database = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file to write")

    def handle(self, *_args: Any, **options: Any) -> None:
        options["file"].write_text(written(), encoding="utf-8")


def written() -> str:
    """Return the table as a page of the documentation."""
    acts = sorted(ACTS, key=lambda act: list(ActArea).index(act.area))
    return "\n\n".join((TITLE, INTRODUCTION, "\n".join((HEAD, *map(_row, acts))))) + "\n"


def _row(act: JointAct) -> str:
    apart = [ONE_PERSON.en, *(words.en for one, words in NEVER_BOTH.items() if one in act.apart)]
    told = [words.en for one, words in ARE_TOLD.items() if one in act.told]
    kept = "its own record" if act.has_own_record else "a proposed act"
    cells = (
        act.name.en,
        AREAS[act.area].en,
        _roles(act.begun_by),
        _roles(act.agreed_by),
        *map("; ".join, (apart, told)),
    )
    return "| " + " | ".join((*cells, kept)) + " |"


def _roles(duties: frozenset[Duty]) -> str:
    return ", ".join(dict.fromkeys(role.words.en for duty in sorted(duties) for role in roles_with(duty)))
