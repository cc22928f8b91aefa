"""Handing the lists of a project in for its draw."""

from datetime import datetime

from iskan.apps.allocation.queries.distribution import candidates_for
from iskan.apps.draws.models import DrawDraft
from iskan.apps.draws.operations.draw_drafts import draft_from_lists
from iskan.apps.housing_stock.queries.units import units_for_draw
from iskan.core.text import Text
from iskan.foundation.scope import Scope


def draft_from_nominations(
    *, scope: Scope, project_code: str, project_name: Text, draws_at: datetime, at: datetime
) -> DrawDraft:
    """Take whoever accepted an offer in a project, and the project's ready units.

    Raises:
        NotForThisRole.
    """
    return draft_from_lists(
        scope=scope,
        project_code=project_code,
        project_name=project_name,
        draws_at=draws_at,
        candidates=candidates_for(project_code),
        units=units_for_draw(project_code),
        at=at,
    )
