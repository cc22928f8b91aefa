"""Which required gates are still open."""

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from django.db.models import Q

from iskan.apps.housing_stock.enums import GateKind
from iskan.apps.housing_stock.models import Gate, Phase

_ORDER: Final = {kind: place for place, kind in enumerate(GateKind)}


def open_gates(phase_ids: Collection[int]) -> dict[int, tuple[GateKind, ...]]:
    """Return, for each of the phases that has any, its and its project's required gates that are not done yet."""
    phases = dict(Phase.objects.filter(pk__in=phase_ids).values_list("pk", "project_id"))
    applies = Q(phase__in=phases) | Q(phase__isnull=True, project__in=set(phases.values()))
    still_open = Gate.objects.filter(applies, is_required=True, done_on__isnull=True)
    found: dict[int, set[GateKind]] = defaultdict(set)
    for project_id, phase_id, kind in still_open.values_list("project_id", "phase_id", "kind"):
        behind = [phase_id] if phase_id else [phase for phase, of in phases.items() if of == project_id]
        for phase in behind:
            found[phase].add(GateKind(kind))
    return {phase: tuple(sorted(kinds, key=_ORDER.__getitem__)) for phase, kinds in found.items()}
