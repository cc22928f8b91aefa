"""Who may do what to a case."""

from django.db.models import QuerySet

from iskan.apps.accounts.models import Delegation
from iskan.apps.cases.enums import EventKind, ExceptionKind, Outcome
from iskan.apps.cases.models import Case
from iskan.apps.catalogue.queries import codes_by_delegate, service_of
from iskan.apps.households.models import HouseholdMember
from iskan.apps.households.rules import is_near
from iskan.core.catalogue import Declaration, Service
from iskan.core.lifecycle import Party, Transition
from iskan.foundation.acts import may_agree, may_begin
from iskan.foundation.scope import DelegatedAct, Duty, Scope
from iskan.policy.acts import EXCEPT_CASE, LIFT_HOLD, SEAL_CASE
from iskan.policy.criteria.incomes import AT_NOMINATION


def is_own(scope: Scope, case: Case) -> bool:
    """Say whether the viewer is the applicant, or may file or answer for them in this service, or files this case."""
    if scope.filing is not None:
        return scope.filing.case_id == case.pk
    if case.applicant_id == scope.user_id:
        return True
    act = DelegatedAct.FILE if case.filed_at is None else DelegatedAct.ANSWER
    return scope.may_act_for(case.applicant_id, act, case.service_code) and case.service_code in codes_by_delegate()


def declarations_of(scope: Scope, case: Case, service: Service) -> tuple[Declaration, ...]:
    """Return what the viewer may declare in filing a case: what each adult declares alone, no delegate can."""
    is_applicant = case.applicant_id == scope.user_id
    return tuple(declaration for declaration in service.declarations if is_applicant or not declaration.each_adult)


def parties_of(scope: Scope, case: Case) -> frozenset[Party]:
    """Return the parts the viewer may play in a case; the system discards a draft in place of who left it behind."""
    if scope.is_system:
        return frozenset({Party.SYSTEM} if case.filed_at else {Party.SYSTEM, Party.APPLICANT})
    if scope.partner:
        return frozenset({Party.PARTNER}) if scope.answering == case.pk else frozenset()
    if scope.filing is not None or not scope.is_official:
        return frozenset({Party.APPLICANT}) if is_own(scope, case) else frozenset()
    return parties_in(scope)


def parties_in(scope: Scope) -> frozenset[Party]:
    """Return the parts an official's roles let them play in cases."""
    return frozenset(role.party for role in scope.roles if role.party) if scope.may(Duty.WORK) else frozenset()


def can_take(scope: Scope) -> bool:
    """Say whether the viewer takes cases up one after another: whoever reviews them or decides as second official."""
    return not parties_in(scope).isdisjoint({Party.REVIEWER, Party.APPROVER})


def has_filed(scope: Scope, case: Case) -> bool:
    """Say whether an official filed the case for its applicant, and so leaves all work on it to others."""
    return scope.is_official and scope.filing is None and case.filed_by_id == scope.user_id


def has_taken_answer(scope: Scope, case: Case) -> bool:
    """Say whether an official took a consent in the case at the counter, and so leaves its decision to others."""
    return case.consent_requests.filter(answered_by_id=scope.user_id).exclude(identification="").exists()


def has_taken_reply(scope: Scope, case: Case) -> bool:
    """Say whether an official entered the applicant's answer to a request, and so leaves the decision to others."""
    return case.requests.filter(taken_by_id=scope.user_id).exists()


def deciders_set_aside(case: Case) -> frozenset[int]:
    """Return who decided the earlier case, or recommended how to, where a case about it is for others to decide."""
    if case.about_id is None or case.about is None:
        return frozenset()
    about = service_of(case.service_version_id).about
    if about is None or not about.decided_by_others:
        return frozenset()
    lifecycle = service_of(case.about.service_version_id).lifecycle
    made = case.about.events.filter(kind=EventKind.TRANSITION, actor_id__isnull=False)
    moves = made.values_list("actor_id", "code", "source")
    return frozenset(actor for actor, code, source in moves if actor and lifecycle.is_of_decision(code, source))


def may_make(scope: Scope, case: Case, transition: Transition) -> bool:
    """Say whether the viewer plays one of the parts that may make a move."""
    return not parties_of(scope, case).isdisjoint(transition.by)


def has_recommended(scope: Scope, case: Case) -> bool:
    """Say whether the recommendation that stands is the viewer's own."""
    return case.decisions.filter(replaced_at__isnull=True, recommended_by_id=scope.user_id).exists()


def recommendation_of(case: Case) -> str | None:
    """Return the recommendation that awaits a second official, or nothing."""
    waiting = case.decisions.filter(replaced_at__isnull=True, outcome="")
    return waiting.values_list("recommendation", flat=True).first()


def is_in_own_household(scope: Scope, case: Case) -> bool:
    """Say whether an official ever belonged to a household with the applicant, or accepted to act for them."""
    return is_near(scope.own_cpr, case.applicant)


def own_case_ids(scope: Scope) -> frozenset[int]:
    """Return the cases of whoever ever shared a household with the official, or for whom they accepted to act."""
    if not scope.own_cpr:
        return frozenset()
    households = HouseholdMember.objects.filter(person__cpr=scope.own_cpr).values("household_id")
    family = HouseholdMember.objects.filter(household_id__in=households).values_list("person__cpr", flat=True)
    principals = accepted_from(scope).values_list("principal__cpr", flat=True)
    cprs = {scope.own_cpr, *family, *principals}
    return frozenset(Case.objects.filter(applicant__cpr__in=cprs).values_list("pk", flat=True))


def accepted_from(scope: Scope) -> QuerySet[Delegation]:
    """Return the delegations the official ever accepted: nobody keeps one from a file by asking them to act."""
    return Delegation.objects.filter(delegate__cpr=scope.own_cpr, accepted_at__isnull=False)


def can_work(scope: Scope) -> bool:
    """Say whether the viewer works on cases, rather than only reading them."""
    return scope.may(Duty.WORK)


def can_examine(scope: Scope) -> bool:
    """Say whether the viewer judges documents and has registers asked."""
    return scope.may(Duty.REVIEW)


def can_judge_changes(scope: Scope) -> bool:
    """Say whether the viewer records a change in a household and decides what it means: whoever judges cases."""
    return scope.may(Duty.REVIEW) or scope.may(Duty.DECIDE)


def can_except(scope: Scope) -> bool:
    """Say whether the viewer enters and settles exceptions."""
    return may_begin(scope, EXCEPT_CASE) or may_agree(scope, EXCEPT_CASE)


def is_sealed_from(user_id: int | None, case: Case) -> bool:
    """Say whether a case is sealed to readers of whom this official is none."""
    return case.sealed_at is not None and user_id not in (case.sealed_readers or ())


def can_seal(scope: Scope) -> bool:
    """Say whether the viewer may propose that a case be sealed, its readers changed, or its seal lifted."""
    return may_begin(scope, SEAL_CASE)


def can_hold(scope: Scope) -> bool:
    """Say whether the viewer may keep a case from being erased, or propose that it be kept no longer."""
    return may_begin(scope, LIFT_HOLD)


def is_open_to_exception(case: Case, kind: str) -> bool:
    """Say whether a case may still be excepted: while open, and once granted as long as it may be nominated."""
    if case.closed_at is None:
        return True
    standing = case.decisions.filter(replaced_at__isnull=True, outcome=Outcome.APPROVED)
    return (kind == ExceptionKind.ORDER or case.programme in AT_NOMINATION) and standing.exists()


def can_assign(scope: Scope) -> bool:
    """Say whether the viewer hands cases to others."""
    return scope.may(Duty.SUPERVISE)


def holds_for_all(scope: Scope, case: Case) -> bool:
    """Say whether nobody else's hold on a case binds the viewer: it is theirs or nobody's, or they hand cases out."""
    if case.assignee_id in {None, scope.user_id} or scope.filing is not None or not scope.is_official:
        return True
    return can_assign(scope)
