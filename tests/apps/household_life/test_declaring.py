"""What an applicant declares has changed becomes, once accepted, an event of the application that waits."""

from datetime import timedelta

import pytest
from tests.apps.household_life.test_comparing_registers import HEAD, cast, feels, registers, waits  # noqa: F401 -- fixtures are found by name
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.journeys import answer_registers, fill_in
from tests.factories.review import begin_review

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.operations.making import make_move
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.household_life.operations.comparing_registers import compare_registers
from iskan.apps.household_life.operations.declaring import note_declared_changes
from iskan.apps.household_life.queries.events import events_of, stopped_by_life
from iskan.core.household_life import LifeEventKind as Kind
from iskan.integrations.models import Exchange

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AT + timedelta(days=2)


def update(answers: dict[str, str], service: str = "waiting_list_data_update", declared: str = "comprehensive") -> Case:
    """File an update as the applicant, its registers asked."""
    scope = scope_of(User.objects.get(cpr=HEAD), TODAY)
    case = start_case(scope=scope, service_code=service, at=LATER)
    fill_in(scope, case.reference, answers, LATER)
    case = submit_case(scope=scope, reference=case.reference, declared=frozenset({declared}), at=LATER)
    answer_registers(case, LATER)
    case.refresh_from_db()
    return case


def test_a_change_becomes_an_event_once_an_official_has_accepted_it(cast: Cast, registers: str) -> None:  # noqa: F811, ARG001 -- fixtures
    waiting = waits(HEAD)
    compare_registers(at=LATER)
    said = update({"changes": "property", "changes_told": "اشترينا أرضًا في سترة"})
    assert not HouseholdEvent.objects.exists()

    begin_review(scope=cast.scope("reviewer"), reference=said.reference, at=LATER)
    make_move(scope=cast.scope("reviewer"), reference=said.reference, code="approve", at=LATER, reason="")

    (event,) = HouseholdEvent.objects.all()
    assert (event.case_id, event.kind, event.source) == (waiting.pk, Kind.DECLARED_PROPERTY, "declaration")
    assert (event.document, event.words) == (said.reference, "اشترينا أرضًا في سترة")
    assert stopped_by_life([waiting.pk]) == {waiting.pk}
    assert note_declared_changes(case_id=said.pk, at=LATER) == 0, "what is noted is not noted twice"
    shown = cast.client("reviewer").get(f"/en/staff/household-events/{event.pk}/").content.decode()
    assert said.reference in shown
    assert "اشترينا أرضًا في سترة" in shown
    assert "The applicant declared a change of property owned" in shown
    (line,) = events_of(cast.scope("reviewer"), waiting.reference)
    assert line.text_to_applicant.en == "You declared a change of property owned"
    before = Exchange.objects.filter(service="properties").count()
    compare_registers(at=LATER + timedelta(days=1))
    assert Exchange.objects.filter(service="properties").count() > before, "the register is asked that night"


def test_nothing_changed_is_no_event(cast: Cast, registers: str) -> None:  # noqa: F811, ARG001 -- fixtures
    waits(HEAD)
    assert update({"changes": "none"}).stage == "completed"
    assert not HouseholdEvent.objects.exists()


@pytest.mark.parametrize(("record", "noted"), [("household", [Kind.DECLARED_FAMILY]), ("register", [])])
def test_a_correction_granted_of_the_family_is_looked_at_before_a_nomination(
    cast: Cast,  # noqa: F811 -- a fixture
    registers: str,  # noqa: F811, ARG001 -- a fixture
    record: str,
    noted: list[Kind],
) -> None:
    waiting = waits(HEAD)
    said = update({"record": record, "wrong": "ابنتي نورة لم ترد في الأسرة"}, "data_correction", "true_statements")
    assert not HouseholdEvent.objects.exists()
    begin_review(scope=cast.scope("reviewer"), reference=said.reference, at=LATER)
    make_move(
        scope=cast.scope("reviewer"), reference=said.reference, code="approve", at=LATER, reason="ثبت من شهادة الميلاد"
    )
    found = list(HouseholdEvent.objects.filter(case=waiting))
    assert [event.kind for event in found] == noted
    assert [(event.document, event.words) for event in found] == [
        (said.reference, "ابنتي نورة لم ترد في الأسرة") for _one in noted
    ]
    assert bool(stopped_by_life([waiting.pk])) is bool(noted)


def test_who_is_missing_from_the_family_is_a_change_in_it(cast: Cast, registers: str) -> None:  # noqa: F811, ARG001 -- fixtures
    waits(HEAD)
    said = update(
        {"members_missing": "yes"},
        "family_members_declaration", "family_members",
    )  # fmt: skip
    note_declared_changes(case_id=said.pk, at=LATER)
    (event,) = HouseholdEvent.objects.all()
    named = said.application.answers["missing_members"][0]["name"]
    assert (event.kind, event.words) == (Kind.DECLARED_FAMILY, named)
