"""Each sign in an official's day, found from the lines the pages leave, and nothing where work is as usual."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from pytest_django import Settings
from tests.factories.cast import AT, Cast, official
from tests.factories.filed import inserted_case, person

from iskan.apps.accounts.models import User
from iskan.apps.accounts.operations.sign_ins import record_refused_access
from iskan.apps.accounts.queries import scope_of
from iskan.apps.allocation.queries.offers import cases_with_offers
from iskan.apps.anomalies.enums import AnomalyKind
from iskan.apps.anomalies.models import Anomaly, AnomalyClosure, OfficialDay
from iskan.apps.anomalies.operations.closing import AnomalyClosed, OwnConduct, close_anomaly
from iskan.apps.anomalies.operations.finding import find_anomalies
from iskan.apps.anomalies.queries import anomalies as queries
from iskan.apps.anomalies.tasks import find_nightly
from iskan.apps.cases.models import Case
from iskan.apps.households.models import Household, HouseholdMember
from iskan.apps.notifications.models import Message
from iskan.core.refusal import NotForThisRole, ReasonMissing
from iskan.foundation import audit, clock
from iskan.foundation.models import AuditEntry
from iskan.foundation.scope import OutOfScope, Role

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)  # a Monday
MORNING = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)  # ten o'clock in Bahrain


@pytest.fixture
def settings_low(settings: Settings) -> Settings:
    settings.ISKAN_ANOMALY_READS, settings.ISKAN_ANOMALY_NO_TASK = 5, 2
    settings.ISKAN_ANOMALY_SEARCHES, settings.ISKAN_ANOMALY_REFUSED = 3, 2
    settings.ISKAN_ANOMALY_OUT_OF_HOURS = 2
    return settings


pytestmark = [pytestmark, pytest.mark.usefixtures("settings_low")]


def read(user: User, cases: Sequence[Case], at: datetime = MORNING) -> None:
    for case in cases:
        scope = scope_of(user, at.date())
        audit.record_read(scope=scope, subject_kind=audit.CASE, subject=case.reference, at=at)


def open_cases(cast: Cast, count: int, first: int = 1) -> list[Case]:
    return [inserted_case(number, cast.requests) for number in range(first, first + count)]


def found(day: date = DAY) -> list[tuple[str, str, int]]:
    find_anomalies(day=day, at=AT)
    rows = Anomaly.objects.filter(day=day).order_by("kind")
    return [(row.kind, row.official.username, row.count) for row in rows]


def days_of_others(cast: Cast, reads: int) -> None:
    for days in range(1, 15):
        OfficialDay.objects.create(
            official=cast.second_reviewer, day=DAY - timedelta(days=days), roles="reviewer", reads=reads, searches=0
        )


def test_a_day_of_usual_work_brings_nothing(cast: Cast) -> None:
    days_of_others(cast, 4)
    read(cast.reviewer, open_cases(cast, 5))
    assert found() == []
    kept = OfficialDay.objects.get(official=cast.reviewer)
    assert (kept.day, kept.roles, kept.reads) == (DAY, "reviewer", 5)


def test_one_who_reads_far_more_than_their_like_is_told_with_the_lines(cast: Cast) -> None:
    days_of_others(cast, 4)
    cases = open_cases(cast, 14)
    read(cast.reviewer, [*cases, cases[0]])
    assert found() == [("many_reads", "r.isa", 14)]
    row = Anomaly.objects.get()
    assert (row.most, row.usual) == (13, 4.0)
    behind = queries.lines_behind(cast.scope("auditor"), row.pk)
    assert [line.subject for line in behind].count(cases[0].reference) == 2
    assert len(behind) == 15


def test_who_has_no_like_is_held_against_nobody(cast: Cast) -> None:
    read(cast.reviewer, open_cases(cast, 40))
    assert found() == []


def test_files_without_a_task_in_them(cast: Cast) -> None:
    held = open_cases(cast, 3)
    for case in held:
        case.assignee = cast.second_reviewer
        case.save()
    read(cast.reviewer, [*held, *open_cases(cast, 3, first=10)])
    read(cast.approver, held)
    read(cast.supervisor, held)
    assert found() == [("no_task", "r.isa", 3)]


def test_a_closed_file_of_a_home_that_is_offered_is_a_task(cast: Cast) -> None:
    closed = open_cases(cast, 3)
    Case.objects.filter(pk__in=[case.pk for case in closed]).update(closed_at=AT)
    assert cases_with_offers([case.reference for case in closed]) == frozenset()
    read(cast.reviewer, closed)
    assert found() == [("no_task", "r.isa", 3)]


def test_their_own_file_and_their_familys(cast: Cast) -> None:
    User.objects.filter(pk=cast.reviewer.pk).update(official_cpr="870209001")
    own, family, other = open_cases(cast, 3)
    own.applicant.cpr = "870209001"
    own.applicant.save()
    home = Household.objects.create(head=person("870209001", "الموظف"), declared_at=AT)
    for number, cpr in enumerate(("870209001", "880209002")):
        HouseholdMember.objects.create(household=home, person=person(cpr, "فرد"), relation=("head", "spouse")[number])
    family.applicant.cpr = "880209002"
    family.applicant.save()
    read(cast.reviewer, [own, family, other])
    assert found() == [("own_family", "r.isa", 2)]


def test_searches_in_bulk_and_refusals_again_and_again(cast: Cast) -> None:
    scope = cast.scope("reviewer")
    for _ in range(4):
        audit.record_shown(scope=scope, action=audit.SEARCHED, references=[], at=MORNING)
    for _ in range(3):
        record_refused_access(scope=scope, address="backoffice:case", named={"reference": "X"}, status=404, at=MORNING)
    assert found() == [("refused", "r.isa", 3), ("searches", "r.isa", 4)]


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 3, 2, 2, 59, tzinfo=UTC), True),  # a minute before six
        (datetime(2026, 3, 2, 3, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 2, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 2, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 6, 8, 0, tzinfo=UTC), True),  # a Friday
    ],
)
def test_looks_outside_working_hours_as_they_are_in_bahrain(cast: Cast, at: datetime, *, told: bool) -> None:
    read(cast.reviewer, open_cases(cast, 3), at)
    assert found(at.date()) == ([("out_of_hours", "r.isa", 3)] if told else [])


def test_citizens_programs_and_the_system_are_no_officials(cast: Cast) -> None:
    read(cast.head, open_cases(cast, 20), datetime(2026, 3, 2, 22, 0, tzinfo=UTC))
    assert (found(), OfficialDay.objects.count()) == ([], 0)


def test_a_day_looked_through_again_brings_nothing_twice_and_auditors_are_told_once(cast: Cast) -> None:
    read(cast.reviewer, open_cases(cast, 3), datetime(2026, 3, 2, 18, 0, tzinfo=UTC))
    assert [find_anomalies(day=DAY, at=AT) for _ in range(2)] == [1, 0]
    assert [message.user_id for message in Message.objects.all()] == [cast.auditor.pk]
    assert AuditEntry.objects.filter(action="anomalies.find").count() == 2


def test_the_night_looks_through_the_day_before(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    read(cast.reviewer, open_cases(cast, 3), datetime(2026, 3, 2, 18, 0, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 2, 22, 35, tzinfo=UTC))
    monkeypatch.setattr(clock, "today", lambda: DAY + timedelta(days=1))
    find_nightly(timestamp=0)
    assert Anomaly.objects.get().day == DAY


def test_the_command_says_how_many_are_new(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    read(cast.reviewer, open_cases(cast, 3), datetime(2026, 3, 2, 18, 0, tzinfo=UTC))
    call_command("anomalies", "find", "--day", "2026-03-02")
    assert "2026-03-02: 1 anomalies" in capsys.readouterr().out


@pytest.fixture
def anomaly(cast: Cast) -> Anomaly:
    return Anomaly.objects.create(
        kind=AnomalyKind.SEARCHES, official=cast.reviewer, roles="reviewer", day=DAY, count=90, most=60, lines=[],
        found_at=AT,
    )  # fmt: skip


def test_an_auditor_closes_it_once_and_with_a_reason(cast: Cast, anomaly: Anomaly) -> None:
    auditor = cast.scope("auditor")
    with pytest.raises(ReasonMissing):
        close_anomaly(scope=auditor, anomaly_id=anomaly.pk, reason=" ", at=AT)
    close_anomaly(scope=auditor, anomaly_id=anomaly.pk, reason="جرد سنوي بطلب المشرف", at=AT)
    with pytest.raises(AnomalyClosed):
        close_anomaly(scope=auditor, anomaly_id=anomaly.pk, reason="مرة أخرى", at=AT)
    assert AuditEntry.objects.get(action="anomaly.closed").actor_id == cast.auditor.pk
    assert queries.open_anomaly_count(auditor) == 0
    assert queries.anomalies(auditor, only_open=False, page=1).lines[0].reason == "جرد سنوي بطلب المشرف"


def test_nobody_else_closes_or_reads_it_and_no_auditor_their_own(cast: Cast, anomaly: Anomaly) -> None:
    for role in ("supervisor", "administrator", "reviewer"):
        scope = cast.scope(role)
        with pytest.raises(NotForThisRole):
            close_anomaly(scope=scope, anomaly_id=anomaly.pk, reason="لا شيء", at=AT)
        with pytest.raises(OutOfScope):
            queries.anomaly_of(scope, anomaly.pk)
        assert queries.open_anomaly_count(scope) == 0
    with pytest.raises(OutOfScope):
        close_anomaly(scope=cast.scope("auditor"), anomaly_id=anomaly.pk + 1, reason="لا شيء", at=AT)
    with pytest.raises(OutOfScope):
        queries.anomaly_of(cast.scope("auditor"), anomaly.pk + 1)
    own = Anomaly.objects.create(
        kind=AnomalyKind.SEARCHES, official=cast.auditor, roles="auditor", day=DAY, count=90, most=60, lines=[],
        found_at=AT,
    )  # fmt: skip
    with pytest.raises(OwnConduct):
        close_anomaly(scope=cast.scope("auditor"), anomaly_id=own.pk, reason="لا شيء", at=AT)
    second = scope_of(official("second.auditor", Role.AUDITOR, None), DAY)
    assert close_anomaly(scope=second, anomaly_id=own.pk, reason="تدقيق سنوي", at=AT).anomaly == own


@pytest.mark.parametrize("model", [Anomaly, AnomalyClosure, OfficialDay])
def test_the_database_takes_nothing_back(cast: Cast, anomaly: Anomaly, model: type) -> None:
    close_anomaly(scope=cast.scope("auditor"), anomaly_id=anomaly.pk, reason="جرد", at=AT)
    days_of_others(cast, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()  # type: ignore[attr-defined] # a model's manager


def test_they_say_what_they_are(anomaly: Anomaly, cast: Cast) -> None:
    days_of_others(cast, 1)
    closure = close_anomaly(scope=cast.scope("auditor"), anomaly_id=anomaly.pk, reason="جرد", at=AT)
    for one in (anomaly, closure, OfficialDay.objects.first()):
        assert "2026" in str(one)
