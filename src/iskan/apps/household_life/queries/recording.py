"""What an official may record of a household by hand, and what would follow, before they do."""

from dataclasses import dataclass
from http import HTTPStatus

from django.db.models import Q

from iskan.apps.cases.claims import Claim, ClaimStanding, claims_naming, seen_by
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import case_for, visible_cases
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.household_life.queries.people import known_people
from iskan.core.household_life import KnownPerson, LifeEventKind, Whom
from iskan.core.lifecycle import Notice
from iskan.core.refusal import OwnHousehold, Refusal
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy.household_life import FOUND, RECORDED, RULES, event_text
from iskan.policy.recorded_life import RECORDABLE, follows_of, kind_elsewhere, told

LIVING = frozenset({ClaimStanding.OPEN, ClaimStanding.WAITING})
_SOMEBODY = Text(ar="من تذكره أدناه", en="whom you name below")


class NoLivingClaim(Refusal):
    """The case claims no home, or its claim has ended."""

    text = Text(
        ar="لا يُسجّل تغيّر إلا في طلب مسكن ما زال قائمًا.",
        en="A change is recorded only with an application for a home that still stands.",
    )
    status = HTTPStatus.CONFLICT


class NotOfWhom(Refusal):
    """That cannot have happened to whoever was chosen, or nobody was."""

    text = Text(ar="اختر من أفراد الأسرة من طرأ عليه ذلك.", en="Choose whom of the household it happened to.")
    field = "who"


@dataclass(frozen=True, slots=True)
class Touched:
    """An application an event is kept with, and as what."""

    claim: Claim
    kind: LifeEventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What would follow from an event: the applications it touches, what is done, decided and told.

    ``person`` is nobody where the person is yet to be named; of the applications ``unseen`` the viewer sees none.
    """

    case: Case
    kind: LifeEventKind
    person: KnownPerson | None
    touched: tuple[Claim, ...]
    unseen: int
    follows: Text
    decide: Text | None
    told: Notice | None

    @property
    def is_newcomer(self) -> bool:
        return self.person is None


def recordable_case(scope: Scope, reference: str) -> Case:
    """Return a visible case on which the life of a household is recorded.

    Raises:
        OutOfScope, OwnHousehold. NoLivingClaim: it claims no home, or no longer.
    """
    case = case_for(scope, reference)
    if is_in_own_household(scope, case):
        raise OwnHousehold
    if not any(
        claim.case.pk == case.pk and claim.standing in LIVING for claim in claims_naming(case.applicant.cpr or "")
    ):
        raise NoLivingClaim
    return case


def whom(case: Case, kind: LifeEventKind, cpr: str) -> KnownPerson | None:
    """Return to whom an event would have happened; nobody where it brings somebody new.

    Raises:
        NotOfWhom: the one chosen is no such member of the household.
    """
    people, may_be = known_people(case), RECORDABLE[kind].whom
    if may_be is Whom.NEWCOMER:
        return None
    chosen = (case.applicant.cpr or "") if may_be is Whom.APPLICANT else cpr
    person = people.get(chosen)
    if person is None or not may_be.covers(person.relation):
        raise NotOfWhom
    return person


def foresee(scope: Scope, case: Case, kind: LifeEventKind, cpr: str) -> Foreseen:
    """Return what would follow from an event of a case's household.

    Raises:
        NotOfWhom: the one chosen is no such member of the household.
    """
    person = whom(case, kind, cpr)
    touched = touched_by(case, kind, person)
    seen = seen_by(scope, [one.claim for one in touched])
    name = Text(ar=person.name_ar, en=person.name_en or person.name_ar) if person else _SOMEBODY
    return Foreseen(
        case=case, kind=kind, person=person, touched=seen, unseen=len(touched) - len(seen),
        follows=follows_of(kind, RECORDED), decide=RULES[kind].decide,
        told=told(kind, RECORDED, event_text(kind, name, None), case.reference),
    )  # fmt: skip


def touched_by(case: Case, kind: LifeEventKind, person: KnownPerson | None) -> tuple[Touched, ...]:
    """Return the standing applications an event touches, and as what: the one it is recorded with first."""
    cpr = person.cpr if person else case.applicant.cpr or ""
    standing = {claim.case.pk: claim for claim in claims_naming(cpr) if claim.standing in LIVING}
    mine = standing.pop(case.pk)
    others = ((one, kind_elsewhere(kind, is_applicant=one.case.applicant.cpr == cpr)) for one in standing.values())
    return (Touched(mine, kind), *(Touched(one, its) for one, its in others if its is not None))


def followed_from(scope: Scope, event: HouseholdEvent) -> tuple[HouseholdEvent, ...]:
    """Return what was kept in the same moment as an event an official recorded, and nobody has settled.

    That is the same event with the other applications it touched, and what was said of a second claim; of applications
    the viewer sees and that are not of their own household.
    """
    at_once = HouseholdEvent.objects.filter(found_at=event.found_at, settlement=None, case__in=visible_cases(scope))
    same = Q(source=RECORDED, recorded_by=event.recorded_by_id, cpr=event.cpr)
    applicants = at_once.filter(same).values_list("case__applicant__cpr", flat=True)
    named = Q(cpr__in=[event.cpr, event.case.applicant.cpr, *applicants])
    claims = Q(source=FOUND, kind=LifeEventKind.SECOND_CLAIM) & named
    found = at_once.filter(same | claims).exclude(pk=event.pk).select_related("case__applicant").order_by("pk")
    return tuple(one for one in found if not is_in_own_household(scope, one.case))
