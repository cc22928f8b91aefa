"""What two officials set for the homes of a class: the newest of each holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from iskan.apps.housing_stock.models import FloorPlan, HomeTerms, Unit
from iskan.core.money import Money
from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The price and the floor plan of a class of homes, each as far as it is set, and what set them."""

    price: Money | None
    plan: UUID | None
    instrument: Text


def terms_of(project_code: str, unit_class: str) -> Terms | None:
    """Return what holds for the homes of a class in a project, nothing where two officials have set nothing."""
    return terms_of_project(project_code).get(unit_class)


def terms_of_project(project_code: str) -> Mapping[str, Terms]:
    """Return what holds for each class of a project's homes for which something is set."""
    rows = HomeTerms.objects.filter(project__code=project_code).select_related("plan").order_by("pk")
    return {row.unit_class: _terms(row) for row in rows}


def _terms(row: HomeTerms) -> Terms:
    return Terms(
        price=None if row.price is None else Money.bhd(str(row.price)),
        plan=row.plan.document if row.plan else None,
        instrument=Text(ar=row.instrument_ar, en=row.instrument_en),
    )


def classes_of(project_code: str) -> tuple[str, ...]:
    """Return the classes of a project's homes."""
    classes = Unit.objects.filter(project__code=project_code).values_list("unit_class", flat=True)
    return tuple(classes.order_by("unit_class").distinct())


def codes_of_class(project_code: str, unit_class: str) -> tuple[str, ...]:
    """Return the codes of the homes of a class in a project."""
    return tuple(Unit.objects.filter(project__code=project_code, unit_class=unit_class).values_list("code", flat=True))


def is_plan_in_force(document_id: UUID) -> bool:
    """Say whether an uploaded document is a floor plan that two officials have set for some class of homes."""
    return HomeTerms.objects.filter(plan__document=document_id).exists()


def floor_plans() -> QuerySet[FloorPlan, UUID]:
    """Return the ids of all documents that are floor plans, to be composed into a query."""
    return FloorPlan.objects.values_list("document", flat=True)
