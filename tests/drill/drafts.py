"""Applications ready to be sent, each by a citizen of its own who is signed in: `python -m tests.drill.drafts COUNT`.

One is filled in by the product's own operations and the others are made like it: what is drilled is sending.
"""

import json
import sys
from datetime import datetime
from typing import Any

import django

MEMBERS_OF_FAMILY = "830900701"
FIRST_NUMBER = 600_000_000
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
                username=f"drill-{number}", password="!", cpr=str(FIRST_NUMBER + number), name_ar="مواطن",
                name_en="Citizen", email=f"{number}@example.test", phone="+97333000000", assurance=first.assurance,
                joined_at=at,
            )
            for number in range(count)
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip
    cases = [_like(case, reference=new_reference(), applicant=user) for user in users]
    Case.objects.bulk_create(cases, AT_ONCE)
    Application.objects.bulk_create([_like(case.application, case=one) for one in cases], AT_ONCE)
    for model in (EvidenceItem, RegisterRun, CaseFact):
        rows = list(model.objects.filter(case=case))
        model.objects.bulk_create([_like(row, case=one) for one in cases for row in rows], AT_ONCE)
    return users, [one.reference for one in cases]


def _like(row: Any, **other: object) -> Any:
    """Return a new row like another, but for what is named."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(row, field.attname) for field in fields}
    for name in other:
        values.pop(f"{name}_id", None)
    return type(row)(**values | other)


if __name__ == "__main__":
    main(int(sys.argv[1]))
