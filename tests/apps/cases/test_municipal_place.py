"""A municipal case goes to the municipality its block lies in; where the block is unknown the citizen names it."""

import pytest
from tests.factories.cast import AT
from tests.factories.journeys import applicant, attach_all, fill_in

from iskan.apps.accounts.operations import sync_departments
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import save_step, start_case, submit_case
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.foundation.scope import Scope
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.django_db
CODE = "proof_of_residence"
ADDRESS = {"residence-building": ["1"], "residence-road": ["2"], "presented_to": ["مدرسة"]}


def _filed(answers: dict[str, str]) -> Case:
    sync_departments(at=AT)
    user, scope = applicant(personas.QUALIFIES_FOR_UNIT)
    reference = start_case(scope=scope, service_code=CODE, at=AT).reference
    fill_in(scope, reference, answers)
    attach_all(user, scope, reference)
    return submit_case(scope=scope, reference=reference, declared=frozenset({"true_statements"}), at=AT)


@pytest.mark.parametrize(
    ("block", "said", "office", "governorate"),
    [
        ("318", "muharraq_municipality", "capital_municipality", "BH-13"),
        ("815", "", "capital_municipality", "BH-13"),
        ("814", "", "southern_municipality", "BH-14"),
        ("599", "northern_municipality", "northern_municipality", "BH-17"),
    ],
    ids=["the block goes first", "two towns' border, one side", "the other", "an unknown block asks"],
)
def test_the_block_names_the_office_and_the_governorate(block: str, said: str, office: str, governorate: str) -> None:
    case = _filed({"residence": block, "municipality": said})
    assert case.department is not None
    assert (case.department.code, case.governorate) == (office, governorate)


def _saved(scope: Scope, reference: str, block: str) -> set[str]:
    state = wizard_for(scope, reference).steps[0]
    posted = {**ADDRESS, "residence-block": [block]}
    return set(
        save_step(
            scope=scope, reference=reference, step_code="residence", posted=posted, version=state.version, at=AT
        ).faults
    )


def test_the_municipality_is_asked_only_where_the_block_is_unknown() -> None:
    _user, scope = applicant(personas.QUALIFIES_FOR_UNIT)
    reference = start_case(scope=scope, service_code=CODE, at=AT).reference
    assert [question.code for question in wizard_for(scope, reference).steps[0].questions] == [
        "residence",
        "presented_to",
    ]
    assert _saved(scope, reference, "599") == {"municipality"}
    assert "municipality" in {question.code for question in wizard_for(scope, reference).steps[0].questions}
    assert _saved(scope, reference, "318") == set()
