"""Who may do what, by role alone; whether it is their own department's or household's work, the cases' rules say."""

from iskan.foundation.scope import DelegatedAct, Duty, Scope


def is_citizen(scope: Scope) -> bool:
    """Say whether the viewer came in as a citizen."""
    return scope.cpr is not None


def acts_for(scope: Scope, user_id: int, act: DelegatedAct = DelegatedAct.READ, service: str = "") -> bool:
    """Say whether the viewer is that citizen, or may do this for them, in a service or else in any."""
    return is_citizen(scope) and (user_id == scope.user_id or scope.may_act_for(user_id, act, service))


def can_review(scope: Scope) -> bool:
    """Say whether the viewer reviews cases and recommends."""
    return scope.may(Duty.REVIEW)


def can_approve(scope: Scope) -> bool:
    """Say whether the viewer gives the second official's decision."""
    return scope.may(Duty.DECIDE)


def can_supervise(scope: Scope) -> bool:
    """Say whether the viewer hands out work and watches promises."""
    return scope.may(Duty.SUPERVISE)


def can_work_cases(scope: Scope) -> bool:
    """Say whether the viewer moves cases at all; auditors and administrators do not."""
    return scope.may(Duty.WORK)


def can_read_cases(scope: Scope) -> bool:
    """Say whether the viewer reads case files at all."""
    return scope.may(Duty.READ)


def can_read_audit(scope: Scope) -> bool:
    """Say whether the viewer reads the audit trail."""
    return scope.may(Duty.AUDIT)


def can_administer(scope: Scope) -> bool:
    """Say whether the viewer keeps the officials' accounts."""
    return scope.may(Duty.ADMINISTER)


def can_publish_figures(scope: Scope) -> bool:
    """Say whether the viewer proposes and approves figures."""
    return scope.may(Duty.PROPOSE_FIGURES)


def can_answer_for_body(scope: Scope) -> bool:
    """Say whether the viewer answers what is sent to the partner body they, or the machine, belong to."""
    return bool(scope.partner) and (bool(scope.partner_client) or scope.may(Duty.ANSWER))


def can_keep_body(scope: Scope) -> bool:
    """Say whether the viewer keeps the people and keys of their own partner body."""
    return bool(scope.partner) and scope.may(Duty.KEEP_BODY)


def is_of_partner(scope: Scope) -> bool:
    """Say whether the viewer came in as a person of a partner body."""
    return bool(scope.partner) and scope.user_id is not None
