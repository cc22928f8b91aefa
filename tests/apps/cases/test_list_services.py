"""The services of those on the lists, from the first page to what follows: a revival, and an update of details."""

from datetime import timedelta

import pytest
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.journeys import answer_registers, filed_case, fill_in
from tests.factories.review import begin_review, decide, recommend

from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.notifications.models import Message
from iskan.apps.waiting_lists.enums import CancellationGround, EntryStatus
from iskan.apps.waiting_lists.models import WaitingListEntry
from iskan.apps.waiting_lists.operations.cancellations import NotRevivable, decide_cancellation, propose_cancellation
from iskan.apps.waiting_lists.operations.waiting_list import enter_waiting_list
from iskan.core.effects import Issue
from iskan.foundation import effects
from iskan.foundation.scope import Scope
from iskan.integrations.synthetic import cast as personas

pytestmark = pytest.mark.usefixtures("registers")
DECLARED = frozenset({"comprehensive"})
LATER = AT + timedelta(days=2)
Waiting = tuple[Case, Scope]


@pytest.fixture
def waiting(cast: Cast) -> Waiting:  # noqa: ARG001 -- the department must be there before the case comes to it
    case, _user, scope = filed_case(personas.QUALIFIES_FOR_UNIT, {"programme": "unit", "family_category": "1"})
    Case.objects.filter(pk=case.pk).update(stage="approved", closed_at=AT)
    effects.carry_out(Issue(document="entitlement_card"), case_id=case.pk, actor_id=None, at=AT)
    enter_waiting_list(case_id=case.pk, at=AT)
    return case, scope


def cancel(cast: Cast, case: Case, ground: CancellationGround) -> None:
    proposed = propose_cancellation(
        scope=cast.scope("reviewer"), reference=case.reference, ground=ground, explanation="سبب", at=AT
    )
    decide_cancellation(scope=cast.scope("approver"), cancellation_id=proposed.pk, approved=True, reason="ثبت", at=AT)


def asked(scope: Scope, service: str, answers: dict[str, str]) -> Case:
    case = start_case(scope=scope, service_code=service, at=LATER)
    fill_in(scope, case.reference, answers, LATER)
    case = submit_case(scope=scope, reference=case.reference, declared=DECLARED, at=LATER)
    answer_registers(case, LATER)
    case.refresh_from_db()
    return case


def reviewed(cast: Cast, case: Case) -> None:
    reviewer, outcome = cast.scope("reviewer"), Outcome.APPROVED
    begin_review(scope=reviewer, reference=case.reference, at=LATER)
    recommend(scope=reviewer, reference=case.reference, outcome=outcome, reason="", at=LATER)
    decide(scope=cast.scope("approver"), reference=case.reference, outcome=outcome, reason="", at=LATER)


def revival(scope: Scope, case: Case) -> Case:
    answers = {
        "cancelled_application": case.reference,
        "revival_reason": "زال السبب",
    }
    return asked(scope, "application_revival", answers)


def test_a_revival_is_judged_by_two_officials_and_brings_the_place_back(cast: Cast, waiting: Waiting) -> None:
    case, scope = waiting
    cancel(cast, case, CancellationGround.OWNS_PROPERTY)
    assert [card.status for card in IssuedDocument.objects.all()] == ["revoked"]
    revived = revival(scope, case)
    assessment = dossier_for(cast.scope("reviewer"), revived.reference, TODAY).assessment
    assert assessment is not None
    assert assessment.verdict == "eligible"

    reviewed(cast, revived)

    entry = WaitingListEntry.objects.get(case=case)
    assert (entry.status, entry.entered_at, entry.place) == (EntryStatus.WAITING, LATER, 1)
    assert [card.status for card in IssuedDocument.objects.order_by("pk")] == ["revoked", "valid"]
    assert Message.objects.filter(user=case.applicant, subject_en="Your housing application is revived").exists()
    assert dossier_for(scope, revived.reference, TODAY).stage.next_step.en.startswith("Your application is back")


def test_what_the_law_excepts_is_not_revived_even_by_two_officials(cast: Cast, waiting: Waiting) -> None:
    case, scope = waiting
    cancel(cast, case, CancellationGround.NATIONALITY_LOST)
    revived = revival(scope, case)
    with pytest.raises(NotRevivable):
        reviewed(cast, revived)
    assert WaitingListEntry.objects.get(case=case).status == EntryStatus.LEFT


@pytest.mark.parametrize(
    ("reported", "stage"),
    [({"changes": "none"}, "completed"), ({"changes": "income", "changes_told": "زاد الراتب"}, "awaiting_review")],
)
def test_an_update_keeps_the_application_alive_and_a_change_is_looked_at(
    waiting: Waiting, reported: dict[str, str], stage: str
) -> None:
    case, scope = waiting
    WaitingListEntry.objects.update(renewed_on=None)

    update = asked(scope, "waiting_list_data_update", reported)

    assert update.stage == stage
    assert WaitingListEntry.objects.get(case=case).renewed_on == LATER.date()
