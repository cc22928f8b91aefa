"""What one citizen may do for another, and what stays the person's own."""

from dataclasses import replace

import pytest
from django.utils.translation import override
from tests.factories.cast import AT, TODAY, Cast, let_act
from tests.factories.journeys import (
    DECLARED,
    NEW_APPLICATION,
    answer_registers,
    applicant,
    attach_all,
    document,
    fill_in,
)

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.models import Case, DeclarationMade, EvidenceItem
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.cases.operations.drafting import save_step, start_case, submit_case
from iskan.apps.cases.operations.evidence import add_evidence
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.queries.consents import asked_of
from iskan.apps.cases.queries.lists import cases_of
from iskan.apps.cases.queries.scoped import visible_cases
from iskan.apps.cases.queries.standing import standing_of
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.documents.rules import may_open
from iskan.apps.notifications.models import Message
from iskan.core.refusal import NotForThisRole
from iskan.foundation.scope import ActingFor, DelegatedAct, OutOfScope, Scope
from iskan.integrations.synthetic import cast as personas
from iskan.surfaces.portal.presenters.history import history

pytestmark = pytest.mark.usefixtures("registers", "cast")
UNMARRIED = {"programme": "unit", "family_category": "3", "mobile": "36001234", "email": "delegate@example.test"}
PERSONAL = "credit_check"


@pytest.fixture
def delegate(cast: Cast) -> tuple[User, Scope]:
    principal, _scope = applicant(personas.ADULT_SON)
    let_act(principal, cast.stranger, AT)
    return principal, scope_of(cast.stranger, TODAY)


@pytest.fixture
def filed(delegate: tuple[User, Scope]) -> Case:
    principal, scope = delegate
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT, applicant_id=principal.pk)
    fill_in(scope, case.reference, UNMARRIED)
    attach_all(principal, scope, case.reference)
    return submit_case(scope=scope, reference=case.reference, declared=DECLARED, at=AT)


def test_a_delegate_files_and_leaves_the_personal_declaration_to_the_person(filed: Case) -> None:
    assert filed.stage == "submitted"
    assert filed.filed_by != filed.applicant
    made = DeclarationMade.objects.filter(case=filed).values_list("code", flat=True)
    assert set(made) == DECLARED - {PERSONAL}


def test_the_applicant_is_told_declares_and_only_then_is_asked_about(filed: Case) -> None:
    answer_registers(filed)
    assert [run.fault for run in filed.register_runs.filter(answered_at=None)] == ["awaiting_declaration"]
    told = Message.objects.filter(user=filed.applicant, event__startswith=f"case:{filed.reference}:asked-{PERSONAL}-")
    assert told.count() == 1
    assert [(line.reference, line.code) for line in asked_of(personas.ADULT_SON, TODAY)] == [
        (filed.reference, PERSONAL)
    ]
    answer_consent(scope=scope_of(filed.applicant, TODAY), reference=filed.reference, code=PERSONAL, given=True, at=AT)
    answer_registers(filed)
    filed.refresh_from_db()
    assert filed.stage == "awaiting_review"


def test_a_delegate_does_not_declare_for_the_person_afterwards_either(
    filed: Case, delegate: tuple[User, Scope]
) -> None:
    with pytest.raises(OutOfScope):
        answer_consent(scope=delegate[1], reference=filed.reference, code=PERSONAL, given=True, at=AT)


def test_a_delegates_filing_does_not_turn_the_persons_messages_away(filed: Case) -> None:
    filed.applicant.refresh_from_db()
    assert filed.applicant.phone != "+97336001234"
    assert filed.applicant.email != "delegate@example.test"


def test_what_a_citizen_does_alone_a_delegate_does_not_even_see(delegate: tuple[User, Scope]) -> None:
    principal, scope = delegate
    with pytest.raises(NotForThisRole):
        start_case(scope=scope, service_code="update_contact_details", at=AT, applicant_id=principal.pk)
    own = start_case(scope=scope_of(principal, TODAY), service_code="update_contact_details", at=AT)
    assert cases_of(scope) == ()
    for look in (
        lambda: wizard_for(scope, own.reference),
        lambda: standing_of(scope, own.reference),
        lambda: save_step(scope=scope, reference=own.reference, step_code="contact", posted={}, version=0, at=AT),
        lambda: submit_case(scope=scope, reference=own.reference, declared=frozenset(), at=AT),
    ):
        with pytest.raises(OutOfScope):
            look()


def test_a_delegate_lays_the_applicants_documents_and_not_their_own(delegate: tuple[User, Scope], cast: Cast) -> None:
    principal, scope = delegate
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT, applicant_id=principal.pk)
    code = wizard_for(scope, case.reference).service.evidence[0].code
    with pytest.raises(NotForThisRole):
        add_evidence(scope=scope, reference=case.reference, code=code, document=document(cast.stranger), at=AT)
    assert add_evidence(scope=scope, reference=case.reference, code=code, document=document(principal), at=AT).pk


def test_a_child_is_not_asked_to_declare(cast: Cast) -> None:  # noqa: ARG001 -- the department must be there
    user, scope = applicant(personas.QUALIFIES_FOR_UNIT)
    case = start_case(scope=scope, service_code=NEW_APPLICATION, at=AT)
    fill_in(scope, case.reference, {"programme": "unit", "family_category": "1"})
    attach_all(user, scope, case.reference)
    submit_case(scope=scope, reference=case.reference, declared=DECLARED, at=AT)
    case.refresh_from_db()
    child = case.household.members.filter(relation="child").select_related("person").first()
    spouse = case.household.members.select_related("person").get(relation="spouse")
    assert child is not None
    assert asked_of(child.person.cpr, TODAY) == ()
    assert [line.code for line in asked_of(spouse.person.cpr, TODAY)] == [PERSONAL]


def test_declaring_twice_declares_once(filed: Case) -> None:
    scope = scope_of(filed.applicant, TODAY)
    first = answer_consent(scope=scope, reference=filed.reference, code=PERSONAL, given=True, at=AT)
    assert answer_consent(scope=scope, reference=filed.reference, code=PERSONAL, given=True, at=AT) == first
    for official in (Scope(user_id=1), Scope()):
        with pytest.raises(OutOfScope):
            answer_consent(scope=official, reference=filed.reference, code=PERSONAL, given=True, at=AT)
    with pytest.raises(OutOfScope):
        answer_consent(scope=scope, reference="NO-SUCH", code=PERSONAL, given=True, at=AT)


def narrowed(scope: Scope, principal: User, *, services: frozenset[str] = frozenset(), acts: str = "") -> Scope:
    """Return a delegate's scope with what they hold for one citizen narrowed."""
    held = ActingFor(principal_id=principal.pk, services=services, acts=frozenset(map(DelegatedAct, acts.split())))
    return replace(scope, acting_for=(held,))


def test_a_delegate_for_other_services_sees_nothing_of_this_one(filed: Case, delegate: tuple[User, Scope]) -> None:
    principal, scope = delegate
    elsewhere = narrowed(scope, principal, services=frozenset({"official_statement"}), acts="file answer")
    assert not visible_cases(elsewhere).filter(pk=filed.pk).exists()
    with pytest.raises(OutOfScope):
        standing_of(elsewhere, filed.reference)
    with pytest.raises(NotForThisRole):
        start_case(scope=elsewhere, service_code=NEW_APPLICATION, at=AT, applicant_id=principal.pk)


def test_a_delegate_who_only_reads_moves_nothing(filed: Case, delegate: tuple[User, Scope]) -> None:
    principal, scope = delegate
    reader = narrowed(scope, principal, acts="read")
    assert standing_of(reader, filed.reference).reference == filed.reference
    with pytest.raises(NotForThisRole):
        make_move(scope=reader, reference=filed.reference, code="withdraw", at=AT)
    with pytest.raises(NotForThisRole):
        start_case(scope=reader, service_code="official_statement", at=AT, applicant_id=principal.pk)


def test_a_delegate_who_may_answer_moves_what_was_filed(filed: Case, delegate: tuple[User, Scope]) -> None:
    principal, scope = delegate
    answering = narrowed(scope, principal, services=frozenset({NEW_APPLICATION}), acts="answer")
    make_move(scope=answering, reference=filed.reference, code="withdraw", at=AT)
    moved = filed.events.latest("pk")
    assert (moved.code, moved.actor_id) == ("withdraw", scope.user_id)


def test_what_a_delegate_did_is_told_under_their_name(filed: Case, cast: Cast) -> None:
    with override("en"):
        shown = history(standing_of(scope_of(filed.applicant, TODAY), filed.reference), filed.applicant_id)
    theirs = next(line.who for line in shown if cast.stranger.name_en in line.who)
    assert "on the applicant's behalf" in theirs


def test_papers_of_other_services_stay_shut_to_a_narrow_delegate(filed: Case, delegate: tuple[User, Scope]) -> None:
    principal, scope = delegate
    paper = document(principal)
    elsewhere = narrowed(scope, principal, services=frozenset({"official_statement"}), acts="receive")
    assert may_open(scope, paper)
    assert not may_open(elsewhere, paper)
    held = EvidenceItem.objects.filter(case=filed).select_related("document")[0].document
    assert may_open(narrowed(scope, principal, services=frozenset({NEW_APPLICATION}), acts="read"), held)
