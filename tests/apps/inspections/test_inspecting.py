"""A place is looked at before a case is decided: by whom, when, what comes of a visit, and what is found."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_

import pytest
from django.db import DatabaseError, transaction
from tests.factories.cast import AT, official
from tests.factories.filed import person
from tests.factories.inspecting import HOURS, IN_ORDER, VISITED, Inspected
from tests.factories.review import decide, recommend, withdraw

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.enums import Outcome
from iskan.apps.cases.inspecting import order
from iskan.apps.cases.operations.moves import NeedUnmet
from iskan.apps.documents.holders import held
from iskan.apps.documents.models import Document
from iskan.apps.documents.queries import document_for
from iskan.apps.households.models import Household, HouseholdMember
from iskan.apps.inspections.enums import InspectionState, VisitEnd
from iskan.apps.inspections.models import InspectionReport, OrderedInspection, ReportPicture, Visit
from iskan.apps.inspections.operations.reporting import (
    MOST_PICTURES,
    FoundAtPlace,
    NothingToCorrect,
    TooManyPictures,
    correct_report,
    report_inspection,
)
from iskan.apps.inspections.operations.visiting import (
    DayNotCome,
    HoursUnfit,
    InspectionEnded,
    NobodyComes,
    NoSuchInspector,
    NoVisitStands,
    appoint_visit,
    ask_another_day,
    assign_inspector,
    record_missed,
)
from iskan.apps.inspections.queries.of_case import INSPECTIONS, inspection_line, is_reported
from iskan.apps.inspections.queries.scoped import inspection_for, visible_inspections
from iskan.apps.inspections.queries.waiting import INSPECTIONS_FREE, VISITS_DUE, VISITS_TO_APPOINT
from iskan.apps.notifications.models import Message
from iskan.core.effects import OrderInspection
from iskan.core.refusal import BadAnswers, NotForThisRole, OwnHousehold, ReasonMissing
from iskan.foundation import audit
from iskan.foundation.scope import NOBODY, SYSTEM, FilingFor, OutOfScope, Role
from iskan.foundation.waiting import waiting_counts


def approve(inspected: Inspected) -> None:
    recommend(
        scope=inspected.scope("reviewer"), reference=inspected.case.reference, outcome=Outcome.APPROVED,
        reason="مستوفٍ", at=VISITED,
    )  # fmt: skip
    decide(
        scope=inspected.scope("approver"), reference=inspected.case.reference, outcome=Outcome.APPROVED, reason="",
        at=VISITED,
    )  # fmt: skip


def made(inspected: Inspected, found: FoundAtPlace = IN_ORDER) -> InspectionReport:
    inspected.appointed()
    return report_inspection(scope=inspected.scope("inspector"), reference=inspected.reference, found=found, at=VISITED)


def test_the_review_orders_it_and_a_grant_waits_for_its_report(inspected: Inspected) -> None:
    ordered = inspected.inspection
    assert (ordered.state, ordered.block, ordered.department_id) == ("ordered", "428", inspected.cast.requests.pk)
    assert ordered.place_en == "Road: 2803, Block: 428"
    assert ordered.due_on is not None
    with pytest.raises(NeedUnmet, match="Visit to the home"):
        approve(inspected)
    order(OrderInspection(inspection="before_works"), case_id=inspected.case.pk, actor_id=None, at=AT)
    assert OrderedInspection.objects.count() == 1
    report = made(inspected)
    assert (report.result, report.answers) == ("in_order", {"as_drawn": True})
    approve(inspected)
    after = inspected.inspection
    assert (after.code, after.state, after.due_on, after.block) == ("after_works", "ordered", None, "")
    assert not is_reported(inspected.case.reference, "after_works")
    acts = [line.action for line in audit.trail_of(subject_kind=audit.CASE, subject=inspected.case.reference)]
    assert [one for one in acts if one.startswith("inspection.")] == [
        "inspection.ordered", "inspection.assigned", "inspection.appointed", "inspection.reported",
        "inspection.ordered",
    ]  # fmt: skip


def test_a_withdrawal_waits_for_nothing_and_calls_the_visit_off(inspected: Inspected) -> None:
    visit = inspected.appointed()
    withdraw(scope=inspected.scope("head"), reference=inspected.case.reference, reason="", at=AT)
    visit.refresh_from_db()
    assert (inspected.inspection.state, visit.end) == (InspectionState.CALLED_OFF, VisitEnd.CALLED_OFF)
    assert Message.objects.filter(event=f"visit:{visit.pk}:called_off", user=inspected.cast.head).exists()
    for act in (record_missed, ask_another_day):
        with pytest.raises(InspectionEnded):
            act(scope=inspected.scope("inspector"), reference=inspected.reference, said="x", at=AT)


def test_who_is_sent_is_of_the_office_and_not_near_to_the_household(inspected: Inspected) -> None:
    cast, reference, boss = inspected.cast, inspected.reference, inspected.scope("supervisor")
    for one in (cast.reviewer, cast.head, official("far", Role.INSPECTOR, cast.finance)):
        with pytest.raises(NoSuchInspector):
            assign_inspector(scope=boss, reference=reference, inspector_id=one.pk, at=AT)
    with pytest.raises(NoSuchInspector):
        assign_inspector(scope=boss, reference=reference, inspector_id=0, at=AT)
    near = official("near", Role.INSPECTOR, cast.requests, cpr="910203409")
    home = Household.objects.create(head=person(cast.head.cpr or "", "زينب"), declared_at=AT)
    for who in (home.head, person("910203409", "قريب")):
        HouseholdMember.objects.create(household=home, person=who, relation="head" if who == home.head else "son")
    with pytest.raises(NoSuchInspector):
        assign_inspector(scope=boss, reference=reference, inspector_id=near.pk, at=AT)
    with pytest.raises(NobodyComes):
        appoint_visit(scope=boss, reference=reference, hours=HOURS, at=AT)
    other = official("other", Role.INSPECTOR, cast.requests, cpr="910203410")
    assign_inspector(scope=boss, reference=reference, inspector_id=other.pk, at=AT)
    assert Message.objects.filter(user=other, event__startswith="inspection:").count() == 1
    mine = inspected.scope("inspector")
    with pytest.raises(NotForThisRole):
        assign_inspector(scope=mine, reference=reference, inspector_id=mine.acting_id, at=AT)
    with pytest.raises(NotForThisRole):
        appoint_visit(scope=mine, reference=reference, hours=HOURS, at=AT)
    visit = appoint_visit(scope=boss, reference=reference, hours=HOURS, at=AT)
    assign_inspector(scope=boss, reference=reference, inspector_id=other.pk, at=AT)
    visit.refresh_from_db()
    assert visit.end == ""
    assign_inspector(scope=boss, reference=reference, inspector_id=cast.inspector.pk, at=AT)
    visit.refresh_from_db()
    assert (visit.end, inspected.inspection.state) == (VisitEnd.MOVED, InspectionState.ORDERED)


def test_nobody_inspects_their_own_household(inspected: Inspected) -> None:
    inspected.appointed()
    inspector = inspected.cast.inspector
    inspector.official_cpr, inspected.cast.head.cpr = None, inspected.cast.head.cpr
    scope = replace(inspected.scope("inspector"), own_cpr=inspected.cast.head.cpr)
    for act in (
        lambda: appoint_visit(scope=scope, reference=inspected.reference, hours=HOURS, at=AT),
        lambda: report_inspection(scope=scope, reference=inspected.reference, found=IN_ORDER, at=VISITED),
    ):
        with pytest.raises(OwnHousehold):
            act()


@pytest.mark.parametrize(
    "hours",
    [
        replace(HOURS, day=AT.date() - timedelta(days=1)),
        replace(HOURS, day=AT.date() + timedelta(days=91)),
        replace(HOURS, until_time=time(9)),
    ],
)
def test_a_visit_is_on_a_day_to_come_for_some_time(inspected: Inspected, hours: object) -> None:
    inspected.assigned()
    with pytest.raises(HoursUnfit):
        appoint_visit(scope=inspected.scope("inspector"), reference=inspected.reference, hours=hours, at=AT)  # type: ignore[arg-type]  # what is sent


def test_the_citizen_is_told_and_may_ask_for_another_day(inspected: Inspected) -> None:
    visit = inspected.appointed()
    told = Message.objects.get(event=f"visit:{visit.pk}:appointed", user=inspected.cast.head)
    assert "Wednesday 4 March 2026" in told.body_en
    assert "09:00" in told.body_ar
    for role, refusal in (("inspector", NotForThisRole), ("stranger", OutOfScope)):
        with pytest.raises(refusal):
            ask_another_day(scope=inspected.scope(role), reference=inspected.reference, said="x", at=AT)
    own = inspected.scope("head")
    with pytest.raises(ReasonMissing):
        ask_another_day(scope=own, reference=inspected.reference, said=" ", at=AT)
    with pytest.raises(NoVisitStands):
        ask_another_day(scope=own, reference=inspected.reference, said="x", at=VISITED)
    ask_another_day(scope=inspected.scope("delegate"), reference=inspected.reference, said="بعد العاشر", at=AT)
    with pytest.raises(NoVisitStands):
        ask_another_day(scope=own, reference=inspected.reference, said="x", at=AT)
    assert Message.objects.filter(event=f"visit:{visit.pk}:asked", user=inspected.cast.inspector).exists()
    (line,) = INSPECTIONS.of(reference=inspected.case.reference) or ()
    assert (line.visit, line.visits[0].asked_words, line.state.is_open) == (None, "بعد العاشر", True)


def test_a_missed_visit_is_noted_on_its_day_and_appointed_anew(inspected: Inspected) -> None:
    visit, mine = inspected.appointed(), inspected.scope("inspector")
    for said, at, refusal in (("x", AT, DayNotCome), (" ", VISITED, ReasonMissing)):
        with pytest.raises(refusal):
            record_missed(scope=mine, reference=inspected.reference, said=said, at=at)
    record_missed(scope=mine, reference=inspected.reference, said="لا أحد", at=VISITED)
    assert Message.objects.filter(event=f"visit:{visit.pk}:missed", user=inspected.cast.head).exists()
    with pytest.raises(NoVisitStands):
        report_inspection(scope=mine, reference=inspected.reference, found=IN_ORDER, at=VISITED)
    later = replace(HOURS, day=HOURS.day + timedelta(days=1))
    for hours in (later, replace(later, from_time=time(10))):
        appoint_visit(scope=mine, reference=inspected.reference, hours=hours, at=VISITED)
    (line,) = INSPECTIONS.of(reference=inspected.case.reference) or ()
    assert [one.end for one in line.visits] == [VisitEnd.MISSED, VisitEnd.MOVED, None]
    assert line.visit is not None
    assert line.visit.from_time == time(10)


@pytest.mark.parametrize(
    ("found", "field"),
    [
        (FoundAtPlace(result="", answers={"as_drawn": ["yes"]}), "result"),
        (FoundAtPlace(result="faults_found", answers={"as_drawn": ["yes"]}), "words"),
        (FoundAtPlace(result="in_order"), "as_drawn"),
    ],
)
def test_a_report_answers_what_is_asked(inspected: Inspected, found: FoundAtPlace, field: str) -> None:
    with pytest.raises(BadAnswers) as refused:
        made(inspected, found)
    assert set(refused.value.faults) == {field}


def test_a_report_is_of_whoever_makes_it_on_its_day(inspected: Inspected) -> None:
    inspected.appointed()
    for role, at, refusal in (("reviewer", VISITED, NotForThisRole), ("inspector", AT, DayNotCome)):
        with pytest.raises(refusal):
            report_inspection(scope=inspected.scope(role), reference=inspected.reference, found=IN_ORDER, at=at)
    with pytest.raises(NothingToCorrect):
        correct_report(scope=inspected.scope("inspector"), reference=inspected.reference, found=IN_ORDER, at=VISITED)


def test_a_correction_is_a_further_report_and_nothing_reported_changes(inspected: Inspected) -> None:
    first = made(inspected)
    faults = FoundAtPlace(result="faults_found", answers={"as_drawn": ["no"]}, words="جدار زائد")
    correct_report(scope=inspected.scope("inspector"), reference=inspected.reference, found=faults, at=VISITED)
    (line,) = INSPECTIONS.of(reference=inspected.case.reference) or ()
    assert [(one.result, one.is_correction) for one in line.reports] == [("in_order", False), ("faults_found", True)]
    assert line.report is not None
    assert (line.report.words, line.inspector) == ("جدار زائد", line.inspector)
    first.words = "x"
    visit = Visit.objects.get()
    for change in (first.save, first.delete, visit.save, visit.delete, inspected.inspection.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_its_pictures_are_the_citizens_and_open_to_who_reads_the_case(inspected: Inspected) -> None:
    inspector = inspected.cast.inspector

    def picture(owner_id: int, by_id: int) -> Document:
        return Document.objects.create(
            owner_id=owner_id, uploaded_by_id=by_id, original_name="a.jpg", content_type="image/jpeg", size=1,
            digest="0", scan="clean", file="uploads/none", uploaded_at=AT,
        )  # fmt: skip

    ours = picture(inspected.cast.head.pk, inspector.pk)
    others = [picture(inspected.cast.head.pk, inspected.cast.head.pk), picture(inspector.pk, inspector.pk)]
    report = made(inspected, replace(IN_ORDER, pictures=[ours.pk, *(one.pk for one in others)]))
    assert list(ReportPicture.objects.filter(report=report).values_list("document_id", flat=True)) == [ours.pk]
    for role in ("inspector", "reviewer", "head"):
        assert document_for(inspected.scope(role), ours.pk) == ours
    for role in ("outsider", "stranger", "administrator"):
        with pytest.raises(OutOfScope):
            document_for(inspected.scope(role), ours.pk)
    assert inspection_line(inspected.reference).report.pictures == (str(ours.pk),)  # type: ignore[union-attr]  # made
    assert Document.objects.filter(reduce(or_, held())).get() == ours
    with pytest.raises(TooManyPictures):
        correct_report(
            scope=inspected.scope("inspector"), reference=inspected.reference,
            found=replace(IN_ORDER, pictures=[ours.pk] * (MOST_PICTURES + 1)), at=VISITED,
        )  # fmt: skip


def test_whoever_has_nothing_to_do_with_it_finds_nothing(inspected: Inspected) -> None:
    seen = {"head", "delegate", "inspector", "reviewer", "supervisor", "auditor"}
    for role in (*seen, "stranger", "outsider", "administrator", "treasurer", "bank", "anonymous"):
        found = visible_inspections(inspected.scope(role)).exists()
        assert found == (role in seen), role
    filing = replace(inspected.scope("reviewer"), filing=FilingFor(channel="desk"))
    assert not visible_inspections(filing).exists()
    assert not visible_inspections(NOBODY).exists()
    assert inspection_for(SYSTEM, inspected.reference) == inspected.inspection
    with pytest.raises(OutOfScope):
        inspection_for(inspected.scope("outsider"), inspected.reference)


def test_what_waits_for_whom(inspected: Inspected) -> None:
    parts = (INSPECTIONS_FREE, VISITS_TO_APPOINT, VISITS_DUE)

    def waits(role: str, at: datetime = AT) -> list[int | None]:
        counts = waiting_counts(scope_of(getattr(inspected.cast, role), at.date()), parts, at)
        return [counts.get(part) for part in parts]

    assert (waits("supervisor"), waits("inspector")) == ([1, None, None], [1, 0, 0])
    assert waits("reviewer") == [None, None, None]
    inspected.assigned()
    assert waits("inspector") == [0, 1, 0]
    appoint_visit(scope=inspected.scope("inspector"), reference=inspected.reference, hours=HOURS, at=AT)
    assert waits("inspector") == [0, 0, 0]
    assert waits("inspector", VISITED) == [0, 0, 1]


def test_its_rows_say_what_they_are(inspected: Inspected) -> None:
    report = made(inspected)
    picture = ReportPicture(report=report, document_id=None)
    inspection: OrderedInspection = inspected.inspection
    assert [str(one) for one in (inspection, report.visit, report, picture)] == [
        inspection.reference, f"{inspection.pk} on {VISITED.date()}", f"report of {inspection.pk}", "picture None",
    ]  # fmt: skip
