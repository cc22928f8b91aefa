"""What a head of family declares of those the register does not name reaches every official who looks at the family."""

import pytest
from tests.factories.cast import AT, Cast
from tests.factories.journeys import NEW_APPLICATION, answer_registers, applicant, filed_case

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import save_step, start_case, submit_case
from iskan.apps.cases.queries.search import find
from iskan.apps.households.queries import household_of
from iskan.foundation.scope import Scope
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.usefixtures("registers", "cast")
FAMILY = {"programme": "unit", "family_category": "1"}


def _declare_missing(scope: Scope, name: str) -> Case:
    case = _declare(
        scope,
        {
            "members_missing": ["yes"],
            "missing_members-0-name": [name],
            "missing_members-0-relation": ["child"],
        },
    )
    assert case.stage == "awaiting_review"
    return case


def _declare(scope: Scope, posted: dict[str, list[str]]) -> Case:
    case = start_case(scope=scope, service_code="family_members_declaration", at=AT)
    result = save_step(scope=scope, reference=case.reference, step_code="members", posted=posted, version=0, at=AT)
    assert result.ok, result.faults
    case = submit_case(scope=scope, reference=case.reference, declared=frozenset({"family_members"}), at=AT)
    answer_registers(case)
    case.refresh_from_db()
    return case


@pytest.mark.parametrize(
    ("objection", "stage"), [("", "completed"), ("لي ابن لم يُذكر", "awaiting_review")], ids=["nothing", "objection"]
)
def test_an_objection_is_looked_at_and_a_confirmation_completes(objection: str, stage: str) -> None:
    posted = {"members_missing": ["no"], "objection-household.members": [objection]}
    assert _declare(applicant(personas.QUALIFIES_FOR_UNIT)[1], posted).stage == stage


def _shown(cast: Cast, case: Case) -> str:
    assert case.household_id is not None
    return household_of(cast.scope("reviewer"), case.household_id).objection


def test_it_is_laid_to_the_case_that_is_open(cast: Cast) -> None:
    case, _user, scope = filed_case(personas.QUALIFIES_FOR_UNIT, FAMILY)
    _declare_missing(scope, "سلمان")
    assert "سلمان" in _shown(cast, case)


def test_it_is_laid_to_the_application_that_follows(cast: Cast) -> None:
    _declare_missing(applicant(personas.QUALIFIES_FOR_UNIT)[1], "سلمان")
    case = start_case(
        scope=Scope(user_id=User.objects.get(cpr=personas.QUALIFIES_FOR_UNIT).pk, cpr=personas.QUALIFIES_FOR_UNIT),
        service_code=NEW_APPLICATION,
        at=AT,
    )
    case.refresh_from_db()
    assert "سلمان" in _shown(cast, case)


def test_a_case_is_found_by_number_though_the_population_register_was_silent(cast: Cast) -> None:
    case, _user, _scope = filed_case("999999990", {"programme": "unit", "family_category": "3"})
    assert case.person is None
    assert [line.reference for line in find(cast.scope("reviewer"), "999999990").cases] == [case.reference]
