"""The waiting households, and of each the people a register is asked about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from iskan.apps.cases.enums import ConsentAnswer
from iskan.apps.cases.models import ConsentRequest, DeclarationMade
from iskan.apps.cases.registers import ABOUT_THE_APPLICANT
from iskan.apps.households.models import HouseholdMember
from iskan.apps.waiting_lists.enums import EntryStatus
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.core.catalogue import RegisterCheck, Subjects
from iskan.core.days import years_after


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingHousehold:
    """A household that waits, whom a register is asked about, when it was filed and when it came to the list."""

    case_id: int
    cprs: frozenset[str]
    filed_at: datetime
    entered_at: datetime

    def is_new_since(self, told_until: datetime | None) -> bool:
        """Say whether no pass has asked about it yet."""
        return told_until is None or self.entered_at >= told_until


def waiting_households(
    check: RegisterCheck, *, after: int, most: int, on: date, majority: int
) -> tuple[WaitingHousehold, ...]:
    """Return the next waiting households after a case, each with those a register is asked about on a day.

    Of an applicant who has died nothing more is asked, and of an adult who must declare first, only once they have.
    """
    waiting = WaitingListEntry.objects.filter(
        status=EntryStatus.WAITING, case_id__gt=after, case__person__isnull=False, case__applicant__died_on=None
    ).order_by("case_id")[:most]
    rows = list(
        waiting.values_list(
            "case_id", "entered_at", "case__filed_at", "case__created_at", "case__person__cpr",
            "case__person__birth_date", "case__household_id",
        )
    )  # fmt: skip
    members = _members({row[6] for row in rows if row[6]}) if check.subjects not in ABOUT_THE_APPLICANT else {}
    agreed = _agreed({row[0] for row in rows}, check.declaration) if check.declaration else None
    adults = (on, majority) if check.subjects is Subjects.ADULTS else None
    return tuple(
        WaitingHousehold(
            case_id=case_id,
            cprs=_asked_about(
                ((cpr, born), *members.get(household_id, ())),
                adults,
                None if agreed is None else agreed.get(case_id, set()),
            ),
            filed_at=filed_at or created_at,
            entered_at=entered_at,
        )
        for case_id, entered_at, filed_at, created_at, cpr, born, household_id in rows
    )


def declared_since(case_ids: Collection[int], code: str, since: datetime) -> frozenset[int]:
    """Return in which of some cases somebody has made a declaration since a moment that a register demands."""
    given = ConsentRequest.objects.filter(
        case__in=case_ids, code=code, answer=ConsentAnswer.GIVEN, after_grant=True, answered_at__gte=since
    )
    return frozenset(given.values_list("case_id", flat=True))


def _asked_about(
    people: Iterable[tuple[str, date]], adults: tuple[date, int] | None, agreed: Collection[str] | None
) -> frozenset[str]:
    return frozenset(
        cpr
        for cpr, born in people
        if (adults is None or years_after(born, adults[1]) <= adults[0]) and (agreed is None or cpr in agreed)
    )


def _members(household_ids: Collection[int]) -> Mapping[int, list[tuple[str, date]]]:
    found: dict[int, list[tuple[str, date]]] = defaultdict(list)
    rows = HouseholdMember.objects.filter(household__in=household_ids)
    for household_id, cpr, born in rows.values_list("household_id", "person__cpr", "person__birth_date"):
        found[household_id].append((cpr, born))
    return found


def _agreed(case_ids: Collection[int], code: str) -> Mapping[int, set[str]]:
    """Return who has declared, in filing or when asked, what a register demands."""
    found: dict[int, set[str]] = defaultdict(set)
    made = DeclarationMade.objects.filter(case__in=case_ids, code=code)
    given = ConsentRequest.objects.filter(case__in=case_ids, code=code, answer=ConsentAnswer.GIVEN)
    for case_id, cpr in (*made.values_list("case_id", "cpr"), *given.values_list("case_id", "cpr")):
        found[case_id].add(cpr)
    return found
