"""A case of restoration finance before the move by which its applicant has it sent to a bank."""

from datetime import datetime

from tests.factories.cast import AT, Cast
from tests.factories.filed import person

from iskan.apps.cases.models import Application, Case, ClockPause
from iskan.apps.cases.operations.making import make_move
from iskan.apps.catalogue.operations import ensure_version
from iskan.apps.catalogue.queries import service
from iskan.apps.partners.models import Referral
from iskan.foundation.references import new_reference

RESTORATION = "restoration_finance"
ANSWERS = {
    "mobile": "+97336001234", "email": "private@example.test", "basic_salary": 700_000, "finance_asked": 12_000_000,
    "works": "ترميم السقف", "bank": "bbk",
}  # fmt: skip
OFFER = {
    "offered_amount": ["11500"], "offered_rate": ["3.25"], "offered_years": ["10"], "offered_instalment": ["112.5"],
    "offered_terms": [""],
}  # fmt: skip


def eligible_case(cast: Cast, at: datetime = AT, code: str = RESTORATION, **answered: object) -> Case:
    """Return a case whose applicant was found eligible and whose first bank did not agree."""
    owner = cast.head
    case = Case.objects.create(
        reference=new_reference(), service_code=code,
        service_version_id=ensure_version(service=service(code), at=at), applicant=owner,
        person=person(owner.cpr or "", owner.name_ar, owner.name_en), stage="turned_down", stage_since=at,
        created_at=at, filed_at=at, due_on=at.date(), department=cast.finance,
    )  # fmt: skip
    Application.objects.create(case=case, answers=ANSWERS | answered, edited_at=at)
    ClockPause.objects.create(case=case, started_on=at.date())
    return case


def sent_case(
    cast: Cast, bank: str = "nbb", at: datetime = AT, code: str = RESTORATION, **answered: object
) -> Referral:
    """Return a case as its applicant had it sent to a bank."""
    case = eligible_case(cast, at, code, **answered)
    make_move(
        scope=cast.scope("head"), reference=case.reference, code="choose_another", answers={"bank": [bank]}, at=at
    )
    return Referral.objects.select_related("case").get(case=case)
