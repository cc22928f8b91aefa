"""Who may do what to a case."""

from iskan.apps.cases.models import Case
from iskan.apps.catalogue.queries import codes_by_delegate
from iskan.core.catalogue import Declaration, Service
from iskan.core.lifecycle import Party, Transition
from iskan.foundation.scope import Role, Scope

_PARTIES = {
    Role.REVIEWER: Party.REVIEWER,
    Role.APPROVER: Party.APPROVER,
    Role.SUPERVISOR: Party.SUPERVISOR,
}


def is_own(scope: Scope, case: Case) -> bool:
    """Say whether the viewer is the applicant, or may act for the applicant in this service."""
    if case.applicant_id == scope.user_id:
        return True
    return case.applicant_id in scope.principal_ids and case.service_code in codes_by_delegate()


def declarations_of(scope: Scope, case: Case, service: Service) -> tuple[Declaration, ...]:
    """Return what the viewer may declare in filing a case: what each adult declares alone, no delegate can."""
    is_applicant = case.applicant_id == scope.user_id
    return tuple(declaration for declaration in service.declarations if is_applicant or not declaration.each_adult)


def parties_of(scope: Scope, case: Case) -> frozenset[Party]:
    """Return the parts the viewer may play in a case."""
    if scope.is_system:
        return frozenset({Party.SYSTEM})
    if not scope.is_official:
        return frozenset({Party.APPLICANT}) if is_own(scope, case) else frozenset()
    return frozenset(_PARTIES[role] for role in scope.roles if role in _PARTIES)


def may_make(scope: Scope, case: Case, transition: Transition) -> bool:
    """Say whether the viewer plays one of the parts that may make a move."""
    return not parties_of(scope, case).isdisjoint(transition.by)


def is_in_own_household(scope: Scope, case: Case) -> bool:
    """Say whether an official belongs to the household the case is about."""
    if not scope.own_cpr:
        return False
    if case.applicant.cpr == scope.own_cpr:
        return True
    return case.household is not None and case.household.members.filter(person__cpr=scope.own_cpr).exists()


def can_work(scope: Scope) -> bool:
    """Say whether the viewer works on cases, rather than only reading them."""
    return scope.has(Role.REVIEWER, Role.APPROVER, Role.SUPERVISOR)


def can_assign(scope: Scope) -> bool:
    """Say whether the viewer hands cases to others."""
    return scope.has(Role.SUPERVISOR)
