"""The ministry's part: requests that stop the clock, evidence judged, cases held, households kept apart."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.apps.cases.conftest import FiledCase, FileOnce
from tests.factories.cast import AT, TODAY, Cast, citizen, let_act
from tests.factories.delegations import NAME, terms
from tests.factories.filed import person
from tests.factories.journeys import document
from tests.factories.module_rows import ModuleRows
from tests.factories.review import answer_request, begin_review, recommend, request_from_citizen, withdraw

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations import accept_delegation, delegate
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import EvidenceVerdict, Outcome
from iskan.apps.cases.operations.assignment import NotAnAssignee, assign, claim, release
from iskan.apps.cases.operations.checking import ask_again, reassess
from iskan.apps.cases.operations.evidence import NotAskedFor, add_evidence, remove_evidence, review_evidence
from iskan.apps.cases.operations.making import open_moves
from iskan.apps.cases.operations.moves import HeldByAnother, StaleEdit
from iskan.apps.cases.operations.review import ChecksUnfinished, add_note
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.apps.cases.rules import is_in_own_household, own_case_ids
from iskan.apps.households.enums import MemberRelation
from iskan.apps.households.operations import declare_household
from iskan.core.lifecycle import UnlawfulTransition
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing
from iskan.foundation.scope import OutOfScope, Role, Scope
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.usefixtures("registers")
UNIT = {"programme": "unit", "family_category": "1"}


@pytest.fixture(scope="module")
def rows(file_once: FileOnce) -> ModuleRows[tuple[Cast, FiledCase]]:
    return file_once(personas.QUALIFIES_FOR_UNIT, UNIT)


@pytest.fixture
def cast(db: None, rows: ModuleRows[tuple[Cast, FiledCase]]) -> Cast:  # noqa: ARG001 -- what a test changes is undone
    return rows.copy()[0]


@pytest.fixture
def filed(db: None, rows: ModuleRows[tuple[Cast, FiledCase]]) -> FiledCase:  # noqa: ARG001 -- likewise
    return rows.copy()[1]


@pytest.fixture
def in_review(cast: Cast, filed: FiledCase) -> FiledCase:
    begin_review(scope=cast.scope("reviewer"), reference=filed[0].reference, at=AT)
    filed[0].refresh_from_db()
    return filed


def test_whoever_begins_the_review_holds_the_case(cast: Cast, in_review: FiledCase) -> None:
    assert in_review[0].assignee == cast.reviewer


def test_nothing_is_recommended_before_every_register_has_answered(cast: Cast, in_review: FiledCase) -> None:
    with pytest.raises(ChecksUnfinished):
        recommend(
            scope=cast.scope("reviewer"), reference=in_review[0].reference, outcome=Outcome.REFUSED, reason="x", at=AT
        )


def test_a_request_stops_the_clock_until_the_citizen_answers(cast: Cast, in_review: FiledCase) -> None:
    case, user, scope = in_review
    due_before = case.due_on
    request_from_citizen(
        scope=cast.scope("reviewer"),
        reference=case.reference,
        text="أرفق شهادة راتب أوضح",
        evidence_codes=("salary_statement", "unknown"),
        at=AT,
    )
    asked = dossier_for(scope, case.reference, TODAY).open_request
    assert asked is not None
    assert asked.evidence_codes == ["salary_statement"]
    add_evidence(scope=scope, reference=case.reference, code="salary_statement", document=document(user), at=AT)
    later = AT + timedelta(days=7)
    answer_request(scope=scope, reference=case.reference, answer="أرفقتها", at=later)
    case.refresh_from_db()
    assert case.stage == "in_review"
    assert due_before is not None
    assert case.due_on is not None
    assert (case.due_on - due_before).days == 7
    assert dossier_for(scope, case.reference, TODAY).open_request is None


def test_while_one_request_waits_no_other_is_made(cast: Cast, in_review: FiledCase) -> None:
    asked = {"scope": cast.scope("reviewer"), "reference": in_review[0].reference, "evidence_codes": (), "at": AT}
    request_from_citizen(text="وضّح", **asked)  # type: ignore[arg-type]  # the parts above
    with pytest.raises(UnlawfulTransition):
        request_from_citizen(text="وضّح", **asked)  # type: ignore[arg-type]  # the parts above


def test_a_request_without_words_is_none(cast: Cast, in_review: FiledCase) -> None:
    with pytest.raises(ReasonMissing):
        request_from_citizen(
            scope=cast.scope("reviewer"), reference=in_review[0].reference, text="  ", evidence_codes=(), at=AT
        )


def test_a_document_is_rejected_with_words_the_citizen_reads(cast: Cast, filed: FiledCase) -> None:
    case, _user, scope = filed
    item = case.evidence.get()
    reviewer = cast.scope("reviewer")
    with pytest.raises(ReasonMissing):
        review_evidence(scope=reviewer, reference=case.reference, item_id=item.pk, accepted=False, reason="", at=AT)
    review_evidence(
        scope=reviewer, reference=case.reference, item_id=item.pk, accepted=False, reason="غير مختومة", at=AT
    )
    shown = dossier_for(scope, case.reference, TODAY).evidence[0].items[0]
    assert (shown.verdict, shown.reason) == (EvidenceVerdict.REJECTED, "غير مختومة")
    assert "evidence_rejected" in {event.code for event in dossier_for(scope, case.reference, TODAY).events}


def test_a_filed_case_takes_no_documents_unasked_and_gives_none_back_once_judged(cast: Cast, filed: FiledCase) -> None:
    case, user, scope = filed
    with pytest.raises(NotAskedFor):
        add_evidence(scope=scope, reference=case.reference, code="salary_statement", document=document(user), at=AT)
    item = case.evidence.get()
    review_evidence(
        scope=cast.scope("reviewer"), reference=case.reference, item_id=item.pk, accepted=True, reason="", at=AT
    )
    with pytest.raises(OutOfScope):
        remove_evidence(scope=scope, reference=case.reference, item_id=item.pk, at=AT)


def test_an_official_works_on_no_case_of_their_own_household(cast: Cast, filed: FiledCase) -> None:
    case = filed[0]
    spouse = case.household.members.get(relation="spouse").person
    User.objects.filter(pk=cast.reviewer.pk).update(official_cpr=spouse.cpr)
    cast.reviewer.refresh_from_db()
    scope = cast.scope("reviewer")
    assert open_moves(scope, case, TODAY) == ()
    for attempt in (
        lambda: begin_review(scope=scope, reference=case.reference, at=AT),
        lambda: claim(scope=scope, reference=case.reference, at=AT),
        lambda: review_evidence(
            scope=scope, reference=case.reference, item_id=case.evidence.get().pk, accepted=True, reason="", at=AT
        ),
    ):
        with pytest.raises(OwnHousehold):
            attempt()
    with pytest.raises(NotAnAssignee):
        assign(scope=cast.scope("supervisor"), references=[case.reference], assignee_id=cast.reviewer.pk, at=AT)


def _make_own(cast: Cast, member: str, cpr: str) -> Scope:
    user = getattr(cast, member)
    User.objects.filter(pk=user.pk).update(official_cpr=cpr)
    user.refresh_from_db()
    return cast.scope(member)


def test_what_touches_ones_own_household_is_left_to_others(cast: Cast, filed: FiledCase) -> None:
    case = filed[0]
    spouse = case.household.members.get(relation="spouse").person
    supervisor = _make_own(cast, "supervisor", spouse.cpr)
    for attempt in (
        lambda: add_note(scope=supervisor, reference=case.reference, text="x", at=AT),
        lambda: ask_again(scope=supervisor, reference=case.reference, register="labour", at=AT),
        lambda: reassess(scope=supervisor, reference=case.reference, at=AT),
        lambda: assign(scope=supervisor, references=[case.reference], assignee_id=cast.reviewer.pk, at=AT),
    ):
        with pytest.raises(OwnHousehold):
            attempt()


def test_nobody_keeps_an_official_from_a_file_by_delegating_to_them(cast: Cast, filed: FiledCase) -> None:
    case, user, scope = filed
    citizen("770101001", NAME)
    asked = delegate(scope=scope, terms=terms("770101001"), at=AT)
    own = _make_own(cast, "reviewer", "770101001")
    assert not is_in_own_household(own, case)
    assert own_case_ids(own) == frozenset()
    accept_delegation(scope=scope_of(asked.delegate, TODAY), delegation_id=asked.pk, at=AT)
    assert is_in_own_household(own, case)
    assert own_case_ids(own) == {case.pk}
    assert user.pk == asked.principal_id


def test_own_are_also_those_one_acts_for_and_those_of_an_earlier_household(cast: Cast, filed: FiledCase) -> None:
    case, user, _scope = filed
    delegate = citizen("770101001")
    let_act(user, delegate, AT)
    with pytest.raises(OwnHousehold):
        begin_review(scope=_make_own(cast, "reviewer", "770101001"), reference=case.reference, at=AT)
    former = person("780101001", "زوجة سابقة")
    declare_household(head=case.person, members=[(former, MemberRelation.SPOUSE)], at=AT)
    with pytest.raises(OwnHousehold):
        begin_review(scope=_make_own(cast, "second_reviewer", "780101001"), reference=case.reference, at=AT)


def test_an_official_reads_no_internal_words_on_their_own_household(cast: Cast, filed: FiledCase) -> None:
    case = filed[0]
    add_note(scope=cast.scope("reviewer"), reference=case.reference, text="راجعت الراتب", at=AT)
    claim(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    own = dossier_for(_make_own(cast, "approver", case.applicant.cpr or ""), case.reference, TODAY)
    assert own.notes == ()
    assert all(event.public for event in own.events)


def test_an_auditor_who_is_also_something_else_still_changes_nothing(cast: Cast, filed: FiledCase) -> None:
    roles = frozenset({Role.AUDITOR, Role.REVIEWER, Role.SUPERVISOR})  # no account may hold them together
    auditor, case = replace(cast.scope("auditor"), roles=roles), filed[0]
    assert open_moves(auditor, case, TODAY) == ()
    for attempt in (
        lambda: begin_review(scope=auditor, reference=case.reference, at=AT),
        lambda: claim(scope=auditor, reference=case.reference, at=AT),
        lambda: add_note(scope=auditor, reference=case.reference, text="x", at=AT),
        lambda: assign(scope=auditor, references=[case.reference], assignee_id=cast.reviewer.pk, at=AT),
    ):
        with pytest.raises(NotForThisRole):
            attempt()


@pytest.mark.parametrize("member", ["auditor", "administrator", "outsider"])
def test_a_case_is_assigned_only_to_who_may_work_on_it(cast: Cast, filed: FiledCase, member: str) -> None:
    with pytest.raises(NotAnAssignee):
        assign(
            scope=cast.scope("supervisor"),
            references=[filed[0].reference],
            assignee_id=getattr(cast, member).pk,
            at=AT,
        )


def test_the_second_of_two_officials_is_told_and_overwrites_nothing(cast: Cast, filed: FiledCase) -> None:
    case = filed[0]
    seen = case.version
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT, version=seen)
    with pytest.raises(StaleEdit):
        request_from_citizen(
            scope=cast.scope("second_reviewer"),
            reference=case.reference,
            text="x",
            evidence_codes=(),
            at=AT,
            version=seen,
        )


def test_a_case_is_claimed_released_and_assigned(cast: Cast, filed: FiledCase) -> None:
    case = filed[0]
    claim(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    with pytest.raises(HeldByAnother):
        claim(scope=cast.scope("second_reviewer"), reference=case.reference, at=AT)
    with pytest.raises(NotForThisRole):
        release(scope=cast.scope("second_reviewer"), reference=case.reference, at=AT)
    release(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    count = assign(
        scope=cast.scope("supervisor"), references=[case.reference], assignee_id=cast.second_reviewer.pk, at=AT
    )
    case.refresh_from_db()
    assert count == 1
    assert case.assignee == cast.second_reviewer


def test_a_case_is_not_assigned_to_another_department_nor_by_a_reviewer(cast: Cast, filed: FiledCase) -> None:
    reference = filed[0].reference
    with pytest.raises(NotAnAssignee):
        assign(scope=cast.scope("supervisor"), references=[reference], assignee_id=cast.outsider.pk, at=AT)
    with pytest.raises(NotForThisRole):
        assign(scope=cast.scope("reviewer"), references=[reference], assignee_id=cast.reviewer.pk, at=AT)


@pytest.mark.parametrize("role", ["auditor", "head", "administrator"])
def test_who_only_reads_changes_nothing(cast: Cast, filed: FiledCase, role: str) -> None:
    with pytest.raises((NotForThisRole, OutOfScope)):
        begin_review(scope=cast.scope(role), reference=filed[0].reference, at=AT)
    with pytest.raises((NotForThisRole, OutOfScope)):
        add_note(scope=cast.scope(role), reference=filed[0].reference, text="x", at=AT)


def test_another_department_is_not_told_that_the_case_exists(cast: Cast, filed: FiledCase) -> None:
    with pytest.raises(OutOfScope):
        dossier_for(cast.scope("outsider"), filed[0].reference, TODAY)


def test_notes_stay_between_officials(cast: Cast, filed: FiledCase) -> None:
    case, _user, scope = filed
    add_note(scope=cast.scope("reviewer"), reference=case.reference, text="راجعت الراتب", at=AT)
    assert [note.text for note in dossier_for(cast.scope("approver"), case.reference, TODAY).notes] == ["راجعت الراتب"]
    assert dossier_for(scope, case.reference, TODAY).notes == ()


def test_the_citizen_withdraws_from_any_open_stage_but_not_after(cast: Cast, in_review: FiledCase) -> None:
    case, _user, scope = in_review
    withdraw(scope=scope, reference=case.reference, reason="", at=AT)
    case.refresh_from_db()
    assert case.stage == "withdrawn"
    with pytest.raises(UnlawfulTransition):
        withdraw(scope=scope, reference=case.reference, reason="", at=AT)
    with pytest.raises(UnlawfulTransition):
        begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
