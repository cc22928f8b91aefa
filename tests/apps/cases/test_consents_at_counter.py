"""The answer of somebody without eKey, taken at the counter under an official's name, who then decides nothing."""

import pytest
from django.urls import reverse
from tests.factories.cast import AT, Cast, citizen
from tests.factories.journeys import accept_all, answer_registers, applicant, attach_all, file, fill_in
from tests.factories.review import begin_review, recommend

from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case, ConsentRequest
from iskan.apps.cases.operations.consenting import (
    CounterIdentificationMissing,
    NotAskedAnyMore,
    answer_at_counter,
)
from iskan.apps.cases.operations.drafting import start_case
from iskan.apps.cases.operations.moves import TookAnswer
from iskan.apps.cases.queries.consents import answers_to_take
from iskan.apps.notifications.models import Message
from iskan.core.refusal import NotForThisRole, OwnHousehold
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope
from iskan.integrations.synthetic import cast as personas

CODE = "right_of_disposal"
CARD = "بطاقة هوية 123"
pytestmark = pytest.mark.usefixtures("registers")


@pytest.fixture
def asked(cast: Cast) -> ConsentRequest:  # noqa: ARG001 -- the department's officials
    user, scope = applicant(personas.QUALIFIES_FOR_UNIT)
    reference = start_case(scope=scope, service_code=CODE, at=AT).reference
    fill_in(scope, reference, {"disposal": "sale", "other_name": "نورة خالد", "other_cpr": ""})
    attach_all(user, scope, reference)
    answer_registers(file(scope, reference))
    return ConsentRequest.objects.select_related("case").get(case__reference=reference)


def take(cast: Cast, asked: ConsentRequest, role: str = "reviewer", *, given: bool = True, card: str = CARD) -> None:
    answer_at_counter(
        scope=cast.scope(role), reference=asked.case.reference, request_id=asked.pk, given=given, identification=card,
        at=AT,
    )  # fmt: skip


def test_the_answer_stands_under_the_officials_name_with_the_card_seen(cast: Cast, asked: ConsentRequest) -> None:
    spouse = citizen(asked.cpr, "زوجة", "Wife")
    take(cast, asked)
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by_id, asked.identification) == ("given", cast.reviewer.pk, CARD)
    line = AuditEntry.objects.filter(action="consent.given").latest("pk")
    assert line.detail["at_counter"] is True
    assert Message.objects.filter(user=spouse, event__endswith=f"taken-{asked.pk}").exists()
    assert asked.case.events.filter(code="consent_given", actor_id=cast.reviewer.pk).exists()


def test_whoever_took_it_neither_recommends_nor_decides(cast: Cast, asked: ConsentRequest) -> None:
    take(cast, asked)
    case = Case.objects.get(pk=asked.case_id)
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    accept_all(case, cast.scope("reviewer"))
    with pytest.raises(TookAnswer):
        recommend(scope=cast.scope("reviewer"), reference=case.reference, outcome=Outcome.APPROVED, reason="تام", at=AT)
    other = cast.scope("second_reviewer")
    recommend(scope=other, reference=case.reference, outcome=Outcome.APPROVED, reason="تام", at=AT)


def test_a_no_is_taken_too_and_nothing_is_taken_twice(cast: Cast, asked: ConsentRequest) -> None:
    take(cast, asked, given=False)
    asked.refresh_from_db()
    assert asked.answer == "refused"
    with pytest.raises(NotAskedAnyMore):
        take(cast, asked)


def test_it_takes_a_card_a_role_and_a_stranger(cast: Cast, asked: ConsentRequest) -> None:
    with pytest.raises(CounterIdentificationMissing):
        take(cast, asked, card="  ")
    with pytest.raises(NotForThisRole):
        take(cast, asked, "approver")
    with pytest.raises(OutOfScope):
        answer_at_counter(
            scope=cast.scope("reviewer"), reference=asked.case.reference, request_id=0, given=True, identification=CARD,
            at=AT,
        )  # fmt: skip
    cast.reviewer.official_cpr = asked.cpr
    cast.reviewer.save()
    with pytest.raises(OwnHousehold):
        take(cast, asked)


def test_the_page_asks_twice_and_then_keeps_it(cast: Cast, asked: ConsentRequest) -> None:
    (waiting,) = answers_to_take(asked.case, AT.date())
    desk, address = cast.client("reviewer"), reverse("backoffice:consent-at-counter", args=[asked.case.reference])
    assert waiting.name.ar in desk.get(address).content.decode()
    words = {"asked": waiting.id, "answer": "yes", "identification": CARD, "reason": ""}
    for missing in ("asked", "answer", "identification"):
        assert desk.post(address, words | {missing: ""}).status_code == 422
    assert CARD in desk.post(address, words).content.decode()
    asked.refresh_from_db()
    assert asked.answer == ""
    assert desk.post(address, words | {"confirmed": "yes"}).status_code == 302
    shown = desk.get(reverse("backoffice:case", args=[asked.case.reference])).content.decode()
    assert CARD in shown
    assert answers_to_take(asked.case, AT.date()) == ()
    assert desk.get(address).status_code == 200
