"""A granted correction changes what the ministry holds; of the rest, and of objections, supervisors are told."""

import pytest
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.filed import inserted_case, person
from tests.factories.journeys import fill_in
from tests.factories.review import begin_review

from iskan.apps.accounts.models import ContactChange, User
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.operations.making import make_move, open_moves
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.households.models import Household
from iskan.apps.notifications.models import Message

REASON = "تبين صحة الطلب"


@pytest.fixture
def ready(cast: Cast) -> Cast:
    register_versions(at=AT)
    return cast


def granted(cast: Cast, service: str, **answers: str) -> Case:
    """File a request of the head's and have one official grant it."""
    scope, reviewer = cast.scope("head"), cast.scope("reviewer")
    case = start_case(scope=scope, service_code=service, at=AT)
    fill_in(scope, case.reference, answers)
    submit_case(scope=scope, reference=case.reference, declared=frozenset({"true_statements"}), at=AT)
    case.refresh_from_db()
    if case.stage == "awaiting_review":
        begin_review(scope=reviewer, reference=case.reference, at=AT)
    make_move(scope=reviewer, reference=case.reference, code="approve", at=AT, reason=REASON)
    case.refresh_from_db()
    assert case.stage == "approved", [move.code for move in open_moves(reviewer, case, TODAY)]
    return case


def told_supervisor(cast: Cast, case: Case) -> bool:
    messages = Message.objects.filter(user=cast.supervisor, event=f"case:{case.reference}:granted")
    return [REASON in message.body_ar for message in messages] == [True]


def test_a_detail_of_contact_changes_after_the_usual_wait(ready: Cast) -> None:
    User.objects.filter(pk=ready.head.pk).update(phone="+97336000000", email="")
    case = granted(ready, "data_correction", record="mobile", right_mobile="36001234")
    assert ContactChange.objects.get(user=ready.head).phone == "+97336001234"
    assert not told_supervisor(ready, case)
    granted(ready, "data_correction", record="email", right_email="new@example.test")
    assert User.objects.get(pk=ready.head.pk).email == "new@example.test"


def test_what_is_wrong_with_the_family_is_laid_beside_what_was_said(ready: Cast) -> None:
    household = Household.objects.create(head=person("810203456", "علي"), declared_at=AT, objection="قيل من قبل")
    waiting = inserted_case(1, ready.requests, household=household)
    Case.objects.filter(pk=waiting.pk).update(applicant=ready.head)
    granted(ready, "data_correction", record="household", wrong="اسم ابني مكتوب خطأ")
    household.refresh_from_db()
    assert household.objection == "قيل من قبل\nاسم ابني مكتوب خطأ"


def test_of_another_bodys_register_the_supervisors_are_told(ready: Cast) -> None:
    assert told_supervisor(ready, granted(ready, "data_correction", record="register", wrong="تاريخ الميلاد"))


def test_an_objection_upheld_is_told_to_those_who_carry_it_out(ready: Cast) -> None:
    assert told_supervisor(ready, granted(ready, "processing_objection", processing="message"))
