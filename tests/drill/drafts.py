"""Applications ready to be sent, each by a citizen of its own who is signed in: `python -m tests.drill.drafts COUNT`.

One is filled in by the product's own operations and the others are made like it, each for a household of its own:
what is drilled is sending.
"""

import json
import sys
from datetime import datetime
from typing import Any

import django

MEMBERS_OF_FAMILY = "830900701"
FIRST_NUMBER = 600_000_000
NUMBERS_OF_HOUSEHOLD = 20
AT_ONCE = 500


def main(count: int) -> None:
    """Make the drafts, and print the session and the reference of each."""
    django.setup()
    from tests.bench.visitors import sessions_for  # noqa: PLC0415 -- models are ready only now

    from iskan.foundation import clock  # noqa: PLC0415 -- as above

    users, references = _drafts(count, clock.now())
    sessions = sessions_for(users)
    sys.stdout.write(json.dumps(list(zip(sessions, references, strict=True))))


def _drafts(count: int, at: datetime) -> tuple[list[Any], list[str]]:
    from tests.factories import journeys  # noqa: PLC0415 -- as above

    from iskan.apps.accounts.models import User  # noqa: PLC0415 -- as above
    from iskan.apps.cases.models import Application, Case, CaseFact, EvidenceItem, RegisterRun  # noqa: PLC0415 -- as above
    from iskan.apps.cases.operations.drafting import start_case  # noqa: PLC0415 -- as above
    from iskan.foundation.references import new_reference  # noqa: PLC0415 -- as above

    first, scope = journeys.applicant(MEMBERS_OF_FAMILY, at)
    case = start_case(scope=scope, service_code=journeys.NEW_APPLICATION, at=at)
    journeys.fill_in(scope, case.reference, {}, at)
    journeys.attach_all(first, scope, case.reference, at)
    case.refresh_from_db()
    users = User.objects.bulk_create(
        [
            User(
                username=f"drill-{number}", password="!", cpr=_personal_number(number, 0), name_ar="مواطن",
                name_en="Citizen", email=f"{number}@example.test", phone="+97333000000", assurance=first.assurance,
                joined_at=at,
            )
            for number in range(count)
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip
    households = _households_like(case.household, count)
    cases = [
        _like(case, reference=new_reference(), applicant=user, person=household.head, household=household)
        for user, household in zip(users, households, strict=True)
    ]
    Case.objects.bulk_create(cases, AT_ONCE)
    Application.objects.bulk_create([_like(case.application, case=one) for one in cases], AT_ONCE)
    for model in (EvidenceItem, RegisterRun, CaseFact):
        rows = list(model.objects.filter(case=case))
        model.objects.bulk_create([_like(row, case=one) for one in cases for row in rows], AT_ONCE)
    return users, [one.reference for one in cases]


def _households_like(household: Any, count: int) -> list[Any]:
    from iskan.apps.households.models import Household, HouseholdMember, Person  # noqa: PLC0415 -- models are ready only now

    members = list(household.members.select_related("person"))
    heads = [_like(household.head, cpr=_personal_number(number, 0)) for number in range(count)]
    Person.objects.bulk_create(heads, AT_ONCE)
    households = [_like(household, head=head) for head in heads]
    Household.objects.bulk_create(households, AT_ONCE)
    others = [
        (one, member, _like(member.person, cpr=_personal_number(number, place)))
        for number, one in enumerate(households)
        for place, member in enumerate(members, start=1)
    ]
    Person.objects.bulk_create([person for _, _, person in others], AT_ONCE)
    rows = [_like(member, household=one, person=person) for one, member, person in others]
    HouseholdMember.objects.bulk_create(rows, AT_ONCE)
    return households


def _personal_number(household: int, place: int) -> str:
    return str(FIRST_NUMBER + household * NUMBERS_OF_HOUSEHOLD + place)


def _like(row: Any, **other: object) -> Any:
    """Return a new row like another, but for what is named."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(row, field.attname) for field in fields}
    for name in other:
        values.pop(f"{name}_id", None)
    return type(row)(**values | other)


if __name__ == "__main__":
    main(int(sys.argv[1]))
