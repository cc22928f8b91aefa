"""The homes a distribution may give: ready, and not already promised to somebody nominated."""

from collections.abc import Sequence

from django.db.models import Count

from iskan.apps.allocation.enums import NominationState
from iskan.apps.allocation.models import Nomination
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.queries.projects import ProjectCard, projects
from iskan.core.distribution.market import Lot, ProjectAccess
from iskan.core.text import Text
from iskan.policy.nomination import is_accessible


def lots_of(codes: Sequence[str]) -> tuple[Lot, ...]:
    """Return the homes that may be given in some projects, class by class."""
    promised = _promised()
    lots = [lot for card in projects() if card.code in codes for lot in _lots(card, promised)]
    return tuple(lot for lot in lots if lot.units)


def projects_with_homes() -> tuple[tuple[str, Text, str, int], ...]:
    """Return each project that has homes to give: its code, name, governorate, and how many."""
    promised = _promised()
    found = [(card, sum(lot.units for lot in _lots(card, promised))) for card in projects()]
    return tuple((card.code, card.name, card.governorate, count) for card, count in found if count)


def _lots(card: ProjectCard, promised: dict[tuple[str, str], int]) -> list[Lot]:
    return [
        Lot(
            project=card.code,
            governorate=card.governorate,
            kind=ProjectAccess(card.kind.value),
            unit_class=part.unit_class,
            units=max(0, part.count - promised.get((card.code, part.unit_class), 0)),
            accessible=is_accessible(part.unit_class),
        )
        for part in card.counts
        if part.state is UnitState.READY
    ]


def _promised() -> dict[tuple[str, str], int]:
    """Count the households nominated to whom no unit is allocated yet: each of them holds a ready one."""
    waiting = Nomination.objects.filter(state=NominationState.NOMINATED).exclude(offer__unit_code__gt="")
    counted = waiting.values_list("project_code", "unit_class").annotate(Count("pk")).order_by()
    return {(project, unit_class): count for project, unit_class, count in counted}
