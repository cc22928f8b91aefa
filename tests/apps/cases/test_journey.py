"""The main job, end to end: filed, checked, reviewed, decided, and on the list with a card; or refused with reasons."""

import pytest
from tests.factories.cast import AT, TODAY, Cast, citizen
from tests.factories.journeys import accept_all, answer_registers, filed_case
from tests.factories.review import begin_review, decide, recommend, return_to_review

from iskan.apps.accounts.models import User
from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.assignment import assign
from iskan.apps.cases.operations.checking import ask_again, reassess
from iskan.apps.cases.operations.consenting import answer_consent
from iskan.apps.cases.operations.evidence import review_evidence
from iskan.apps.cases.operations.making import AgainstRecommendation, open_moves
from iskan.apps.cases.operations.moves import HeldByAnother, RecommendationStands, move
from iskan.apps.cases.operations.review import CriteriaNotMet, EvidenceUnsettled
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.queries.waiting_list import place_of
from iskan.core.lifecycle import UnlawfulTransition
from iskan.core.refusal import NotForThisRole, SameEyes
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import Scope
from iskan.integrations.synthetic import cast as personas

UNIT = {"programme": "unit", "family_category": "1"}
pytestmark = pytest.mark.usefixtures("registers")


def _spouses_declare(case: Case) -> None:
    for member in case.household.members.filter(relation="spouse").select_related("person"):
        spouse = citizen(member.person.cpr, member.person.name_ar, member.person.name_en)
        answer_consent(scope=scope_of(spouse, TODAY), reference=case.reference, code="credit_check", given=True, at=AT)
    answer_registers(case)
    case.refresh_from_db()


def _recommended(cast: Cast, cpr: str, outcome: Outcome, answers: dict[str, str] = UNIT) -> Case:
    case, _user, _scope = filed_case(cpr, answers)
    _spouses_declare(case)
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    accept_all(case, cast.scope("reviewer"))
    recommend(scope=cast.scope("reviewer"), reference=case.reference, outcome=outcome, reason="لا يستوفي", at=AT)
    case.refresh_from_db()
    return case


def test_an_approved_application_yields_a_card_and_a_place(cast: Cast) -> None:
    case = _recommended(cast, personas.QUALIFIES_FOR_UNIT, Outcome.APPROVED)
    decide(scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    case.refresh_from_db()
    assert case.stage == "approved"
    assert case.closed_at == AT
    assert IssuedDocument.objects.get(case_reference=case.reference).holder == case.applicant
    place = place_of(case.pk)
    assert place is not None
    assert place.place == 1


def test_each_step_the_citizen_is_told_of_is_told_once(cast: Cast) -> None:
    case = _recommended(cast, personas.QUALIFIES_FOR_UNIT, Outcome.APPROVED)
    decide(scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    subjects = list(Message.objects.filter(user=case.applicant).order_by("pk").values_list("subject_en", flat=True))
    assert subjects == [
        "A change of your contact details was asked for",  # the number stated is another than eKey's
        f"We have received your application {case.reference}",
        f"{case.reference} waits for the answer of others",
        f"All who were asked have agreed to {case.reference}",
        f"Your application {case.reference} is approved",
    ]


@pytest.mark.parametrize(
    ("persona", "criterion"),
    [
        (personas.BETWEEN_CEILINGS, "income_unit"),
        (personas.TOO_OLD, "age"),
        (personas.OWNS_HOUSE, "property"),
        (personas.INHERITED_250, "property"),
        (personas.HOME_FINANCE, "home_finance"),
        (personas.NOT_RESIDENT, "residence"),
    ],
)
def test_a_refusal_names_each_criterion_its_value_and_where_it_came_from(
    cast: Cast, persona: str, criterion: str
) -> None:
    case = _recommended(cast, persona, Outcome.REFUSED)
    decide(
        scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.REFUSED, reason="لم تتحقق الشروط", at=AT
    )
    dossier = dossier_for(cast.scope("supervisor"), case.reference, TODAY)
    assert dossier.stage.code == "rejected"
    assert dossier.decision is not None
    broken = {finding["criterion"]: finding for finding in dossier.decision.findings if finding["verdict"] == "not_met"}
    assert set(broken) == {criterion}
    assert broken[criterion]["legal_basis"]["ar"]
    assert broken[criterion]["remedy"]["en"]
    assert broken[criterion]["facts"][0]["source"]["en"]


@pytest.mark.parametrize(
    "persona", [personas.SOLD_LONG_AGO, personas.INHERITED_180, personas.WIFE_INHERITS, personas.UNINHABITABLE]
)
def test_what_the_law_exempts_does_not_stand_in_the_way(cast: Cast, persona: str) -> None:
    case, _user, _scope = filed_case(persona, UNIT)
    _spouses_declare(case)
    dossier = dossier_for(cast.scope("reviewer"), case.reference, TODAY)
    assert dossier.assessment is not None
    assert dossier.assessment.verdict == "eligible"


def _both_roles(cast: Cast, member: str) -> Scope:
    """Return an official of the cast who may both review and approve."""
    user = getattr(cast, member)
    User.objects.filter(pk=user.pk).update(roles=["reviewer", "approver"])
    user.refresh_from_db()
    return cast.scope(member)


def test_whoever_recommends_does_not_decide(cast: Cast) -> None:
    both = _both_roles(cast, "reviewer")
    case = _recommended(cast, personas.QUALIFIES_FOR_UNIT, Outcome.APPROVED)
    assert [move.code for move in open_moves(both, case, TODAY)] == ["return_to_review"]
    for outcome in Outcome:
        with pytest.raises(SameEyes):
            decide(scope=both, reference=case.reference, outcome=outcome, reason="-", at=AT)
    with pytest.raises(SameEyes):
        move(case=case, scope=both, code="approve", at=AT)
    with pytest.raises(NotForThisRole):
        decide(scope=cast.scope("second_reviewer"), reference=case.reference, outcome=outcome, reason="-", at=AT)


def test_after_a_return_the_latest_recommendation_is_the_one_nobody_decides_on_alone(cast: Cast) -> None:
    first, second = _both_roles(cast, "reviewer"), _both_roles(cast, "second_reviewer")
    case = _recommended(cast, personas.QUALIFIES_FOR_UNIT, Outcome.APPROVED)
    return_to_review(scope=second, reference=case.reference, reason="وضّح الدخل", at=AT)
    assign(scope=cast.scope("supervisor"), references=[case.reference], assignee_id=cast.second_reviewer.pk, at=AT)
    recommend(scope=second, reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    with pytest.raises(SameEyes):
        decide(scope=second, reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    decision = decide(scope=first, reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    assert decision.recommended_by != decision.decided_by


def test_nothing_a_recommendation_rests_on_changes_while_it_stands(cast: Cast) -> None:
    case = _recommended(cast, personas.QUALIFIES_FOR_UNIT, Outcome.APPROVED)
    reviewer, item = cast.scope("reviewer"), case.evidence.get()
    for attempt in (
        lambda: ask_again(scope=reviewer, reference=case.reference, register="land_registry", at=AT),
        lambda: reassess(scope=reviewer, reference=case.reference, at=AT),
        lambda: review_evidence(
            scope=reviewer, reference=case.reference, item_id=item.pk, accepted=False, reason="x", at=AT
        ),
    ):
        with pytest.raises(RecommendationStands):
            attempt()
    return_to_review(scope=cast.scope("approver"), reference=case.reference, reason="أعد السؤال", at=AT)
    ask_again(scope=reviewer, reference=case.reference, register="land_registry", at=AT)


def test_a_case_against_a_criterion_is_not_approved(cast: Cast) -> None:
    case, _user, _scope = filed_case(personas.OWNS_HOUSE, UNIT)
    _spouses_declare(case)
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    with pytest.raises(CriteriaNotMet) as told:
        recommend(scope=cast.scope("reviewer"), reference=case.reference, outcome=Outcome.APPROVED, reason="-", at=AT)
    assert "No property that counts" in told.value.text.en


def test_a_recommendation_returned_may_be_made_anew(cast: Cast) -> None:
    case = _recommended(cast, personas.QUALIFIES_FOR_UNIT, Outcome.APPROVED)
    return_to_review(scope=cast.scope("approver"), reference=case.reference, reason="وضّح الدخل", at=AT)
    with pytest.raises(HeldByAnother):
        recommend(
            scope=cast.scope("second_reviewer"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT
        )
    assign(scope=cast.scope("supervisor"), references=[case.reference], assignee_id=cast.second_reviewer.pk, at=AT)
    recommend(scope=cast.scope("second_reviewer"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    decide(scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    case.refresh_from_db()
    assert case.stage == "approved"


def test_a_decided_case_is_not_decided_again(cast: Cast) -> None:
    case = _recommended(cast, personas.QUALIFIES_FOR_UNIT, Outcome.APPROVED)
    decide(scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
    with pytest.raises(UnlawfulTransition):
        decide(scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.REFUSED, reason="x", at=AT)


def test_every_move_stands_in_the_audit_trail(cast: Cast) -> None:
    case = _recommended(cast, personas.QUALIFIES_FOR_UNIT, Outcome.APPROVED)
    actions = set(AuditEntry.objects.filter(subject=case.reference).values_list("action", flat=True))
    assert {"case.started", "case.submit", "case.begin_review", "case.recommend_approval"} <= actions


@pytest.mark.parametrize(
    ("recommended", "decided"), [(Outcome.REFUSED, Outcome.APPROVED), (Outcome.APPROVED, Outcome.REFUSED)]
)
def test_nobody_turns_a_recommendation_round_alone(cast: Cast, recommended: Outcome, decided: Outcome) -> None:
    case = _recommended(cast, personas.QUALIFIES_FOR_UNIT, recommended)
    approver = cast.scope("approver")
    with pytest.raises(AgainstRecommendation):
        decide(scope=approver, reference=case.reference, outcome=decided, reason="أرى غير ذلك", at=AT)
    agreed = "approve" if recommended == Outcome.APPROVED else "refuse"
    assert [move.code for move in open_moves(approver, case, TODAY)] == ["return_to_review", agreed]
    return_to_review(scope=approver, reference=case.reference, reason="أرى غير ذلك", at=AT)
    with pytest.raises(HeldByAnother):
        recommend(
            scope=cast.scope("second_reviewer"), reference=case.reference, outcome=decided, reason="بعد النظر", at=AT
        )
    assign(scope=cast.scope("supervisor"), references=[case.reference], assignee_id=cast.second_reviewer.pk, at=AT)
    recommend(scope=cast.scope("second_reviewer"), reference=case.reference, outcome=decided, reason="بعد النظر", at=AT)
    assert (
        decide(scope=approver, reference=case.reference, outcome=decided, reason="وفق التوصية", at=AT).outcome
        == decided
    )


def test_approval_rests_on_documents_judged_when_it_is_given_too(cast: Cast) -> None:
    case = _recommended(cast, personas.QUALIFIES_FOR_UNIT, Outcome.APPROVED)
    case.evidence.update(verdict="pending")
    with pytest.raises(EvidenceUnsettled):
        decide(scope=cast.scope("approver"), reference=case.reference, outcome=Outcome.APPROVED, reason="", at=AT)
