"""Requests to the applicant never end in silence: a last day, reminders, recall, another way, the answer taken."""

from datetime import date, timedelta

import pytest
from tests.apps.cases.conftest import FiledCase, FileOnce
from tests.factories.cast import AT, TODAY, Cast
from tests.factories.figures import approve_figure
from tests.factories.journeys import document
from tests.factories.module_rows import ModuleRows
from tests.factories.review import answer_request, begin_review, request_from_citizen, withdraw

from iskan.apps.cases.enums import Identified, RequestEnding
from iskan.apps.cases.models import Case, CaseEvent, CitizenRequest
from iskan.apps.cases.operations import requests
from iskan.apps.cases.operations.evidence import add_taken_evidence
from iskan.apps.cases.operations.making import make_move
from iskan.apps.cases.operations.moves import HeldByAnother, TookAnswer, check_mover
from iskan.apps.cases.queries.requests import days_last_named
from iskan.apps.cases.queries.waiting import CASES_ELSEWHERE, CASES_UNANSWERED
from iskan.apps.cases.tasks import remind_applicants
from iskan.apps.catalogue.calendar import working_calendar
from iskan.apps.catalogue.queries import service_of
from iskan.apps.notifications.models import Delivery, Message
from iskan.core.lifecycle import Act, UnlawfulTransition
from iskan.core.refusal import NotForThisRole, ReasonMissing
from iskan.foundation.models import AuditEntry
from iskan.foundation.waiting import waiting_lines
from iskan.integrations.synthetic import cast as personas
from iskan.policy.parameters.requests import REQUEST_ANSWER_DAYS, REQUEST_REMINDER_DAYS

pytestmark = pytest.mark.usefixtures("registers")
UNIT = {"programme": "unit", "family_category": "1"}
CARD = requests.TakenAnswer(identified_by=Identified.CARD, identification="هوية 870600801")


@pytest.fixture(scope="module")
def rows(file_once: FileOnce) -> ModuleRows[tuple[Cast, FiledCase]]:
    return file_once(personas.QUALIFIES_FOR_UNIT, UNIT)


@pytest.fixture
def both(db: None, rows: ModuleRows[tuple[Cast, FiledCase]]) -> tuple[Cast, FiledCase]:  # noqa: ARG001 -- what a test changes is undone
    return rows.copy()


@pytest.fixture
def cast(both: tuple[Cast, FiledCase]) -> Cast:
    return both[0]


@pytest.fixture
def filed(both: tuple[Cast, FiledCase]) -> FiledCase:
    return both[1]


@pytest.fixture
def asked(cast: Cast, filed: FiledCase) -> CitizenRequest:
    case = filed[0]
    begin_review(scope=cast.scope("reviewer"), reference=case.reference, at=AT)
    return request_from_citizen(
        scope=cast.scope("reviewer"), reference=case.reference, text="أرفق شهادة أوضح",
        evidence_codes=("salary_statement",), at=AT,
    )  # fmt: skip


def _after(request: CitizenRequest, days: int = 1) -> timedelta:
    """Return how long after AT so many days after the last day are."""
    assert request.due_on is not None
    return timedelta(days=(request.due_on - TODAY).days + days)


def _told(case: Case) -> Message:
    return Message.objects.filter(user=case.applicant).latest("pk")


def _make(cast: Cast, case: Case, code: str, **said: object) -> CaseEvent:
    return make_move(scope=cast.scope("reviewer"), reference=case.reference, code=code, **{"at": AT, **said})  # type: ignore[arg-type]  # the parts above


def test_its_last_day_is_named_by_the_official_where_the_law_has_none_and_told(asked: CitizenRequest) -> None:
    assert asked.due_on == working_calendar().add(TODAY, 10)
    assert f"آخر يوم للرد: {asked.due_on.day} " in _told(asked.case).body_ar
    assert days_last_named(asked.asked_by_id) == 10


@pytest.mark.parametrize("within", [None, 0, 61])
def test_no_request_is_made_without_a_last_day_that_can_be(cast: Cast, filed: FiledCase, within: int | None) -> None:
    begin_review(scope=cast.scope("reviewer"), reference=filed[0].reference, at=AT)
    with pytest.raises(requests.AnswerDaysMissing):
        request_from_citizen(
            scope=cast.scope("reviewer"), reference=filed[0].reference, text="وضّح", evidence_codes=(), within=within,
            at=AT,
        )  # fmt: skip
    assert days_last_named(cast.reviewer.pk) is None


def test_the_law_s_days_stand_above_the_official_s(cast: Cast, filed: FiledCase) -> None:
    approve_figure(REQUEST_ANSWER_DAYS, 5, cast)
    begin_review(scope=cast.scope("reviewer"), reference=filed[0].reference, at=AT)
    made = request_from_citizen(
        scope=cast.scope("reviewer"), reference=filed[0].reference, text="وضّح", evidence_codes=(), within=40, at=AT
    )
    assert made.due_on == working_calendar().add(TODAY, 5)


def test_the_applicant_is_reminded_once_half_way_and_again_after_more_time(cast: Cast, asked: CitizenRequest) -> None:
    assert requests.remind_applicants(at=AT) == 0
    later = AT + (asked.due_on - TODAY) / 2 + timedelta(days=1)  # type: ignore[operator]  # it has a last day
    assert requests.remind_applicants(at=later) == 1
    assert requests.remind_applicants(at=later) == 0
    assert _told(asked.case).subject_ar.startswith("تذكير")
    assert asked.case.events.filter(code="request_reminded", public=True, actor=None).count() == 1
    until = working_calendar().add(TODAY, 30)
    requests.extend_request(scope=cast.scope("reviewer"), reference=asked.case.reference, until=until, at=later)
    assert requests.remind_applicants(at=AT + timedelta(days=(until - TODAY).days)) == 1


def test_the_figure_says_how_long_before_the_last_day(cast: Cast, asked: CitizenRequest) -> None:
    approve_figure(REQUEST_REMINDER_DAYS, 1, cast)
    assert requests.remind_applicants(at=AT + _after(asked, -2)) == 0
    assert requests.remind_applicants(at=AT + _after(asked, -1)) == 1


def test_the_job_reminds(asked: CitizenRequest) -> None:
    CitizenRequest.objects.update(asked_at=AT, due_on=date(2999, 1, 1))
    remind_applicants(timestamp=0)
    asked.refresh_from_db()
    assert asked.reminded_at is None


def test_once_the_last_day_is_over_it_waits_in_the_tray_of_who_holds_it_and_nothing_moves(
    cast: Cast, asked: CitizenRequest
) -> None:
    scope, over = cast.scope("reviewer"), AT + _after(asked)
    before = waiting_lines(scope, (CASES_UNANSWERED, CASES_ELSEWHERE), AT + _after(asked, 0), 5)
    after = waiting_lines(scope, (CASES_UNANSWERED, CASES_ELSEWHERE), over, 5)
    assert [before[part].count for part in (CASES_UNANSWERED, CASES_ELSEWHERE)] == [0, 1]
    assert [after[part].count for part in (CASES_UNANSWERED, CASES_ELSEWHERE)] == [1, 0]
    assert requests.remind_applicants(at=over) == 0
    asked.case.refresh_from_db()
    assert asked.case.stage == "awaiting_applicant"


def test_of_nobody_s_it_waits_for_the_supervisor_and_never_for_an_auditor(cast: Cast, asked: CitizenRequest) -> None:
    Case.objects.update(assignee=None)
    over = AT + _after(asked)
    counts = {
        role: waiting_lines(cast.scope(role), (CASES_UNANSWERED,), over, 5)
        for role in ("supervisor", "reviewer", "auditor")
    }
    assert counts["supervisor"][CASES_UNANSWERED].count == 1
    assert counts["reviewer"][CASES_UNANSWERED].count == 0
    assert counts["auditor"] == {}


def test_a_recall_lets_the_clock_run_and_tells_why(cast: Cast, asked: CitizenRequest) -> None:
    due_before = asked.case.due_on
    with pytest.raises(ReasonMissing):
        _make(cast, asked.case, "recall_request")
    _make(cast, asked.case, "recall_request", reason="وردت الشهادة من الجهة", at=AT + timedelta(days=7))
    case = Case.objects.get(pk=asked.case_id)
    asked.refresh_from_db()
    assert (case.stage, asked.ending, asked.answer) == ("in_review", RequestEnding.RECALLED, "")
    assert case.due_on is not None
    assert due_before is None or case.due_on > due_before
    assert "وردت الشهادة من الجهة" in _told(case).body_ar
    again = request_from_citizen(
        scope=cast.scope("reviewer"), reference=case.reference, text="وضّح", evidence_codes=(), at=AT
    )
    assert again.pk != asked.pk


def test_more_time_is_only_ever_later_and_told(cast: Cast, asked: CitizenRequest) -> None:
    where = {"scope": cast.scope("reviewer"), "reference": asked.case.reference, "at": AT}
    far = working_calendar().add(TODAY, 61)
    for day in (None, asked.due_on, TODAY, far):
        with pytest.raises(requests.NotLonger):
            requests.extend_request(until=day, **where)  # type: ignore[arg-type]  # the parts above
    until = asked.due_on + timedelta(days=3)  # type: ignore[operator]  # it has a last day
    requests.extend_request(until=until, **where)  # type: ignore[arg-type]  # the parts above
    asked.refresh_from_db()
    assert asked.due_on == until
    event = asked.case.events.get(code="request_extended")
    assert event.detail["to"] == until.isoformat()
    assert _told(asked.case).subject_ar.startswith("مُدّت")
    assert AuditEntry.objects.filter(action="request.extended", subject=asked.case.reference).exists()


def test_an_old_request_without_a_last_day_is_given_one(cast: Cast, asked: CitizenRequest) -> None:
    CitizenRequest.objects.update(due_on=None)
    with pytest.raises(requests.AnswerStillAwaited):
        _make(cast, asked.case, "go_on_unanswered", reason="x", at=AT + timedelta(days=400))
    requests.extend_request(
        scope=cast.scope("reviewer"), reference=asked.case.reference, until=TODAY + timedelta(days=9), at=AT
    )
    assert asked.case.events.get(code="request_extended").detail["from"] == ""


@pytest.mark.parametrize("way", ["sms", "email"])
def test_it_is_sent_again_by_the_way_chosen_alone(cast: Cast, asked: CitizenRequest, way: str) -> None:
    requests.resend_request(scope=cast.scope("reviewer"), reference=asked.case.reference, way=way, at=AT)
    told = _told(asked.case)
    assert list(Delivery.objects.filter(message=told).values_list("route", flat=True)) == [way]
    assert "أرفق شهادة أوضح" in told.body_ar
    assert asked.case.events.get(code="request_resent").detail["way"] == way


def test_a_letter_is_noted_and_sends_nothing(cast: Cast, asked: CitizenRequest) -> None:
    count = Message.objects.count()
    requests.resend_request(scope=cast.scope("reviewer"), reference=asked.case.reference, way="letter", at=AT)
    assert Message.objects.count() == count
    assert asked.case.events.filter(code="request_resent").exists()


@pytest.mark.parametrize("way", ["sms", "pigeon"])
def test_nothing_is_sent_where_there_is_no_address(cast: Cast, asked: CitizenRequest, way: str) -> None:
    type(asked.case.applicant).objects.filter(pk=asked.case.applicant_id).update(phone="")
    with pytest.raises(requests.NoWayThere):
        requests.resend_request(scope=cast.scope("reviewer"), reference=asked.case.reference, way=way, at=AT)


def test_colleagues_and_other_roles_leave_it_to_who_holds_the_case(cast: Cast, asked: CitizenRequest) -> None:
    where = {"reference": asked.case.reference, "way": "letter", "at": AT}
    with pytest.raises(HeldByAnother):
        requests.resend_request(scope=cast.scope("second_reviewer"), **where)  # type: ignore[arg-type]  # the parts above
    with pytest.raises(NotForThisRole):
        requests.resend_request(scope=cast.scope("approver"), **where)  # type: ignore[arg-type]  # the parts above


def test_nothing_is_done_about_a_request_that_is_not_open(cast: Cast, asked: CitizenRequest) -> None:
    reference = asked.case.reference
    CitizenRequest.objects.update(answered_at=AT)
    with pytest.raises(UnlawfulTransition):
        requests.resend_request(scope=cast.scope("reviewer"), reference=reference, way="letter", at=AT)


def test_an_answer_is_taken_for_the_applicant_with_how_they_were_known(
    cast: Cast, filed: FiledCase, asked: CitizenRequest
) -> None:
    user = filed[1]
    add_taken_evidence(
        scope=cast.scope("reviewer"),
        reference=asked.case.reference,
        code="salary_statement",
        document=document(user),
        at=AT,
    )
    _make(cast, asked.case, "take_answer", reason="أفاد بأنه أرفقها", taken=CARD)
    asked.refresh_from_db()
    assert (asked.ending, asked.taken_by, asked.answer) == (RequestEnding.TAKEN, cast.reviewer, "أفاد بأنه أرفقها")
    assert (asked.identified_by, asked.identification) == ("card", "هوية 870600801")
    assert "أفاد بأنه أرفقها" in _told(asked.case).body_ar
    assert asked.case.evidence.filter(withdrawn_at=None).count() == 2


def test_who_entered_the_answer_leaves_the_decision_to_others(cast: Cast, asked: CitizenRequest) -> None:
    _make(cast, asked.case, "take_answer", reason="أفاد بأنه أرفقها", taken=CARD)
    case, lifecycle = asked.case, service_of(asked.case.service_version_id).lifecycle
    check_mover(cast.scope("reviewer"), case, lifecycle.transition("recommend_approval", "in_review"), "")
    approval = lifecycle.transition("approve", "awaiting_decision")
    check_mover(cast.scope("approver"), case, approval, "")
    CitizenRequest.objects.update(taken_by=cast.approver)
    with pytest.raises(TookAnswer):
        check_mover(cast.scope("approver"), case, approval, "")


@pytest.mark.parametrize("taken", [None, requests.TakenAnswer(identified_by="", identification="هوية"),
                                   requests.TakenAnswer(identified_by="card", identification="  ")])  # fmt: skip
def test_nobody_s_answer_is_taken_without_saying_how_they_were_known(
    cast: Cast, asked: CitizenRequest, taken: requests.TakenAnswer | None
) -> None:
    with pytest.raises(requests.IdentityNotStated):
        _make(cast, asked.case, "take_answer", reason="نعم", taken=taken)


def test_the_applicant_contests_once_what_was_entered_and_the_holder_is_told(
    cast: Cast, filed: FiledCase, asked: CitizenRequest
) -> None:
    scope, reference = filed[2], asked.case.reference
    _make(cast, asked.case, "take_answer", reason="لا شيء لدي", taken=CARD)
    with pytest.raises(ReasonMissing):
        requests.contest_answer(scope=scope, reference=reference, words=" ", at=AT)
    with pytest.raises(NotForThisRole):
        requests.contest_answer(scope=cast.scope("reviewer"), reference=reference, words="لا", at=AT)
    requests.contest_answer(scope=scope, reference=reference, words="لم أتصل بأحد", at=AT)
    told = Message.objects.filter(user=cast.reviewer).latest("pk")
    assert "لم أتصل بأحد" in told.body_ar
    with pytest.raises(requests.NothingToContest):
        requests.contest_answer(scope=scope, reference=reference, words="مرة أخرى", at=AT)


def test_where_nobody_holds_the_case_its_supervisors_hear_of_it(
    cast: Cast, filed: FiledCase, asked: CitizenRequest
) -> None:
    _make(cast, asked.case, "take_answer", reason="لا شيء لدي", taken=CARD)
    Case.objects.update(assignee=None)
    requests.contest_answer(scope=filed[2], reference=asked.case.reference, words="لم أتصل", at=AT)
    assert Message.objects.filter(user=cast.supervisor, body_ar__contains="لم أتصل").exists()


def test_one_s_own_answer_cannot_be_contested(filed: FiledCase, asked: CitizenRequest) -> None:
    answer_request(scope=filed[2], reference=asked.case.reference, answer="تفضلوا", at=AT)
    asked.refresh_from_db()
    assert asked.ending == RequestEnding.ANSWERED
    with pytest.raises(requests.NothingToContest):
        requests.contest_answer(scope=filed[2], reference=asked.case.reference, words="لا", at=AT)


def test_after_the_last_day_the_file_is_decided_as_it_stands(cast: Cast, asked: CitizenRequest) -> None:
    with pytest.raises(requests.AnswerStillAwaited):
        _make(cast, asked.case, "go_on_unanswered", reason="لم يرد", at=AT + _after(asked, 0))
    _make(cast, asked.case, "go_on_unanswered", reason="لم يرد", at=AT + _after(asked))
    asked.refresh_from_db()
    assert asked.ending == RequestEnding.UNANSWERED
    assert "لم يرد" in _told(asked.case).body_ar
    assert Case.objects.get(pk=asked.case_id).stage == "in_review"


def test_a_request_ends_with_its_case(filed: FiledCase, asked: CitizenRequest) -> None:
    withdraw(scope=filed[2], reference=asked.case.reference, reason="", at=AT)
    asked.refresh_from_db()
    assert asked.ending == RequestEnding.OVERTAKEN


def test_a_case_filed_before_requests_could_end_otherwise_gets_the_ways_on(filed: FiledCase) -> None:
    version = filed[0].service_version
    kept = version.declaration["lifecycle"]["transitions"]
    version.pk, version.digest = None, "0" * 64
    version.declaration["lifecycle"]["transitions"] = [
        one for one in kept if one.get("act") not in {"recall", "take_answer", "go_on"}
    ]
    version.save(force_insert=True)
    life = service_of(version.pk).lifecycle
    acts = [move.act for move in life.leaving("awaiting_applicant")]
    assert {Act.RECALL, Act.TAKE_ANSWER, Act.GO_ON} < set(acts)
    assert len(acts) == len(set(acts))
