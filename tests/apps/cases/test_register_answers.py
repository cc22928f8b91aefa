"""What a register said opens to an official, labelled and by name; the opening shows to the citizen and the auditor."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.cases.test_unread import UNIT, born_on_no_day, filed_over
from tests.factories.cast import AT, Cast
from tests.factories.figures import approve_figure
from tests.factories.journeys import answer_registers, filed_case

from iskan.apps.cases.models import Case, RegisterAnswer
from iskan.apps.cases.operations.checking import ask_again
from iskan.apps.cases.operations.drafting import discard_draft, start_case
from iskan.apps.privacy.operations.erasing import erase_due
from iskan.apps.privacy.queries.copies import copied_tables
from iskan.foundation.scope import Scope
from iskan.integrations.synthetic import cast as personas
from iskan.policy.parameters.retention import KEEP_REGISTER_ANSWERS


@pytest.fixture
def filed(cast: Cast, registers: str) -> tuple[Case, Scope]:  # noqa: ARG001 -- both must stand before a case is filed
    case, _user, scope = filed_case(personas.QUALIFIES_FOR_UNIT, UNIT)
    return case, scope


def opened(cast: Cast, case: Case, register: str, language: str = "/en", role: str = "reviewer") -> str:
    answer = cast.client(role).get(f"{language}/staff/cases/{case.reference}/registers/{register}/answers/")
    return answer.content.decode()


def test_an_answer_opens_with_its_labels_the_members_name_and_its_source(cast: Cast, filed: tuple[Case, Scope]) -> None:
    case, _scope = filed
    page = opened(cast, case, "social_insurance")
    for words in ("Basic salary", "BHD", "Kind of work", "Social Insurance", case.person.name_en):
        assert words in page
    assert "الراتب الأساسي" in opened(cast, case, "social_insurance", "")
    family = opened(cast, case, "civil_registry")
    for member in case.household.members.all():
        assert member.person.name_en in family
        assert member.person.cpr in family
    assert (
        "/registers/civil_registry/answers/"
        in cast.client("reviewer").get(f"/en/staff/cases/{case.reference}/").content.decode()
    )


def test_a_register_that_knows_of_nothing_says_so(cast: Cast, filed: tuple[Case, Scope]) -> None:
    case, _scope = filed
    kept = case.register_answers.filter(register="land_registry")
    assert kept.count() == case.household.members.count()
    assert "The register holds nothing about this person." in opened(cast, case, "land_registry")


def test_the_opening_is_seen_by_the_citizen_and_the_auditor(cast: Cast, filed: tuple[Case, Scope]) -> None:
    case, _scope = filed
    opened(cast, case, "social_insurance")
    client = cast.client("reviewer")
    client.force_login(case.applicant)
    assert "What the Social insurance register answered" in client.get("/en/my-record/").content.decode()
    trail = cast.client("auditor").get(f"/en/staff/audit/?reference={case.reference}").content.decode()
    assert "Purpose: New housing application · Social insurance" in trail


def test_the_gap_is_named_where_a_record_was_unreadable(cast: Cast) -> None:
    page = opened(cast, filed_over("household", born_on_no_day), "civil_registry")
    assert "Part of this answer could not be read" in page
    assert "Date of birth" in page


def test_what_was_said_before_stays_beside_what_is_said_now(cast: Cast, filed: tuple[Case, Scope]) -> None:
    case, _scope = filed
    later = AT + timedelta(days=1)
    ask_again(scope=cast.scope("reviewer"), reference=case.reference, register="social_insurance", at=later)
    answer_registers(case, later)
    assert case.register_answers.filter(register="social_insurance").count() == 2
    assert "Answered earlier, on" in opened(cast, case, "social_insurance")


def test_nobody_opens_what_was_never_asked(cast: Cast, filed: tuple[Case, Scope]) -> None:
    case, _scope = filed
    for register in ("no-such-register", "population"):
        path = f"/en/staff/cases/{case.reference}/registers/{register}/answers/"
        assert cast.client("reviewer").get(path).status_code == 404


def test_the_database_keeps_an_answer_while_its_case_is_open(filed: tuple[Case, Scope]) -> None:
    case, _scope = filed
    for change in (lambda rows: rows.update(cpr="000000000"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(RegisterAnswer.objects.filter(case=case))


def test_retention_erases_it_and_a_discarded_draft_forgets_it(cast: Cast, filed: tuple[Case, Scope]) -> None:
    case, scope = filed
    approve_figure(KEEP_REGISTER_ANSWERS, 30, cast)
    Case.objects.filter(pk=case.pk).update(closed_at=AT, stage="rejected")
    assert erase_due(at=AT + timedelta(days=31)) is not None
    assert not case.register_answers.exists()
    draft = start_case(scope=scope, service_code="family_members_declaration", at=AT)
    assert draft.register_answers.exists()
    discard_draft(scope=scope, reference=draft.reference, at=AT)
    assert not draft.register_answers.exists()


def test_ones_own_answers_are_in_the_copy_of_ones_data(filed: tuple[Case, Scope]) -> None:
    _case, scope = filed
    (table,) = (one for one in copied_tables(scope) if one.held.model == "cases.RegisterAnswer")
    assert {row["cpr"] for row in table.rows} == {scope.cpr}
    assert {"civil_registry", "social_insurance"} <= {row["register"] for row in table.rows}
