"""What two officials made of a case, and how a mistake of theirs may be mended."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.operations.taking_back import is_refused, own_recommendation
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.rules import can_examine
from iskan.foundation.acts import may_begin
from iskan.policy.acts import REOPEN_CASE
from iskan.surfaces.backoffice.presenters.trail import actor_name
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """The recommendation, and the decision on it: two officials."""

    recommendation: str
    recommendation_tone: str
    recommended_by: str
    recommended_at: datetime | None
    recommendation_reason: str
    outcome: str
    outcome_tone: str
    decided_by: str
    decided_at: datetime | None
    reason: str
    ended_as: str
    may_take_back: bool
    may_reopen: bool


def decision_view(dossier: Dossier) -> DecisionView | None:
    """Return the decision of a case, if one was recommended or made."""
    decision = dossier.decision
    if decision is None:
        return None
    recommended, recommended_tone = _outcome(decision.recommendation, _("Approval"), _("Refusal"))
    outcome, tone = _outcome(decision.outcome, _("Approval"), _("Refusal"))
    return DecisionView(
        recommendation=recommended,
        recommendation_tone=recommended_tone,
        recommended_by=actor_name(decision.recommended_by) if decision.recommended_by else "",
        recommended_at=decision.recommended_at,
        recommendation_reason=decision.recommendation_reason,
        outcome=outcome,
        outcome_tone=tone,
        decided_by=actor_name(decision.decided_by) if decision.decided_by else "",
        decided_at=decision.decided_at,
        reason=decision.reason,
        ended_as=t(dossier.stage.name) if dossier.stage.closed else "",
        may_take_back=can_examine(dossier.scope) and own_recommendation(dossier.scope, dossier.case) is not None,
        may_reopen=may_begin(dossier.scope, REOPEN_CASE) and is_refused(dossier.case),
    )


def _outcome(code: str, approved: str, refused: str) -> tuple[str, str]:
    return {Outcome.APPROVED.value: (approved, "success"), Outcome.REFUSED.value: (refused, "danger")}.get(
        code, ("", "neutral")
    )
