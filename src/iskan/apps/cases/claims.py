"""One household, one claim to a home: whose claims stand, and the refusal of a second one.

Husband, wife or wives and minor children are one household. An adult child claims for a family of their own.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from http import HTTPStatus

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.registers import majority_on
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.households.enums import MemberRelation
from iskan.apps.households.models import HouseholdMember
from iskan.core.catalogue import Service
from iskan.core.days import years_after
from iskan.core.lifecycle import Transition
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy.effects import CLAIMING

Standings = Callable[[Collection[int]], Mapping[int, "ClaimStanding"]]
_suppliers: list[Standings] = []
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('household_claim'), hashtext(cpr)) FROM unnest(%s::text[]) AS cpr"


class ClaimStanding(Enum):
    """How a claim stands, in words."""

    OPEN = Text(ar="لم يُبتّ فيه بعد", en="not decided yet")
    WAITING = Text(ar="على قائمة الانتظار", en="on the waiting list")
    HOUSED = Text(ar="تسلّمت الأسرة مسكنها بموجبه", en="the household received its home")


_DO: Mapping[ClaimStanding, Text] = {
    ClaimStanding.OPEN: Text(ar="يمكنك انتظار البت فيه أو سحبه.", en="Wait for the decision, or withdraw it."),
    ClaimStanding.WAITING: Text(
        ar="يبقى بأقدميته، وإن تغيّرت بياناتك فيرجى تحديثها من صفحته.",
        en="It keeps its seniority; if your details have changed, update them from its page.",
    ),
    ClaimStanding.HOUSED: Text(
        ar="ولا تُمنح الأسرة مسكنًا ثانيًا للتملك.", en="No household is given a second home to own."
    ),
}

_SEALED = Text(ar="غير معروض", en="not shown")


@dataclass(frozen=True, slots=True)
class Claim:
    """A case by which a household claims a home, or has got one."""

    case: Case
    standing: ClaimStanding


class ClaimStands(Refusal):
    """The applicant has a claim to a home already."""

    text = Text(
        ar="لكل أسرة طلب إسكاني واحد، ولديك الطلب رقم {reference} ({standing}). {do}",
        en="Each household has one claim to a home, and yours is application {reference} ({standing}). {do}",
    )


class HouseholdClaimStands(Refusal):
    """Somebody else of the household has a claim already; of it the applicant is told nothing else."""

    text = Text(
        ar="لكل أسرة طلب إسكاني واحد، ويوجد طلب قائم لأسرتك باسم أحد أفرادها، فلا يُقدَّم طلب ثانٍ. ويمكن لصاحب الطلب "
        "سحبه قبل البت فيه. وإن لم تعودا أسرة واحدة فيرجى تحديث الحالة الاجتماعية في السجل السكاني، ثم التقديم.",
        en="Each household has one claim to a home, and one stands for yours in the name of another member, so a "
        "second cannot be filed. Whoever filed it may withdraw it before it is decided. If you are no longer one "
        "household, have the population register record it, then apply.",
    )


class SecondClaim(Refusal):
    """An official would grant a household a second claim."""

    text = Text(
        ar="للأسرة طلب آخر رقم {reference} ({standing})، ولكل أسرة طلب واحد. يلزم إنهاء أحد الطلبين قبل هذا الإجراء.",
        en="The household has another application, {reference} ({standing}), and each household has one. End one of "
        "the two before doing this.",
    )
    status = HTTPStatus.CONFLICT


def tells_standing(function: Standings) -> Standings:
    """Register what tells, of granted cases by their ids, which still wait and which have led to a home."""
    _suppliers.append(function)
    return function


def claims_home(service: Service) -> bool:
    """Say whether granting a service puts a household on a list for a home."""
    return any(grants_claim(transition) for transition in service.lifecycle.transitions)


def grants_claim(transition: Transition) -> bool:
    """Say whether a move puts a household on a list for a home."""
    return not CLAIMING.isdisjoint(transition.effects)


def require_first_claim(case: Case, service: Service) -> None:
    """Refuse to file for a household that has a claim; until the transaction ends nobody else of it files.

    Raises:
        ClaimStands: the applicant's own. HouseholdClaimStands: another member's.
    """
    if not claims_home(service):
        return
    lock_household(case)
    claims = other_claims(case)
    own = next((claim for claim in claims if claim.case.applicant_id == case.applicant_id), None)
    if own is not None:
        raise_own(own)
    if claims:
        raise HouseholdClaimStands


def require_no_own_claim(service: Service, applicant_id: int) -> None:
    """Refuse to begin what could not be filed, since the applicant waits for a home or has one.

    Raises:
        ClaimStands.
    """
    if not claims_home(service) or service.about is not None:
        return
    for claim in _standing(Case.objects.filter(applicant_id=applicant_id)):
        if claim.standing is not ClaimStanding.OPEN:
            raise_own(claim)


def raise_own(claim: Claim) -> None:
    """Tell an applicant which claim of theirs stands, and what they may do."""
    raise ClaimStands(reference=claim.case.reference, standing=claim.standing.value, do=_DO[claim.standing])


def require_sole_claim(case: Case) -> None:
    """Refuse to grant a second claim of one household; of two that are open the one granted first stands.

    Raises:
        SecondClaim: another of the household waits, or has its home.
    """
    lock_household(case)
    for claim in _granted(case):
        named = _SEALED if claim.case.sealed_at else claim.case.reference
        raise SecondClaim(reference=named, standing=claim.standing.value)


def has_second_claim(case: Case) -> bool:
    """Say whether another of a granted case's household waits for a home too, or has one."""
    return bool(_granted(case))


def _granted(case: Case) -> tuple[Claim, ...]:
    return tuple(claim for claim in other_claims(case) if claim.standing is not ClaimStanding.OPEN)


def lock_household(case: Case) -> None:
    """Let nobody else of a case's household come by a claim until the transaction ends."""
    with connection.cursor() as cursor:
        # In one order, so that husband and wife never wait for each other in a circle.
        cursor.execute(_LOCK, [sorted(_numbers(case, _members(case), timezone.localdate()))])


def other_claims(case: Case) -> tuple[Claim, ...]:
    """Return the claims that the household of a case has beside it, the earliest filed first."""
    members = _members(case)
    numbers = _numbers(case, members, timezone.localdate())
    theirs = Q(applicant__cpr__in=numbers)
    if case.applicant.cpr:
        naming = Q(household__members__person__cpr__in={case.applicant.cpr, *_spouses(members)})
        theirs |= naming & Q(household__members__relation=MemberRelation.SPOUSE)
    found = Case.objects.filter(theirs).exclude(pk__in=[pk for pk in (case.pk, case.about_id) if pk]).distinct()
    return tuple(claim for claim in _standing(found) if not _parted(case, claim.case, numbers))


def other_claims_seen(scope: Scope, case: Case) -> tuple[Claim, ...]:
    """Return those of the other claims that a viewer may see."""
    return seen_by(scope, other_claims(case))


def claims_naming(cpr: str) -> tuple[Claim, ...]:
    """Return the claims of households a person belongs to, their own or another member's, the earliest filed first."""
    member = Q(household__members__person__cpr=cpr)
    return _standing(Case.objects.filter(Q(applicant__cpr=cpr) | member).distinct())


def claims_of_newcomer(case: Case, cpr: str) -> tuple[Claim, ...]:
    """Return the claims that somebody who joins the household of a case brings with them: their own or a spouse's."""
    joined = Q(household__members__person__cpr=cpr, household__members__relation=MemberRelation.SPOUSE)
    found = Case.objects.filter(Q(applicant__cpr=cpr) | joined).exclude(pk=case.pk)
    others = found.exclude(applicant_id=case.applicant_id).distinct()
    return tuple(claim for claim in _standing(others) if not _parted(case, claim.case, frozenset({cpr})))


def seen_by(scope: Scope, claims: Collection[Claim]) -> tuple[Claim, ...]:
    """Return those of some claims whose cases a viewer may see."""
    if not claims:
        return ()
    ids = [claim.case.pk for claim in claims]
    seen = set(visible_cases(scope).filter(pk__in=ids).values_list("pk", flat=True))
    return tuple(claim for claim in claims if claim.case.pk in seen)


def _standing(cases: QuerySet[Case]) -> tuple[Claim, ...]:
    codes = {service.code for service in catalogue.declared().values() if claims_home(service)}
    filed = cases.filter(service_code__in=codes, filed_at__isnull=False).select_related("applicant", "household")
    found = tuple(filed.order_by("filed_at", "pk"))
    known = _known({case.pk for case in found})
    standings = [(case, known.get(case.pk) or (None if case.closed_at else ClaimStanding.OPEN)) for case in found]
    return tuple(Claim(case, standing) for case, standing in standings if standing)


def _known(case_ids: Collection[int]) -> dict[int, ClaimStanding]:
    return {pk: standing for tell in _suppliers for pk, standing in tell(case_ids).items()}


def _numbers(case: Case, members: Iterable[HouseholdMember], on: date) -> frozenset[str]:
    """Return the personal numbers of the applicant, of spouses and of minor children."""
    own = frozenset({case.applicant.cpr} if case.applicant.cpr else ())
    minors = {
        one.person.cpr
        for one in members
        if one.relation == MemberRelation.CHILD and years_after(one.person.birth_date, majority_on(on)) > on
    }
    return own | _spouses(members) | minors


def _members(case: Case) -> tuple[HouseholdMember, ...]:
    return tuple(case.household.members.select_related("person")) if case.household else ()


def _spouses(members: Iterable[HouseholdMember]) -> frozenset[str]:
    return frozenset(one.person.cpr for one in members if one.relation == MemberRelation.SPOUSE)


def _parted(case: Case, other: Case, numbers: frozenset[str]) -> bool:
    """Say whether the register, asked later for this case, no longer names the other's applicant in the household."""
    if other.applicant.cpr in numbers or case.household is None or other.household is None:
        return False
    shared = _spouses(_members(case)) & _spouses(_members(other))
    return not shared and case.household.declared_at > other.household.declared_at
