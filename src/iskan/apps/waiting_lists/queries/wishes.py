"""Reading a household's wishes, and the projects it may wish for."""

from dataclasses import dataclass

from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.queries.projects import projects
from iskan.apps.waiting_lists.models import ProjectWish
from iskan.core.text import Text

TO_COME = frozenset({UnitState.PLANNED, UnitState.BUILDING, UnitState.READY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The projects wished for, dearest first, and whether nothing else will do."""

    projects: tuple[str, ...] = ()
    only: bool = False


def wishes_of(case_id: int) -> Wishes:
    """Return what the household of a case, which the caller has been let into, wishes for."""
    said = ProjectWish.objects.filter(case_id=case_id).first()
    return Wishes(projects=tuple(said.projects), only=said.only) if said else Wishes()


def projects_to_wish(programme: str) -> tuple[tuple[str, Text], ...]:
    """Return the projects that have or will have homes of a programme to give."""
    return tuple(
        (card.code, card.name)
        for card in projects()
        if any(part.type.programme.value == programme and part.state in TO_COME for part in card.counts)
    )
