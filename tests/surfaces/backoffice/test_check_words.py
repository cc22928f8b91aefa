"""What a register did not answer is said on the case with its reason, whatever it was."""

import pytest
from tests.factories.cast import Cast
from tests.surfaces.backoffice.test_cancellations import REFERENCE, waiting  # noqa: F401 -- a fixture

from iskan.apps.cases.enums import CheckStatus
from iskan.apps.cases.models import Case, RegisterRun
from iskan.foundation import clock


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize(
    ("status", "said"),
    [
        (CheckStatus.NOT_FOUND, "The register holds nothing about this person."),
        (CheckStatus.REFUSED, "The register refused to answer"),
        (CheckStatus.DENIED, "did not make the declaration it requires"),
    ],
)
def test_why_a_register_said_nothing(cast: Cast, status: CheckStatus, said: str) -> None:
    at, case = clock.now(), Case.objects.get(reference=REFERENCE)
    RegisterRun.objects.create(case=case, register="social_insurance", status=status, asked_at=at, answered_at=at)
    assert said in cast.client("reviewer").get(f"/en/staff/cases/{REFERENCE}/").content.decode()
