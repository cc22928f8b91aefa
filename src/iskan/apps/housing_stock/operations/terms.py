"""Setting what holds for the homes of a class: the plan is brought in by one official, the terms set by two."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from iskan.apps.agreements.operations import propose_act
from iskan.apps.housing_stock.models import FloorPlan, HomeTerms, Project
from iskan.apps.housing_stock.queries.terms import classes_of, terms_of
from iskan.core.money import Money
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.acts import may_begin
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.acts import SET_HOME_TERMS

MOST: Money = Money.bhd("9,999,999")


class BadPrice(Refusal):
    """A price is above nothing and below ten million dinars."""

    text = Text(ar="أدخل ثمنًا أكبر من صفر، مثل 85,000.", en="Enter a price above zero, such as 85,000.")
    field = "price"


class NothingSet(Refusal):
    """Neither a price nor a plan is given."""

    text = Text(ar="أدخل الثمن أو أرفق المخطط.", en="Enter the price or attach the plan.")
    field = "price"


@transaction.atomic
def propose_terms(
    *, scope: Scope, project_code: str, unit_class: str, price: Money | None, plan: UUID | None, instrument: Text,
    reason: str, at: datetime,
) -> int:  # fmt: skip
    """Propose what holds for the homes of a class, and return the proposal's id; what is not given stays as it is.

    ``plan`` is a document just uploaded.

    Raises:
        OutOfScope: the project has no home of the class. BadPrice, NothingSet. What `propose_act` refuses.
    """
    if not may_begin(scope, SET_HOME_TERMS):
        raise NotForThisRole
    stands = terms_of(project_code, unit_class)
    if plan is not None:
        FloorPlan.objects.create(document=plan, brought_by_id=scope.acting_id, brought_at=at)
    set_price, set_plan = price or (stands and stands.price), plan or (stands and stands.plan)
    terms = {
        "price": set_price.fils if set_price else None,
        "document": str(set_plan) if set_plan else "",
        "instrument_ar": instrument.ar,
        "instrument_en": instrument.en,
    }
    subject = f"{project_code}:{unit_class}"
    return propose_act(scope=scope, act=SET_HOME_TERMS, subject=subject, terms=terms, reason=reason, at=at).pk


def require_possible(*, project_code: str, unit_class: str, price: Money | None, plan: UUID | None) -> None:
    """Refuse terms that no home could have.

    Raises:
        OutOfScope: the project has no home of the class, or the plan was never brought in. BadPrice. NothingSet.
    """
    if unit_class not in classes_of(project_code):
        raise OutOfScope(unit_class)
    if plan is not None and not FloorPlan.objects.filter(document=plan).exists():
        raise OutOfScope(str(plan))
    if price is None and plan is None:
        raise NothingSet
    if price is not None and not Money(0) < price <= MOST:
        raise BadPrice


def set_terms(
    *, scope: Scope, project_code: str, unit_class: str, price: Money | None, plan: UUID | None, instrument: Text,
    at: datetime,
) -> HomeTerms:  # fmt: skip
    """Set what two officials agreed on; from now on whoever is offered such a home reads it."""
    row = HomeTerms.objects.create(
        project=Project.objects.get(code=project_code),
        unit_class=unit_class,
        price=None if price is None else f"{price.fils // 1000}.{price.fils % 1000:03}",
        plan=FloorPlan.objects.get(document=plan) if plan else None,
        instrument_ar=instrument.ar,
        instrument_en=instrument.en,
        agreed_by_id=scope.acting_id,
        agreed_at=at,
    )
    audit.record(
        scope=scope, action="stock.set_terms", subject_kind="project", subject=project_code, at=at,
        unit_class=unit_class, row=row.pk,
    )  # fmt: skip
    return row
