"""What a citizen must have had here before a service is open to them, made by the fact its file names."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import combinations

from tests.factories.cast import citizen, make_cast, official
from tests.factories.filed import inserted_case
from tests.factories.nominations import certified, small_market

from iskan.apps.accounts.models import Department, User
from iskan.apps.accounts.operations import ensure_department
from iskan.apps.accounts.queries import scope_of
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.models import Offer
from iskan.apps.cases.models import Case
from iskan.apps.housing_stock.models import Unit
from iskan.apps.waiting_lists.enums import CancellationGround
from iskan.apps.waiting_lists.operations.cancellations import decide_cancellation, propose_cancellation
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list
from iskan.core.catalogue import Service
from iskan.core.conditions import holds, keys_of
from iskan.core.forms import ChoiceQuestion, ChoicesQuestion, Question, YesNoQuestion
from iskan.core.openings import opening_state
from iskan.core.roles import Role
from iskan.foundation import clock
from iskan.policy import departments
from iskan.policy.standing_facts import HOLDS_HOME, WAITS, WAS_CANCELLED, WAS_REFUSED

Known = Mapping[str, str]


def stand_as_opened(service: Service, user: User) -> Known:
    """Lay what opens a service to a citizen; return the answers this fixes, by their questions."""
    known: dict[str, str] = {}
    for fact in _opening_facts(service):
        known |= _LAID[fact](user)
    if any(question.code == "deceased_cpr" for question in service.questions()):
        known |= _somebody_died()
    return known


def _somebody_died() -> Known:
    """Have somebody die whose application waits."""
    deceased = citizen("700101018", at=clock.now())
    _waiting_case(deceased)
    User.objects.filter(pk=deceased.pk).update(died_on=clock.today())
    return {"deceased_cpr": "700101018"}


def reporting(service: Service) -> Known:
    """Return an answer an official must look at, so that what is otherwise done at once is walked to the desk."""
    if service.looked_at_when is None:
        return {}
    read = set(keys_of(service.looked_at_when))
    for question in (question for question in service.questions() if question.code in read):
        for posted, answer in _answers(question):
            if holds(service.looked_at_when, {question.code: answer}):
                return {question.code: posted}
    raise AssertionError(f"no answer of {service.code} alone is looked at")


def qualifying(service: Service) -> Known:
    """Return the answers without which plain ones would not qualify."""
    asked = {question.code for question in service.questions()}
    return {code: answer for code, answer in _QUALIFYING.items() if code in asked}


def _answers(question: Question) -> list[tuple[str, object]]:
    match question:
        case YesNoQuestion():
            return [("yes", True), ("no", False)]
        case ChoiceQuestion() | ChoicesQuestion():
            return [(option.code, option.code) for option in question.options]
    return []


def _opening_facts(service: Service) -> tuple[str, ...]:
    """Return the fewest facts that must hold for a service to be open."""
    named = sorted({fact for opening in service.opens_when for fact in keys_of(opening.condition)})
    for count in range(len(named) + 1):
        for held in combinations(named, count):
            if opening_state(service, {fact: fact in held for fact in named}).is_open:
                return held
    raise AssertionError(f"{service.code} is open to nobody")


def _waits(user: User) -> Known:
    asked = ("left_application", "transferred_application", "changed_application")
    return {**dict.fromkeys(asked, _waiting_case(user).reference), "programme": "ownership_flat"}


def _was_cancelled(user: User) -> Known:
    case, at = _waiting_case(user), clock.now()
    office = case.department
    proposed = propose_cancellation(
        scope=scope_of(official("proposes", Role.REVIEWER, office, at=at), clock.today()),
        reference=case.reference,
        ground=CancellationGround.OWNS_PROPERTY,
        explanation="سبب",
        at=at,
    )
    decider = scope_of(official("decides", Role.APPROVER, office, at=at), clock.today())
    decide_cancellation(scope=decider, cancellation_id=proposed.pk, approved=True, reason="ثبت", at=at)
    return {"cancelled_application": case.reference}


def _was_refused(user: User) -> Known:
    return dict.fromkeys(("reviewed_case", "asked_case"), _ended_case(user, "rejected").reference)


def _waiting_case(user: User) -> Case:
    case = _ended_case(user, "approved")
    enter_waiting_list(case_id=case.pk, at=case.created_at)
    return case


def _ended_case(user: User, stage: str) -> Case:
    at = clock.now() - timedelta(days=60)
    code = departments.HOUSING_REQUESTS.code
    office = Department.objects.get(pk=ensure_department(code=code, at=at).pk)
    case = inserted_case(1, office, stage=stage, governorate="BH-15", at=at)
    case.applicant, case.closed_at = user, at
    case.save(update_fields=["applicant", "closed_at"])
    return case


def _holds_home(user: User) -> Known:
    """Make a distribution's first offer one to this citizen, whose keys were handed over."""
    cast = make_cast()
    small_market(cast)
    offer = certified(cast)[0]
    unit = Unit.objects.filter(project__code=offer.nomination.project_code).earliest("pk")
    Case.objects.filter(pk=offer.case_id).update(applicant=user)
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.HANDED_OVER, unit_code=unit.code)
    return {}


_LAID: Mapping[str, Callable[[User], Known]] = {
    WAITS.code: _waits,
    WAS_CANCELLED.code: _was_cancelled,
    WAS_REFUSED.code: _was_refused,
    HOLDS_HOME.code: _holds_home,
}
# A home bought with earlier finance so long ago that another may be asked for.
_QUALIFYING: Known = {"first_home_on": "2010-01-01", "home_owned_since": "2010-01-01"}
