"""Filed cases, as many as a test asks for."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from itertools import count

import pytest

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations import ensure_department
from iskan.apps.cases.models import Case
from iskan.apps.catalogue.models import ServiceVersion

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
MakeCase = Callable[..., Case]


@pytest.fixture
def make_case(db: None) -> MakeCase:  # noqa: ARG001 -- a fixture is asked for by name
    version = ServiceVersion.objects.create(
        code="new_housing_application", digest="0" * 64, declaration={}, in_force_at=AT
    )
    numbers, people = count(), count(800101234)

    def make(
        filed_on: date | None = date(2020, 1, 1),
        *,
        programme: str = "unit",
        governorate: str = "BH-15",
        reference: str = "",
    ) -> Case:
        cpr = str(next(people))
        applicant = User.objects.create(username=cpr, cpr=cpr, joined_at=AT)
        return Case.objects.create(
            reference=reference or f"CASE{next(numbers):03}",
            service_code=version.code,
            service_version=version,
            programme=programme,
            governorate=governorate,
            applicant=applicant,
            department=ensure_department(code="housing_requests", at=AT),
            stage="approved" if filed_on else "draft",
            stage_since=AT,
            created_at=AT,
            # At noon, so that the day is the same in Bahrain.
            filed_at=datetime.combine(filed_on, time(12), UTC) if filed_on else None,
            closed_at=AT if filed_on else None,
        )

    return make
