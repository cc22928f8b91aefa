"""The right of disposal: the family consents by name, two officials decide, the permission is checked by anyone."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.apps.documents.conftest import signing_key  # noqa: F401 -- a fixture is found by its name
from tests.factories.cast import AT, TODAY, Cast, citizen
from tests.factories.journeys import accept_all, answer_registers, applicant, attach_all, file, fill_in
from tests.factories.review import begin_review, decide, recommend

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.cases.operations.drafting import start_case
from iskan.apps.cases.operations.moves import NeedUnmet
from iskan.apps.documents.models import IssuedDocument
from iskan.integrations.synthetic import cast as personas

CODE, CONSENT = "right_of_disposal", "family_disposal"
pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def case(cast: Cast) -> Case:  # noqa: ARG001 -- the department's officials
    """Return a case of a head of family whose spouse is of age, filed and checked."""
    user, scope = applicant(personas.QUALIFIES_FOR_UNIT)
    reference = start_case(scope=scope, service_code=CODE, at=AT).reference
    fill_in(scope, reference, {"disposal": "sale", "other_name": "نورة خالد", "other_cpr": ""})
    attach_all(user, scope, reference)
    filed = file(scope, reference)
    answer_registers(filed)
    filed.refresh_from_db()
    return filed


def _answer(case: Case, *, given: bool) -> None:
    asked = ConsentRequest.objects.get(case=case, code=CONSENT)
    spouse = citizen(asked.cpr, "زوجة مقدم الطلب", "The applicant's wife")
    answer_consent(scope=scope_of(spouse, TODAY), reference=case.reference, code=CONSENT, given=given, at=AT)


def test_it_is_filed_without_a_promised_day_and_the_family_is_asked(case: Case) -> None:
    assert (case.stage, case.due_on) == ("awaiting_review", None)
    asked = ConsentRequest.objects.get(case=case)
    assert (asked.code, asked.answer, asked.due_on) == (CONSENT, "", None)


@pytest.mark.parametrize("answer", ["none", "no"])
def test_without_the_familys_yes_nobody_recommends_it(case: Case, cast: Cast, answer: str) -> None:
    if answer == "no":
        _answer(case, given=False)
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    accept_all(case, cast.scope("reviewer"))
    with pytest.raises(NeedUnmet):
        recommend(scope=cast.scope("reviewer"), reference=case.reference, outcome=Outcome.APPROVED, reason="تام", at=AT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("signing_key")
def test_two_officials_permit_it_and_the_permission_is_checked_by_anyone(
    case: Case, cast: Cast, run_jobs: Callable[[], None]
) -> None:
    _answer(case, given=True)
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    accept_all(case, cast.scope("reviewer"))
    recommend(scope=cast.scope("reviewer"), reference=case.reference, outcome=Outcome.APPROVED, reason="تام", at=AT)
    decide(scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    run_jobs()
    issued = IssuedDocument.objects.get(case_reference=case.reference)
    assert issued.code == "disposal_permission"
    assert issued.file.read(5) == b"%PDF-"
    assert "Permission to dispose" in cast.client("anonymous").get(f"/en/verify/{issued.token}/").content.decode()


def test_it_is_about_the_home(case: Case) -> None:
    assert case.subject.startswith("home:")
    assert case.filed_at is not None
    assert case.filed_at.date() == date(2026, 3, 2)
