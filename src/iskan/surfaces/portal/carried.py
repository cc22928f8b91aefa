"""The calculator's figures on their way into an application: in the session, for an hour, and in no address."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from iskan.apps.cases.operations.carrying import carry_answers
from iskan.core.finance import FinancePlan, FinanceWanted
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.finance_programmes import APPLIED_FOR

KEY, SECONDS = "calculated-finance", 3600


def keep_calculated(request: HttpRequest, programme: str, wanted: FinanceWanted, plan: FinancePlan) -> str:
    """Keep what an application is to begin with, and return the service that takes it."""
    service, fixed = APPLIED_FOR[programme]
    answers: dict[str, Any] = {"finance_asked": (plan.financed + plan.granted).fils, **fixed}
    if wanted.price is not None:
        answers["home_price"] = wanted.price.fils
    request.session[KEY] = {"service": service, "answers": answers, "at": clock.now().timestamp()}
    return service


def carry_calculated(request: ScopedRequest, service: str, reference: str) -> None:
    """Put what was kept for a service into the draft just begun, once."""
    kept: Any = request.session.get(KEY)
    if not isinstance(kept, Mapping) or kept["service"] != service:
        return
    del request.session[KEY]
    if clock.now().timestamp() - kept["at"] < SECONDS:
        carry_answers(scope=request.scope, reference=reference, answers=kept["answers"], at=clock.now())
