"""Drafts: begun once, saved without loss, filed once."""

from datetime import timedelta

import pytest
from tests.factories.answers import IBAN
from tests.factories.cast import AT, Cast
from tests.factories.journeys import (
    DECLARED,
    NEW_APPLICATION,
    applicant,
    attach_all,
    fill_in,
)
from tests.factories.review import withdraw

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations import apply_contact_changes
from iskan.apps.cases.models import Case, DeclarationMade
from iskan.apps.cases.operations.beginning import AlreadyOpen
from iskan.apps.cases.operations.drafting import (
    AlreadyFiled,
    DeclarationMissing,
    IncompleteApplication,
    discard_draft,
    save_step,
    start_case,
    submit_case,
)
from iskan.apps.cases.operations.moves import StaleEdit
from iskan.apps.cases.queries.lists import cases_of
from iskan.apps.cases.queries.wizard import DOCUMENTS, wizard_for
from iskan.apps.catalogue.queries import UnknownService
from iskan.apps.notifications.models import Message
from iskan.core.answers import CONTROL_CHARACTERS, TOO_LONG
from iskan.core.lifecycle import UnlawfulTransition
from iskan.core.refusal import NotForThisRole
from iskan.core.text import Text
from iskan.foundation.references import read_reference
from iskan.foundation.scope import OutOfScope, Scope
from iskan.integrations.synthetic import cast as personas
from iskan.policy.questions.wishes import GOVERNORATE

pytestmark = pytest.mark.usefixtures("registers")
CONTACT = {"mobile": ["33445566"], "iban": [IBAN], "language": ["ar"]}


@pytest.fixture
def head(db: None) -> tuple[User, Scope]:  # noqa: ARG001 -- kept in the database
    return applicant(personas.QUALIFIES_FOR_UNIT)


def _start(scope: Scope, code: str = NEW_APPLICATION) -> Case:
    return start_case(scope=scope, service_code=code, at=AT)


def test_starting_twice_returns_the_one_draft(head: tuple[User, Scope]) -> None:
    _user, scope = head
    assert _start(scope) == _start(scope)
    assert Case.objects.count() == 1


def test_a_draft_knows_what_the_registers_know(head: tuple[User, Scope]) -> None:
    _user, scope = head
    wizard = wizard_for(scope, _start(scope).reference)
    assert wizard.facts["household.known"] is True
    assert wizard.facts["basic_salary"] == "620"
    assert "basic_salary" not in {question.code for state in wizard.steps for question in state.questions}


def test_a_service_nobody_declared_cannot_be_started(head: tuple[User, Scope]) -> None:
    with pytest.raises(UnknownService):
        _start(head[1], "no_such_service")


def test_an_official_starts_nothing(cast: Cast) -> None:
    with pytest.raises(NotForThisRole):
        _start(cast.scope("reviewer"))


def test_a_delegate_starts_for_the_principal_and_a_stranger_does_not(cast: Cast) -> None:
    case = start_case(scope=cast.scope("delegate"), service_code=NEW_APPLICATION, at=AT, applicant_id=cast.head.pk)
    assert case.applicant == cast.head
    with pytest.raises(NotForThisRole):
        start_case(scope=cast.scope("stranger"), service_code=NEW_APPLICATION, at=AT, applicant_id=cast.head.pk)
    with pytest.raises(OutOfScope):
        wizard_for(cast.scope("stranger"), case.reference)


def test_right_answers_are_kept_where_others_are_wrong(head: tuple[User, Scope]) -> None:
    _user, scope = head
    case = _start(scope, "update_contact_details")
    posted = CONTACT | {"iban": ["BH00"], "mobile": ["٣٣٤٤٥٥٦٦"]}
    result = save_step(scope=scope, reference=case.reference, step_code="contact", posted=posted, version=0, at=AT)
    assert set(result.faults) == {"iban"}
    assert wizard_for(scope, case.reference).answers["mobile"] == "+97333445566"


def test_a_step_another_person_saved_meanwhile_is_not_overwritten(cast: Cast) -> None:
    case = start_case(scope=cast.scope("delegate"), service_code=NEW_APPLICATION, at=AT, applicant_id=cast.head.pk)
    first = {"mobile": ["33445566"], "iban": [IBAN], "language": ["ar"]}
    save_step(scope=cast.scope("head"), reference=case.reference, step_code="contact", posted=first, version=0, at=AT)
    with pytest.raises(StaleEdit):
        save_step(
            scope=cast.scope("delegate"),
            reference=case.reference,
            step_code="contact",
            posted=first | {"mobile": ["36001234"]},
            version=0,
            at=AT,
        )
    assert wizard_for(cast.scope("head"), case.reference).answers["mobile"] == "+97333445566"


def test_going_back_and_saving_again_is_ones_own_right(head: tuple[User, Scope]) -> None:
    _user, scope = head
    case = _start(scope, "update_contact_details")
    for mobile in ("33445566", "36001234"):
        posted = CONTACT | {"mobile": [mobile]}
        save_step(scope=scope, reference=case.reference, step_code="contact", posted=posted, version=0, at=AT)
    assert wizard_for(scope, case.reference).answers["mobile"] == "+97336001234"


def test_an_objection_to_a_register_is_kept_and_may_be_taken_back(head: tuple[User, Scope]) -> None:
    _user, scope = head
    reference = _start(scope).reference
    said = {"objection-household.members": ["لي ابن رابع"]}
    save_step(scope=scope, reference=reference, step_code="household", posted=said, version=0, at=AT)
    assert wizard_for(scope, reference).objections == {"household.members": "لي ابن رابع"}
    save_step(scope=scope, reference=reference, step_code="household", posted={}, version=1, at=AT)
    assert wizard_for(scope, reference).objections == {}


def test_an_incomplete_application_is_not_filed_and_says_what_is_missing(head: tuple[User, Scope]) -> None:
    _user, scope = head
    reference = _start(scope).reference
    with pytest.raises(IncompleteApplication) as told:
        submit_case(scope=scope, reference=reference, declared=DECLARED, at=AT)
    assert "programme" in told.value.steps
    fill_in(scope, reference, {"programme": "unit", "family_category": "1"})
    with pytest.raises(IncompleteApplication) as told:
        submit_case(scope=scope, reference=reference, declared=DECLARED, at=AT)
    assert set(told.value.steps) == {DOCUMENTS}


def test_filing_needs_every_declaration_and_files_once(head: tuple[User, Scope]) -> None:
    user, scope = head
    reference = _start(scope).reference
    fill_in(scope, reference, {"programme": "unit", "family_category": "1"})
    attach_all(user, scope, reference)
    with pytest.raises(DeclarationMissing):
        submit_case(scope=scope, reference=reference, declared=DECLARED - {"credit_check"}, at=AT)
    first = submit_case(scope=scope, reference=reference, declared=DECLARED, at=AT)
    again = submit_case(scope=scope, reference=reference, declared=DECLARED, at=AT)
    assert first == again
    assert DeclarationMade.objects.filter(case=first).count() == len(DECLARED)
    assert read_reference(first.reference.lower().replace("-", " ")) == first.reference
    with pytest.raises(AlreadyFiled):
        save_step(scope=scope, reference=reference, step_code="contact", posted=CONTACT, version=1, at=AT)


def test_filing_updates_how_the_ministry_reaches_the_citizen(head: tuple[User, Scope]) -> None:
    user, scope = head
    reference = _start(scope, "update_contact_details").reference
    fill_in(scope, reference, {"mobile": "36001234", "email": "new@example.test"})
    submit_case(scope=scope, reference=reference, declared=frozenset(), at=AT)
    user.refresh_from_db()
    assert (user.phone, user.iban) == ("+97333000000", IBAN)
    assert apply_contact_changes(at=AT + timedelta(hours=72)) == 1
    user.refresh_from_db()
    assert (user.phone, user.email, user.iban) == ("+97336001234", "new@example.test", IBAN)
    assert Case.objects.get().stage == "completed"


def test_a_discarded_draft_leaves_no_answers_and_no_line(head: tuple[User, Scope]) -> None:
    _user, scope = head
    reference = _start(scope).reference
    fill_in(scope, reference, {"programme": "unit", "family_category": "1"})
    discard_draft(scope=scope, reference=reference, at=AT)
    case = Case.objects.get()
    assert case.application.answers == {}
    assert not case.facts.exists()
    assert cases_of(scope) == ()
    assert _start(scope) != case


def test_while_one_application_is_open_another_is_not_begun(head: tuple[User, Scope]) -> None:
    user, scope = head
    reference = _start(scope).reference
    fill_in(scope, reference, {"programme": "unit", "family_category": "1"})
    attach_all(user, scope, reference)
    submit_case(scope=scope, reference=reference, declared=DECLARED, at=AT)
    with pytest.raises(AlreadyOpen) as told:
        _start(scope)
    assert reference in told.value.text.ar
    withdraw(scope=scope, reference=reference, reason="", at=AT)
    assert _start(scope).reference != reference


def test_a_draft_laid_beside_an_open_application_is_not_filed(head: tuple[User, Scope]) -> None:
    user, scope = head
    reference = _start(scope).reference
    fill_in(scope, reference, {"programme": "unit", "family_category": "1"})
    attach_all(user, scope, reference)
    earlier = submit_case(scope=scope, reference=reference, declared=DECLARED, at=AT)
    Case.objects.filter(pk=earlier.pk).update(service_code="update_contact_details")
    second = _start(scope).reference
    fill_in(scope, second, {"programme": "unit", "family_category": "1"})
    attach_all(user, scope, second)
    Case.objects.filter(pk=earlier.pk).update(service_code=NEW_APPLICATION)
    with pytest.raises(AlreadyOpen):
        submit_case(scope=scope, reference=second, declared=DECLARED, at=AT)


def test_a_discarded_draft_is_neither_filed_nor_withdrawn_nor_told_of(head: tuple[User, Scope]) -> None:
    user, scope = head
    reference = _start(scope).reference
    with pytest.raises(UnlawfulTransition):
        withdraw(scope=scope, reference=reference, reason="", at=AT)
    discard_draft(scope=scope, reference=reference, at=AT)
    with pytest.raises(AlreadyFiled):
        submit_case(scope=scope, reference=reference, declared=DECLARED, at=AT)
    assert not Message.objects.filter(user=user).exists()


@pytest.mark.parametrize(
    ("typed", "fault"), [("نص\x00خفي", CONTROL_CHARACTERS), ("ا" * 1001, TOO_LONG.format(limit="1,000"))]
)
def test_an_objection_that_cannot_be_kept_is_said_to_be_so(head: tuple[User, Scope], typed: str, fault: Text) -> None:
    _user, scope = head
    reference = _start(scope).reference
    posted = {"objection-household.members": [typed]}
    result = save_step(scope=scope, reference=reference, step_code="household", posted=posted, version=0, at=AT)
    assert result.faults["objection-household.members"] == fault
    state = wizard_for(scope, reference).state("household")
    assert state is not None
    assert not state.done


def test_an_objection_stands_in_the_trail_once_filed(head: tuple[User, Scope]) -> None:
    user, scope = head
    reference = _start(scope).reference
    fill_in(scope, reference, {"programme": "unit", "family_category": "1"})
    posted = {"objection-household.members": ["لي ابن رابع"]}
    save_step(scope=scope, reference=reference, step_code="household", posted=posted, version=1, at=AT)
    attach_all(user, scope, reference)
    case = submit_case(scope=scope, reference=reference, declared=DECLARED, at=AT)
    assert case.events.get(kind="objection").detail == {"fact": "household.members"}


def test_the_governorate_wished_for_is_the_cases_own(head: tuple[User, Scope]) -> None:
    user, scope = head
    reference = _start(scope).reference
    fill_in(scope, reference, {"programme": "unit", "family_category": "1", GOVERNORATE.code: "BH-15"})
    attach_all(user, scope, reference)
    assert submit_case(scope=scope, reference=reference, declared=DECLARED, at=AT).governorate == "BH-15"


def test_a_register_that_speaks_after_the_citizen_has_the_word(head: tuple[User, Scope]) -> None:
    _user, scope = head
    case = _start(scope)
    case.application.answers = {"employment": "unemployed"}
    case.application.save()
    wizard = wizard_for(scope, case.reference)
    assert wizard.context["employment"] == "private"
    assert "salary_statement" in {state.evidence.code for state in wizard.evidence}
