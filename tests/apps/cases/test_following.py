"""Promises follow the working calendar: what is due moves with a circular, and the trail says from when to when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.cast import AT, Cast
from tests.factories.figures import approve_figure
from tests.factories.filed import inserted_case

from iskan.apps.cases.effects import JUDGED, OTHER_PROMISE, cases_by_figure
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.following import follow_calendar
from iskan.apps.cases.operations.queueing import FOLLOW_CALENDAR
from iskan.apps.cases.queries.promises import count_promised_over, promised_days
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue.calendar import working_calendar
from iskan.apps.catalogue.operations import enter_circular
from iskan.apps.catalogue.touching import FigureChange, change_by
from iskan.core.circulars import Circular
from iskan.core.dated import FigureBook, LegalBasis, Version
from iskan.core.days import Span
from iskan.core.promises import Alarm
from iskan.core.text import Text
from iskan.foundation.models import AuditEntry
from iskan.policy.parameters.ages import AGE_MIN
from iskan.policy.parameters.promises import PROMISE_NEW_APPLICATION

OCCASION = Text(ar="عطلة", en="A day off")


def promised_case(cast: Cast, stage: str = "in_review") -> Case:
    case = inserted_case(0, cast.requests, stage=stage)
    assert case.filed_at is not None
    filed_on = timezone.localdate(case.filed_at)
    days = promised_days(service_of(case), filed_on)
    assert days is not None
    case.due_on = working_calendar().add(filed_on, days)
    case.save(update_fields=["due_on"])
    return case


def day_off(cast: Cast, day: date) -> None:
    basis = LegalBasis(instrument=OCCASION, source="entered", grade="A")
    given = Circular(code="", occasion=OCCASION, basis=basis, off=Span(day, day))
    enter_circular(scope=cast.scope("approver"), circular=given, at=AT)


def test_a_day_off_moves_what_is_due_and_leaves_a_line(cast: Cast) -> None:
    case = promised_case(cast)
    before = case.due_on
    assert before is not None
    day_off(cast, before)
    assert ProcrastinateJob.objects.filter(task_name=FOLLOW_CALENDAR).count() == 1
    assert follow_calendar(at=AT) == 1
    case.refresh_from_db()
    assert case.due_on == working_calendar().add(before, 1)
    line = AuditEntry.objects.get(action="case.due_day_moved")
    assert (line.subject, line.detail) == (case.reference, {"before": str(before), "after": str(case.due_on)})
    assert follow_calendar(at=AT) == 0


def test_an_alarm_that_is_no_longer_deserved_is_taken_back(cast: Cast) -> None:
    case = promised_case(cast)
    assert case.due_on is not None
    Case.objects.filter(pk=case.pk).update(alarm=Alarm.BREACHED)
    day_off(cast, case.due_on)
    follow_calendar(at=AT)
    assert Case.objects.get(pk=case.pk).alarm < Alarm.BREACHED


@pytest.mark.parametrize("stage", ["awaiting_applicant", "approved"])
def test_what_is_not_running_stays(cast: Cast, stage: str) -> None:
    case = promised_case(cast, stage)
    assert case.due_on is not None
    day_off(cast, case.due_on)
    assert follow_calendar(at=AT) == 0


def test_only_promises_counted_over_a_day_are_told(cast: Cast) -> None:
    case = promised_case(cast)
    assert case.due_on is not None
    assert case.filed_at is not None
    assert count_promised_over([case.due_on]) == 1
    assert count_promised_over([timezone.localdate(case.filed_at)]) == 0
    assert count_promised_over([case.due_on + timedelta(days=1)]) == 0
    assert count_promised_over([]) == 0


def change(value: int, first_day: date) -> FigureChange:
    basis = LegalBasis(instrument=OCCASION, source="published", grade="A")
    version: Version[object] = Version(value=value, first_day=first_day, basis=basis)
    return change_by(PROMISE_NEW_APPLICATION, version, FigureBook(), first_day)


def test_a_shorter_promise_tells_whose_it_is_and_moves_them(cast: Cast) -> None:
    case = promised_case(cast)
    assert case.filed_at is not None
    filed_on = timezone.localdate(case.filed_at)
    assert cases_by_figure(change(3, filed_on)) == ((OTHER_PROMISE, "1"),)
    assert cases_by_figure(change(3, filed_on + timedelta(days=1))) == ()
    approve_figure(PROMISE_NEW_APPLICATION, 3, cast, first_day=filed_on)
    assert follow_calendar(at=AT) == 1
    case.refresh_from_db()
    assert case.due_on == working_calendar().add(filed_on, 3)


def test_an_undecided_application_is_told_of_a_ceiling_it_is_judged_by(cast: Cast) -> None:
    case = promised_case(cast)
    assert case.filed_at is not None
    basis = LegalBasis(instrument=OCCASION, source="published", grade="A")
    filed_on = timezone.localdate(case.filed_at)
    version: Version[object] = Version(value=25, first_day=filed_on, basis=basis)
    told = cases_by_figure(change_by(AGE_MIN, version, FigureBook(), filed_on))
    assert told == ((JUDGED, "1"),)
