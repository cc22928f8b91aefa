"""Several bodies are asked at once: each answers for itself, the clock stands meanwhile, and a grant waits for all."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytest_django import Settings
from tests.factories.cast import AT, Cast, make_cast, partner_person
from tests.factories.inspecting import FOLDER
from tests.factories.journeys import fill_in
from tests.factories.review import begin_review, recommend, withdraw
from tests.factories.services.reviewed_works import BODIES, SERVICE

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.models import Case, ClockPause
from iskan.apps.cases.operations.drafting import start_case, submit_case
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.moves import NeedUnmet
from iskan.apps.catalogue.operations import register_versions
from iskan.apps.notifications.models import Message
from iskan.apps.partners.models import Referral
from iskan.apps.partners.operations.answering import answer_referral
from iskan.apps.partners.queries.of_case import SENT
from iskan.apps.partners.queries.referrals import settled_of
from iskan.core.consistency import declaration_faults
from iskan.core.lifecycle import Clock, Need
from iskan.core.refusal import ReasonMissing
from iskan.foundation.reading import clear_process_caches
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.lifecycles.elsewhere import Elsewhere, NotABank
from iskan.surfaces.partner.presenters.referrals import referral_row
from iskan.surfaces.ui.sent_elsewhere import referral_card

CIVIL_DEFENCE, UTILITY = (one.code for one in BODIES)


@pytest.fixture
def cast(db: None, settings: Settings) -> Iterator[Cast]:  # noqa: ARG001 -- the versions are kept in it
    settings.ISKAN_SERVICE_FOLDERS = [FOLDER]
    clear_process_caches()
    register_versions(at=AT)
    yield make_cast()
    clear_process_caches()


@pytest.fixture
def case(cast: Cast) -> Case:
    scope = cast.scope("head")
    draft = start_case(scope=scope, service_code="reviewed_works", at=AT)
    fill_in(scope, draft.reference, {"works": "Two rooms"}, AT)
    case = submit_case(scope=scope, reference=draft.reference, declared=frozenset(), at=AT)
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    return case


def move(cast: Cast, case: Case, code: str, reason: str = "") -> str:
    make_move(scope=cast.scope("reviewer"), reference=case.reference, code=code, reason=reason, at=AT)
    case.refresh_from_db()
    return case.stage


def answer(case: Case, body: str, code: str, words: str = "") -> str:
    person = partner_person(f"{body}.{Referral.objects.count()}.{code}", body)
    referral = Referral.objects.get(case=case, body=body, answered_at=None, ended_at=None)
    answer_referral(scope=scope_of(person, AT.date()), referral_id=referral.pk, answer=code, words=words, at=AT)
    case.refresh_from_db()
    return case.stage


def approve(cast: Cast, case: Case) -> None:
    recommend(scope=cast.scope("reviewer"), reference=case.reference, outcome=Outcome.APPROVED, reason="مستوفٍ", at=AT)


def test_all_are_asked_at_once_and_the_review_goes_on_once_all_have_answered(cast: Cast, case: Case) -> None:
    with pytest.raises(NeedUnmet, match="Civil Defence"):
        approve(cast, case)
    assert move(cast, case, "consult_bodies") == "with_bodies"
    assert ClockPause.objects.filter(case=case, ended_on=None).count() == 1
    assert set(Referral.objects.values_list("body", flat=True)) == {CIVIL_DEFENCE, UTILITY}
    assert answer(case, UTILITY, "no_objection") == "with_bodies"
    with pytest.raises(ReasonMissing):
        answer(case, CIVIL_DEFENCE, "objection")
    Referral.objects.get(body=CIVIL_DEFENCE, answered_at=None)
    assert answer(case, CIVIL_DEFENCE, "needs_more", "مخطط الحريق") == "in_review"
    assert not ClockPause.objects.filter(case=case, ended_on=None).exists()
    assert Message.objects.filter(user=cast.head, subject_en__startswith="The other bodies have answered").exists()
    shown = [referral_card(SERVICE, line) for line in SENT.of(id=case.pk) or ()]
    assert {(one.state, one.tone) for one in shown} == {
        ("لا مانع", "success"), ("يلزم استكمال", "danger"),
    }  # fmt: skip
    (mine,) = settled_of(scope_of(partner_person("u.reads", UTILITY), AT.date()))
    assert referral_row(mine).state == "لا مانع"
    approve(cast, case)


def test_bodies_are_asked_again_and_what_is_not_answered_is_taken_back(cast: Cast, case: Case) -> None:
    move(cast, case, "consult_bodies")
    answer(case, UTILITY, "no_objection")
    answer(case, CIVIL_DEFENCE, "objection", "المخرج ضيق")
    assert move(cast, case, "consult_bodies") == "with_bodies"
    answer(case, CIVIL_DEFENCE, "no_objection")
    assert move(cast, case, "go_on_unheard", "تأخر الرد") == "in_review"
    assert not Referral.objects.filter(answered_at=None, ended_at=None).exists()
    approve(cast, case)


def test_who_withdraws_ends_what_is_out(cast: Cast, case: Case) -> None:
    move(cast, case, "consult_bodies")
    withdraw(scope=cast.scope("head"), reference=case.reference, reason="", at=AT)
    assert not Referral.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(("eyes", "grant"), [(Eyes.TWO, "recommend_approval"), (Eyes.ONE, "approve")])
def test_a_grant_waits_and_a_refusal_does_not(eyes: Eyes, grant: str) -> None:
    life = course(code="works", decided_by=eyes, consulted=BODIES)
    waits = {one.code for one in life.transitions if Need.HEARD in one.needs}
    assert waits == {grant, "bodies_answered"}
    assert life.stage("with_bodies").clock is Clock.ELSEWHERE
    assert "General Directorate of Civil Defence" in life.stage("with_bodies").next_step.en


def test_only_a_bank_is_asked_in_the_words_of_one() -> None:
    assert declaration_faults(SERVICE) == ()
    with pytest.raises(NotABank, match=CIVIL_DEFENCE):
        Elsewhere(partner=replace(BODIES[0]))
