"""A case with a fee, led to its payment by operations, and the payer's side of the provider's page."""

from dataclasses import dataclass
from datetime import datetime

import httpx
from tests.factories.cast import official
from tests.factories.journeys import accept_all, applicant, attach_all, fill_in
from tests.factories.review import begin_review, decide, recommend

from iskan.apps.accounts.models import Department, User
from iskan.apps.accounts.operations import ensure_department
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.payments.models import Charge
from iskan.apps.payments.operations.paying import WayBack, start_payment
from iskan.foundation import clock
from iskan.foundation.scope import Role, Scope
from iskan.integrations.synthetic import cast as personas

CODE = "proof_of_residence"
WAY = WayBack(return_url="http://127.0.0.1:9/back", notify_url="http://127.0.0.1:9/notices", language="en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """A case somebody filed, its applicant, and the officials of its municipality."""

    case: Case
    user: User
    scope: Scope
    reviewer: User
    approver: User

    @property
    def charge(self) -> Charge:
        return Charge.objects.get(case_reference=self.case.reference)

    def again(self) -> Case:
        """Return the case as it stands now."""
        self.case.refresh_from_db()
        return self.case

    def page(self) -> str:
        """Begin to pay; return the provider's page."""
        return start_payment(scope=self.scope, charge_reference=self.charge.reference, way=WAY, at=clock.now())


def filed_certificate(at: datetime | None = None) -> Charged:
    """Return a proof of residence that was filed at the Capital's municipality."""
    at = at or clock.now()
    office = ensure_department(code="capital_municipality", at=at)
    user, scope = applicant(personas.QUALIFIES_FOR_UNIT, at)
    reference = start_case(scope=scope, service_code=CODE, at=at).reference
    fill_in(scope, reference, {"municipality": office.code}, at)
    attach_all(user, scope, reference, at)
    case = submit_case(scope=scope, reference=reference, declared=frozenset({"true_statements"}), at=at)
    case.refresh_from_db()
    reviewer, approver = _officials(office, at)
    return Charged(case=case, user=user, scope=scope, reviewer=reviewer, approver=approver)


def approved_certificate(at: datetime | None = None) -> Charged:
    """Return one that two officials approved, and whose fee is due."""
    charged, at = filed_certificate(at), at or clock.now()
    first, second = (scope_of(who, at.date()) for who in (charged.reviewer, charged.approver))
    reference = charged.case.reference
    begin_review(scope=first, reference=reference, at=at)
    accept_all(charged.case, first, at)
    recommend(scope=first, reference=reference, outcome=Outcome.APPROVED, reason="مستوفٍ", at=at)
    decide(scope=second, reference=reference, outcome=Outcome.APPROVED, reason="", at=at)
    charged.case.refresh_from_db()
    return charged


def pay_on(page: str, card: str = "paid", method: str = "debit") -> None:
    """Pay on the provider's page with one of its cards."""
    answer = httpx.post(page, data={"card": card, "method": method}, trust_env=False)
    assert answer.status_code in {200, 303}, answer.text


def _officials(office: Department, at: datetime) -> tuple[User, User]:
    return tuple(  # type: ignore[return-value]  # two of them
        official(f"{role.value}.{office.code}", role, office, at=at) for role in (Role.REVIEWER, Role.APPROVER)
    )
