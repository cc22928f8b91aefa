"""Who sees proposed acts, and who decides on one."""

from iskan.apps.accounts.models import User
from iskan.core.acts import Apart, JointAct
from iskan.core.refusal import NotForThisRole, Refusal, SameEyes, SameOffice
from iskan.core.text import Text
from iskan.foundation.acts import may_agree, may_begin
from iskan.foundation.scope import Duty, Scope
from iskan.policy.acts import PROPOSED

ANOTHER_AGREES = Text(
    ar="هذا الإجراء اقترحه الموظف نفسه، وهو بانتظار موافقة موظف آخر.",
    en="You proposed this; another official must agree to it.",
)


def can_follow_acts(scope: Scope) -> bool:
    """Say whether the viewer audits acts, or may be one of the two in some."""
    return scope.may(Duty.AUDIT) or any(takes_part(scope, act) for act in PROPOSED)


def takes_part(scope: Scope, act: JointAct) -> bool:
    """Say whether the viewer's roles let them be one of the two."""
    return may_begin(scope, act) or may_agree(scope, act)


def why_not_second(scope: Scope, act: JointAct, proposed_by_id: int) -> Refusal | None:
    """Return why the viewer may not be the second official of a proposal, or nothing."""
    if proposed_by_id == scope.user_id:
        return SameEyes(ANOTHER_AGREES)
    if not may_agree(scope, act):
        return NotForThisRole()
    if Apart.OFFICE in act.apart:
        offices = User.objects.filter(pk__in=[proposed_by_id, scope.user_id]).values_list("department_id", flat=True)
        if len(set(offices)) == 1:
            return SameOffice()
    return None
