"""A case with a fee, led to its payment by operations, and the payer's side of the provider's page."""

from dataclasses import dataclass
from datetime import datetime

import httpx
from tests.factories.cast import official
from tests.factories.journeys import accept_all, applicant, attach_all, fill_in
from tests.factories.review import begin_review, decide, recommend

from iskan.apps.accounts.models import Department, User
from iskan.apps.accounts.operations.departments import sync_departments
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.payments.models import Capture, Charge, Payment
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
    sync_departments(at=at)
    office = Department.objects.get(code="capital_municipality")
    user, scope = applicant(personas.QUALIFIES_FOR_UNIT, at)
    reference = start_case(scope=scope, service_code=CODE, at=at).reference
    fill_in(scope, reference, {}, at)
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


def pay_in_full(charge: Charge, at: datetime) -> None:
    """Leave a charge as a payment leaves it, refundable, without a provider."""
    payment = Payment.objects.create(
        reference=f"P{charge.pk}", charge=charge, started_by=charge.payer, started_at=at, expires_at=at,
        provider_id=f"page-{charge.pk}", state="captured", ended_at=at,
    )  # fmt: skip
    Capture.objects.create(
        provider_id=f"capture-{charge.pk}", payment=payment, use="settles", fils=charge.fils, method="debit",
        captured_at=at, recorded_at=at,
    )  # fmt: skip
    charge.state, charge.settled_at, charge.is_refundable = "paid", at, True
    charge.save(update_fields=["state", "settled_at", "is_refundable"])


def pay_on(page: str, card: str = "paid", method: str = "debit") -> None:
    """Pay on the provider's page with one of its cards."""
    answer = httpx.post(page, data={"card": card, "method": method}, trust_env=False)
    assert answer.status_code in {200, 303}, answer.text


def _officials(office: Department, at: datetime) -> tuple[User, User]:
    return tuple(  # type: ignore[return-value]  # two of them
        official(f"{role.value}.{office.code}", role, office, at=at) for role in (Role.REVIEWER, Role.APPROVER)
    )
