"""Drawing a project's boundary: each is kept beside those before it, and the newest is what everyone sees."""

from datetime import datetime
from typing import Any

from django.db import transaction

from iskan.apps.housing_stock import rules
from iskan.apps.housing_stock.ground.corners import Ring
from iskan.apps.housing_stock.ground.shape import checked_ring, polygon, ring_of
from iskan.apps.housing_stock.models import Project, ProjectBoundary
from iskan.apps.housing_stock.operations.permission import StockChangedMeanwhile, require
from iskan.apps.housing_stock.operations.projects import locked_project
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import Scope


class NothingDiffers(Refusal):
    """The boundary sent is the one that stands."""

    text = Text(
        ar="لا تختلف هذه الحدود عن الحدود المعتمدة الآن.", en="This boundary does not differ from the one that stands."
    )


def draw_boundary(*, scope: Scope, project_code: str, ring: Ring, seen: int, at: datetime) -> ProjectBoundary:
    """Keep another boundary of a project, or none where there are no corners; ``seen`` is the one it replaces.

    Raises:
        NotForThisRole: the viewer does not keep the stock. NoSuchProject: none has the code.
        BadGround: the corners make no boundary. NothingDiffers: it is the one that stands.
        StockChangedMeanwhile: another was drawn since.
    """
    require(scope, rules.can_keep_stock)
    drawn = checked_ring(ring) if ring else ()
    with transaction.atomic():
        project = locked_project(project_code)
        before = project.boundaries.order_by("-id").values_list("pk", flat=True).first() or 0
        if before != seen:
            raise StockChangedMeanwhile
        if drawn == ring_of(project.boundary):
            raise NothingDiffers
        kept = _keep(project, polygon(drawn) if drawn else None, scope, at)
        audit.record(
            scope=scope, action="project.boundary", subject_kind="project", subject=str(project.pk), at=at,
            boundary=kept.pk, before=before, corners=len(drawn),
        )  # fmt: skip
    return kept


def _keep(project: Project, boundary: dict[str, Any] | None, scope: Scope, at: datetime) -> ProjectBoundary:
    project.boundary = boundary
    project.save(update_fields=["boundary"])
    return ProjectBoundary.objects.create(project=project, boundary=boundary, at=at, by_id=scope.user_id)
