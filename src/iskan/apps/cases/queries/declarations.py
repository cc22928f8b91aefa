"""What applications wait for their adults to declare, each on their own sign-in."""

from collections.abc import Iterator

from django.utils import timezone

from iskan.apps.cases.models import Case, DeclarationMade, RegisterRun
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.registers import AWAITING_DECLARATION, majority_on, subjects_of
from iskan.apps.households.models import Person
from iskan.core.days import age_on
from iskan.core.text import Text


def declarations_awaiting(cpr: str) -> tuple[tuple[str, str, Text], ...]:
    """Return what somebody of age is asked to declare: reference, declaration code, its words.

    An applicant is asked as well, where a delegate filed for them.
    """
    cases = tuple(_cases_about(cpr))
    made = set(DeclarationMade.objects.filter(case__in=cases, cpr=cpr).values_list("case_id", "code"))
    return tuple(
        (case.reference, declaration.code, declaration.text)
        for case in cases
        for declaration in service_of(case).declarations
        if declaration.each_adult and (case.pk, declaration.code) not in made
    )


def awaited_in(case_id: int) -> tuple[Text, ...]:
    """Return the names of those whose own declaration a filed case's checks wait for; its viewer has been let in."""
    waiting = RegisterRun.objects.filter(case_id=case_id, answered_at__isnull=True, fault=AWAITING_DECLARATION)
    registers = frozenset(waiting.values_list("register", flat=True))
    if not registers:
        return ()
    case = Case.objects.select_related("applicant", "household").get(pk=case_id)
    made = frozenset(DeclarationMade.objects.filter(case=case).values_list("code", "cpr"))
    lacking = {
        cpr
        for check in service_of(case).register_checks
        if check.register in registers
        for cpr in subjects_of(case, check.subjects, timezone.localdate(case.filed_at))
        if (check.declaration, cpr) not in made
    }
    people = Person.objects.filter(cpr__in=lacking).order_by("birth_date")
    return tuple(Text(ar=person.name_ar, en=person.name_en or person.name_ar) for person in people)


def _cases_about(cpr: str) -> Iterator[Case]:
    filed = Case.objects.filter(filed_at__isnull=False, closed_at__isnull=True).order_by("filed_at")
    yield from filed.filter(applicant__cpr=cpr)
    person = Person.objects.filter(cpr=cpr).first()
    if person is not None:
        for case in filed.filter(household__members__person=person).exclude(applicant__cpr=cpr):
            day = timezone.localdate(case.filed_at)
            if age_on(person.birth_date, day) >= majority_on(day):
                yield case
