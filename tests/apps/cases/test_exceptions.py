"""Discretion leaves a name, a ground, a document and a second name, or it does not happen."""

import pytest
from tests.apps.cases.conftest import FiledCase, FileOnce
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.journeys import accept_all, document, filed_case, others_agree
from tests.factories.module_rows import ModuleRows
from tests.factories.review import begin_review, recommend, withdraw

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import ExceptionGround, ExceptionKind, ExceptionStatus, Outcome, Overtaking
from iskan.apps.cases.models import Case, Decision, ExceptionEntry
from iskan.apps.cases.operations.assessing import assess_case
from iskan.apps.cases.operations.exceptions import (
    CaseDecidedFirst,
    UnknownCriterion,
    propose_exception,
    settle_exception,
)
from iskan.apps.cases.operations.overtaking import close_overtaken
from iskan.apps.cases.queries.exceptions import proposable
from iskan.apps.cases.queries.lists import exceptions_register
from iskan.apps.catalogue.queries import service_of
from iskan.apps.notifications.models import Message
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, SameEyes
from iskan.foundation.scope import SYSTEM, OutOfScope, Scope
from iskan.integrations.synthetic import cast as personas
from iskan.policy.judged_again import criteria_later

pytestmark = pytest.mark.usefixtures("registers")
UNMARRIED = {"programme": "unit", "family_category": "3"}


@pytest.fixture(scope="module")
def rows(file_once: FileOnce) -> ModuleRows[tuple[Cast, FiledCase]]:
    return file_once(personas.ADULT_SON, UNMARRIED)


@pytest.fixture
def cast(db: None, rows: ModuleRows[tuple[Cast, FiledCase]]) -> Cast:  # noqa: ARG001 -- what a test changes is undone
    return rows.copy()[0]


@pytest.fixture
def case(db: None, rows: ModuleRows[tuple[Cast, FiledCase]]) -> Case:  # noqa: ARG001 -- likewise
    return rows.copy()[1][0]


def _propose(case: Case, cast: Cast, scope: Scope, **changes: object) -> ExceptionEntry:
    asked = {
        "kind": ExceptionKind.CRITERION,
        "criterion": "property",
        "ground": ExceptionGround.COURT,
        "explanation": "حكم قضائي نهائي",
    } | changes
    paper = document(cast.supervisor)
    return propose_exception(scope=scope, reference=case.reference, document=paper, at=AT, **asked)  # type: ignore[arg-type]  # the parts above


def test_an_exception_holds_only_with_a_second_approver(case: Case, cast: Cast) -> None:
    entry = _propose(case, cast, cast.scope("supervisor"))
    assert entry.status == ExceptionStatus.PROPOSED
    with pytest.raises(SameEyes):
        settle_exception(scope=cast.scope("supervisor"), exception_id=entry.pk, approved=True, reason="", at=AT)
    settled = settle_exception(scope=cast.scope("approver"), exception_id=entry.pk, approved=True, reason="", at=AT)
    assert (settled.status, settled.second_by) == (ExceptionStatus.APPROVED, cast.approver)
    with pytest.raises(OutOfScope):
        settle_exception(scope=cast.scope("approver"), exception_id=entry.pk, approved=False, reason="x", at=AT)


def test_a_declined_exception_says_why(case: Case, cast: Cast) -> None:
    entry = _propose(case, cast, cast.scope("supervisor"))
    with pytest.raises(ReasonMissing):
        settle_exception(scope=cast.scope("approver"), exception_id=entry.pk, approved=False, reason=" ", at=AT)
    settled = settle_exception(
        scope=cast.scope("approver"), exception_id=entry.pk, approved=False, reason="لا سند", at=AT
    )
    assert settled.second_reason == "لا سند"


@pytest.mark.parametrize("role", ["reviewer", "auditor", "administrator", "outsider"])
def test_who_may_not_decide_may_not_except(case: Case, cast: Cast, role: str) -> None:
    with pytest.raises((NotForThisRole, OutOfScope)):
        _propose(case, cast, cast.scope(role))


def test_an_exception_names_its_criterion_and_its_reasons(case: Case, cast: Cast) -> None:
    with pytest.raises(UnknownCriterion):
        _propose(case, cast, cast.scope("supervisor"), criterion="no_such")
    with pytest.raises(ReasonMissing):
        _propose(case, cast, cast.scope("supervisor"), explanation="  ")


def test_an_approved_exception_lets_a_case_past_the_criterion_it_names(cast: Cast) -> None:
    answers = {"programme": "unit", "family_category": "1"}
    refused = filed_case(personas.BETWEEN_CEILINGS, answers)[0]
    others_agree(refused)
    refused.register_runs.update(answered_at=AT)
    assess_case(case=refused, service=service_of(refused.service_version_id), at=AT)
    begin_review(scope=cast.scope("reviewer"), reference=refused.reference, at=AT)
    entry = _propose(refused, cast, cast.scope("supervisor"), criterion="income_unit")
    settle_exception(scope=cast.scope("approver"), exception_id=entry.pk, approved=True, reason="", at=AT)
    accept_all(refused, cast.scope("reviewer"))
    decision = recommend(
        scope=cast.scope("reviewer"), reference=refused.reference, outcome=Outcome.APPROVED, reason="استثناء", at=AT
    )
    assert decision.recommendation == Outcome.APPROVED


def test_nobody_excepts_their_own_household(case: Case, cast: Cast) -> None:
    entry = _propose(case, cast, cast.scope("supervisor"))
    User.objects.filter(pk=cast.approver.pk).update(official_cpr=case.applicant.cpr)
    cast.approver.refresh_from_db()
    with pytest.raises(OwnHousehold):
        settle_exception(scope=cast.scope("approver"), exception_id=entry.pk, approved=True, reason="", at=AT)
    with pytest.raises(OwnHousehold):
        _propose(case, cast, cast.scope("approver"))


def test_what_awaits_a_second_official_is_closed_with_its_case_and_the_proposer_told(case: Case, cast: Cast) -> None:
    entry = _propose(case, cast, cast.scope("supervisor"))
    withdraw(scope=scope_of(case.applicant, TODAY), reference=case.reference, reason="", at=AT)
    entry.refresh_from_db()
    assert (entry.status, entry.overtaken_by) == (ExceptionStatus.OVERTAKEN, Overtaking.WITHDRAWN)
    assert (entry.second_by, entry.second_at) == (None, AT)
    assert "withdrew" in Message.objects.get(user=cast.supervisor).body_en
    assert case.events.filter(code="exception_overtaken", public=False).exists()
    with pytest.raises(OutOfScope):
        settle_exception(scope=cast.scope("approver"), exception_id=entry.pk, approved=True, reason="", at=AT)
    with pytest.raises(CaseDecidedFirst):
        _propose(case, cast, cast.scope("supervisor"))


def test_what_was_left_hanging_is_declined_at_most(case: Case, cast: Cast) -> None:
    entry = _propose(case, cast, cast.scope("supervisor"))
    Case.objects.filter(pk=case.pk).update(stage="rejected", closed_at=AT)
    with pytest.raises(CaseDecidedFirst):
        settle_exception(scope=cast.scope("approver"), exception_id=entry.pk, approved=True, reason="", at=AT)
    settled = settle_exception(
        scope=cast.scope("approver"), exception_id=entry.pk, approved=False, reason="رُفض الطلب", at=AT
    )
    assert settled.status == ExceptionStatus.DECLINED


def test_a_recommendation_the_applicant_forestalled_is_told_to_whoever_made_it(case: Case, cast: Cast) -> None:
    Decision.objects.create(
        case=case, recommendation=Outcome.REFUSED, recommended_by=cast.reviewer, recommended_at=AT
    )  # fmt: skip
    Case.objects.filter(pk=case.pk).update(stage="awaiting_decision")
    withdraw(scope=scope_of(case.applicant, TODAY), reference=case.reference, reason="", at=AT)
    assert "Withdrawn" in Message.objects.get(user=cast.reviewer).body_en


@pytest.mark.parametrize(
    ("changes", "stays"),
    [
        ({"criterion": "property"}, False),
        ({"kind": ExceptionKind.ORDER}, True),
        ({"criterion": "income_unit_at_nomination"}, True),
    ],
)
def test_a_grant_closes_only_what_can_move_nothing_any_more(
    case: Case, cast: Cast, changes: dict[str, object], *, stays: bool
) -> None:
    entry = _propose(case, cast, cast.scope("supervisor"), **(changes | {"criterion": "property"}))
    ExceptionEntry.objects.filter(pk=entry.pk).update(criterion=changes.get("criterion", ""))
    closed = close_overtaken(case=case, by=Overtaking.GRANTED, scope=SYSTEM, at=AT)
    entry.refresh_from_db()
    assert (closed, entry.status == ExceptionStatus.PROPOSED) == (int(not stays), stays)


def test_a_granted_case_may_still_be_moved_out_of_its_order(case: Case, cast: Cast) -> None:
    Decision.objects.create(
        case=case, recommendation=Outcome.APPROVED, recommended_by=cast.reviewer, recommended_at=AT,
        outcome=Outcome.APPROVED, decided_by=cast.approver, decided_at=AT,
    )  # fmt: skip
    assert proposable(case)[0] == (ExceptionKind.ORDER, ExceptionKind.CRITERION)
    assert proposable(case)[1]
    Case.objects.filter(pk=case.pk).update(stage="approved", closed_at=AT)
    case.refresh_from_db()
    kinds, criteria = proposable(case)
    assert kinds == (ExceptionKind.ORDER, ExceptionKind.CRITERION)
    assert [one.code for one in criteria] == [
        one.code for one in criteria_later(service_of(case.service_version_id), case.programme)
    ]
    assert "income_unit_at_nomination" in {one.code for one in criteria}
    assert not {one for one in criteria if one.of_filing}

    entry = _propose(case, cast, cast.scope("supervisor"), kind=ExceptionKind.ORDER)
    settle_exception(scope=cast.scope("approver"), exception_id=entry.pk, approved=True, reason="", at=AT)
    entry.refresh_from_db()
    assert (entry.status, entry.criterion) == (ExceptionStatus.APPROVED, "")
    with pytest.raises(UnknownCriterion):
        _propose(case, cast, cast.scope("supervisor"), criterion="age")
    assert _propose(case, cast, cast.scope("supervisor"), criterion="income_unit_at_nomination").pk


def test_an_exception_rests_on_the_proposers_document_or_one_of_the_case(case: Case, cast: Cast) -> None:
    foreign = document(cast.stranger)
    with pytest.raises(OutOfScope):
        propose_exception(
            scope=cast.scope("supervisor"), reference=case.reference, kind=ExceptionKind.ORDER, criterion="",
            ground=ExceptionGround.COURT, explanation="حكم", document=foreign, at=AT,
        )  # fmt: skip


def test_the_register_lists_every_exception_of_the_period(case: Case, cast: Cast) -> None:
    entry = _propose(case, cast, cast.scope("supervisor"))
    assert exceptions_register(cast.scope("auditor"), TODAY, TODAY) == (entry,)
    assert exceptions_register(cast.scope("outsider"), TODAY, TODAY) == ()
