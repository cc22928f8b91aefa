"""Taking back one's own recommendation, and proposing that a refused case be reopened."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from iskan.apps.accounts import rules
from iskan.apps.agreements.operations import propose_act
from iskan.apps.cases.operations.taking_back import take_back_recommendation
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.policy.acts import REOPEN_CASE
from iskan.surfaces.backoffice.pages import changing, go
from iskan.surfaces.backoffice.views.cases import show_case
from iskan.surfaces.backoffice.words import said, seen_version
from iskan.surfaces.ui.refusals import shows_refusals

LONGEST_REASON = 2_000


@changing(rules.can_review)
@shows_refusals(show_case, "take-back")
def recommendation(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Take back one's own recommendation before a second official has acted on it."""
    take_back_recommendation(
        scope=request.scope, reference=reference, reason=said(request, "reason", LONGEST_REASON),
        version=seen_version(request), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:case", reference, done=_("Your recommendation is taken back; the case is yours."))


@changing(rules.can_work_cases)
@shows_refusals(show_case, "reopen")
def reopen(request: ScopedRequest, reference: str) -> HttpResponseBase:
    """Propose that a refused case be reopened; it is once a second official agrees."""
    proposed = propose_act(
        scope=request.scope, act=REOPEN_CASE, subject=reference, terms={},
        reason=said(request, "reason", LONGEST_REASON), at=clock.now(),
    )  # fmt: skip
    return go(request, "backoffice:act", proposed.pk, done=_("The proposal awaits a second official."))
