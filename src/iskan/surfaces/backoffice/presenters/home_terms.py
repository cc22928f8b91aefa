"""Prices and floor plans of a project's homes, class by class."""

from collections.abc import Sequence
from dataclasses import dataclass

from iskan.apps.housing_stock.queries.terms import Terms, terms_of_project
from iskan.policy.unit_classes import class_name
from iskan.surfaces.ui.formatting import money, t


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsRow:
    """What holds for the homes of a class; empty where two officials have set nothing."""

    unit_class: str
    name: str
    price: str
    plan: str


def terms_rows(code: str, classes: Sequence[str]) -> tuple[TermsRow, ...]:
    """Return the classes of a project's homes with their price and plan."""
    standing = terms_of_project(code)
    return tuple(_terms(unit_class, standing.get(unit_class)) for unit_class in classes)


def _terms(unit_class: str, terms: Terms | None) -> TermsRow:
    return TermsRow(
        unit_class=unit_class,
        name=t(class_name(unit_class)),
        price=money(terms.price) if terms and terms.price else "",
        plan=str(terms.plan) if terms and terms.plan else "",
    )
