"""Reporting what an inspector found: once a visit, with answers and pictures, added to only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from iskan.apps.documents.models import Document
from iskan.apps.inspections.enums import InspectionState, VisitEnd
from iskan.apps.inspections.events import inspection_reported
from iskan.apps.inspections.models import InspectionReport, OrderedInspection, ReportPicture
from iskan.apps.inspections.operations.ordering import end_visit, record
from iskan.apps.inspections.operations.visiting import DayNotCome, open_inspection, standing_visit
from iskan.apps.inspections.queries.scoped import declared_of, locked_inspection
from iskan.apps.inspections.rules import can_inspect, is_near_home
from iskan.core.answers import Answers, Posted, read_questions
from iskan.core.inspections import InspectionResult
from iskan.core.refusal import BadAnswers, NotForThisRole, OwnHousehold, Refusal
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy import inspection_messages as words

MOST_PICTURES: Final = 8
_RESULT_MISSING = Text(ar="يرجى اختيار نتيجة المعاينة.", en="Choose the result of the inspection.")
_WORDS_MISSING = Text(ar="اذكر المخالفات أو الملاحظات.", en="Say what faults were found.")


class NothingToCorrect(Refusal):
    """The inspection has no report that stands."""

    text = Text(ar="لا يوجد تقرير قائم لتصحيحه.", en="No report stands that could be corrected.")
    status = HTTPStatus.CONFLICT


class TooManyPictures(Refusal):
    """A report holds only so many pictures."""

    text = Text(ar="أكثر عدد من الصور في التقرير: {most}.", en="A report holds at most {most} pictures.")
    field = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAtPlace:
    """What an inspector says of a place: the result, the answers to what is asked, words, and pictures by their ids."""

    result: str
    answers: Posted = field(default_factory=dict)
    words: str = ""
    pictures: Sequence[UUID] = ()


@transaction.atomic
def report_inspection(*, scope: Scope, reference: str, found: FoundAtPlace, at: datetime) -> InspectionReport:
    """Sign off what was found on the visit that stands, and tell the citizen that it was made.

    Raises:
        OutOfScope, InspectionEnded, NoVisitStands, DayNotCome, OwnHousehold. NotForThisRole: another makes it.
        BadAnswers: the result, an answer, or the words for a fault are missing or wrong. TooManyPictures.
    """
    inspection = open_inspection(scope, reference)
    _require_maker(scope, inspection)
    visit = standing_visit(inspection)
    if timezone.localdate(at) < visit.day:
        raise DayNotCome
    answers = _read(inspection, found, at)
    end_visit(inspection, VisitEnd.MADE, at=at, told=words.REPORTED)
    report = _kept(scope, InspectionReport(inspection=inspection, visit=visit, answers=answers), found, at)
    inspection.state, inspection.ended_at = InspectionState.REPORTED, at
    inspection.save(update_fields=["state", "ended_at"])
    record(inspection, scope=scope, action="inspection.reported", at=at, result=report.result)
    inspection_reported.happened(report, at)
    return report


@transaction.atomic
def correct_report(*, scope: Scope, reference: str, found: FoundAtPlace, at: datetime) -> InspectionReport:
    """Put a further report in the place of the one that stands, which stays to be read.

    Raises:
        OutOfScope, OwnHousehold, BadAnswers, TooManyPictures. NotForThisRole: another made it. NothingToCorrect.
    """
    inspection = locked_inspection(scope, reference)
    _require_maker(scope, inspection)
    before = inspection.reports.filter(corrected_by__isnull=True).first()
    if before is None:
        raise NothingToCorrect
    answers = _read(inspection, found, at)
    report = InspectionReport(inspection=inspection, visit=before.visit, corrects=before, answers=answers)
    _kept(scope, report, found, at)
    record(inspection, scope=scope, action="inspection.corrected", at=at, result=report.result)
    inspection_reported.happened(report, at)
    return report


def _require_maker(scope: Scope, inspection: OrderedInspection) -> None:
    if not can_inspect(scope) or inspection.inspector_id != scope.user_id:
        raise NotForThisRole
    if is_near_home(scope, inspection):
        raise OwnHousehold


def _read(inspection: OrderedInspection, found: FoundAtPlace, at: datetime) -> Answers:
    reading = read_questions(declared_of(inspection).report, found.answers, {}, timezone.localdate(at))
    faults = dict(reading.faults)
    if found.result not in set(InspectionResult):
        faults["result"] = _RESULT_MISSING
    elif found.result != InspectionResult.IN_ORDER and not found.words.strip():
        faults["words"] = _WORDS_MISSING
    if faults:
        raise BadAnswers(faults)
    if len(found.pictures) > MOST_PICTURES:
        raise TooManyPictures(most=str(MOST_PICTURES))
    return reading.answers


def _kept(scope: Scope, report: InspectionReport, found: FoundAtPlace, at: datetime) -> InspectionReport:
    report.result, report.words = found.result, found.words.strip()
    report.made_by_id, report.made_at = scope.acting_id, at
    report.save()
    pictures = Document.objects.filter(pk__in=found.pictures, owner_id=report.inspection.citizen_id)
    sent = {picture.pk: picture for picture in pictures.filter(uploaded_by_id=scope.acting_id)}
    ReportPicture.objects.bulk_create(
        ReportPicture(report=report, document=sent[one]) for one in found.pictures if one in sent
    )
    return report
