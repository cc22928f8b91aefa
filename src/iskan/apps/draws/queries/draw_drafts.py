"""Reading lists that were handed in for a draw and are not frozen yet."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from iskan.apps.draws.models import DrawDraft
from iskan.apps.draws.queries.draws import ClassCount
from iskan.apps.draws.rules import can_conduct_draws
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLists:
    """Lists handed in for a draw, and what is wrong with them."""

    id: int
    project_code: str
    project: Text
    draws_at: datetime
    classes: tuple[ClassCount, ...]
    candidates: int
    units: int
    faults: tuple[Text, ...]
    made_at: datetime


def draft_for(scope: Scope, draft_id: int) -> DraftLists:
    """Return a draft for those who conduct draws, or raise `OutOfScope`."""
    row = DrawDraft.objects.filter(pk=draft_id).first() if can_conduct_draws(scope) else None
    if row is None:
        raise OutOfScope(draft_id)
    return _draft(row)


def drafts(scope: Scope) -> tuple[DraftLists, ...]:
    """Return what was handed in and neither frozen nor discarded."""
    rows = DrawDraft.objects.order_by("-pk") if can_conduct_draws(scope) else DrawDraft.objects.none()
    return tuple(_draft(row) for row in rows)


def _draft(row: DrawDraft) -> DraftLists:
    people, homes = (Counter(drawn for _, drawn in pairs) for pairs in (row.candidates, row.units))
    codes = sorted(people.keys() | homes.keys())
    return DraftLists(
        id=row.pk,
        project_code=row.project_code,
        project=Text(ar=row.project_ar, en=row.project_en),
        draws_at=row.draws_at,
        classes=tuple(ClassCount(code=code, candidates=people[code], units=homes[code]) for code in codes),
        candidates=people.total(),
        units=homes.total(),
        faults=tuple(Text(ar=ar, en=en) for ar, en in row.faults),
        made_at=row.made_at,
    )
