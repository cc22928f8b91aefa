"""What applications wait for their adults to declare, each on their own sign-in."""

from collections.abc import Iterator

from django.utils import timezone

from iskan.apps.cases.models import Case, DeclarationMade
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.cases.registers import majority_on
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


def _cases_about(cpr: str) -> Iterator[Case]:
    filed = Case.objects.filter(filed_at__isnull=False, closed_at__isnull=True).order_by("filed_at")
    yield from filed.filter(applicant__cpr=cpr)
    person = Person.objects.filter(cpr=cpr).first()
    if person is not None:
        for case in filed.filter(household__members__person=person).exclude(applicant__cpr=cpr):
            day = timezone.localdate(case.filed_at)
            if age_on(person.birth_date, day) >= majority_on(day):
                yield case
