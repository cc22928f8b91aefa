"""Who makes an inspection, when they come, and what becomes of a visit that could not be made."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from http import HTTPStatus

from django.db import transaction
from django.utils import timezone

from iskan.apps.accounts.models import User
from iskan.apps.accounts.rules import acts_for
from iskan.apps.inspections.enums import InspectionState, VisitEnd
from iskan.apps.inspections.models import OrderedInspection, Visit
from iskan.apps.inspections.operations.ordering import end_visit, record, tell_citizen
from iskan.apps.inspections.queries.scoped import locked_inspection
from iskan.apps.inspections.rules import can_appoint, can_hand_out, can_inspect, is_near_home, may_make
from iskan.apps.notifications.operations import tell
from iskan.core.refusal import NotForThisRole, OwnHousehold, ReasonMissing, Refusal
from iskan.core.text import Text
from iskan.foundation.scope import DelegatedAct, Scope
from iskan.policy import inspection_messages as words

FARTHEST = timedelta(days=90)
LONGEST_WORDS = 300


class InspectionEnded(Refusal):
    """The inspection was reported on, or called off."""

    text = Text(ar="انتهت هذه المعاينة.", en="This inspection has ended.")
    status = HTTPStatus.CONFLICT


class NoSuchInspector(Refusal):
    """Whoever was chosen makes no inspections here, or not this one."""

    text = Text(
        ar="يرجى اختيار معاين من الإدارة لا تربطه صلة بالأسرة المعنية.",
        en="Choose an inspector of the department who is not near to the household.",
    )
    field = "inspector"


class NobodyComes(Refusal):
    """A visit is appointed once it is known who makes it."""

    text = Text(ar="يلزم إسناد المعاينة إلى معاين أولًا.", en="First say who makes the inspection.")
    status = HTTPStatus.CONFLICT


class HoursUnfit(Refusal):
    """The day lies behind or too far ahead, or the hours end before they begin."""

    text = Text(
        ar="أدخل يومًا من اليوم فصاعدًا خلال ثلاثة أشهر، وساعة نهاية بعد ساعة البداية.",
        en="Enter a day from today within three months, and an hour of end after that of beginning.",
    )
    field = "day"


class NoVisitStands(Refusal):
    """There is no visit to speak of: none is appointed, or it is over."""

    text = Text(ar="لا موعد قائمًا لهذه المعاينة.", en="No visit stands for this inspection.")
    status = HTTPStatus.CONFLICT


class DayNotCome(Refusal):
    """A visit is missed on its day, not before."""

    text = Text(ar="لم يحل يوم الزيارة بعد.", en="The day of the visit has not come.")
    status = HTTPStatus.CONFLICT


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitHours:
    """The day of a visit, and the hours between which the inspector comes."""

    day: date
    from_time: time
    until_time: time

    def check(self, today: date) -> None:
        """Refuse hours that nobody can keep."""
        if not today <= self.day <= today + FARTHEST or self.from_time >= self.until_time:
            raise HoursUnfit


@transaction.atomic
def assign_inspector(*, scope: Scope, reference: str, inspector_id: int, at: datetime) -> OrderedInspection:
    """Say who makes an inspection; a supervisor sends anybody of the department, an inspector takes what is free.

    Raises:
        OutOfScope. NotForThisRole: it is another's, or the viewer does neither. InspectionEnded. NoSuchInspector.
    """
    inspection = open_inspection(scope, reference)
    takes = can_inspect(scope) and inspector_id == scope.user_id and inspection.inspector_id is None
    if not (takes or can_hand_out(scope)):
        raise NotForThisRole
    inspector = User.objects.filter(pk=inspector_id).first()
    if inspector is None or not may_make(inspector, inspection):
        raise NoSuchInspector
    if inspection.inspector_id == inspector_id:
        return inspection
    end_visit(inspection, VisitEnd.MOVED, at=at, told=words.CALLED_OFF)
    inspection.inspector, inspection.state = inspector, InspectionState.ORDERED
    inspection.save(update_fields=["inspector", "state"])
    record(inspection, scope=scope, action="inspection.assigned", at=at, inspector=str(inspector_id))
    if inspector_id != scope.user_id:
        filled: dict[str, Text | str] = {"reference": inspection.case_reference}
        tell(
            user_id=inspector_id, event=f"inspection:{inspection.pk}:{at.isoformat()}",
            subject=words.GIVEN.subject.format(**filled), body=words.GIVEN.body.format(**filled), at=at,
        )  # fmt: skip
    return inspection


@transaction.atomic
def appoint_visit(*, scope: Scope, reference: str, hours: VisitHours, at: datetime) -> Visit:
    """Appoint the day and hours of a visit, in place of the one that stands, and tell the citizen who comes and when.

    Raises:
        OutOfScope, InspectionEnded, OwnHousehold. NotForThisRole: it is another's. NobodyComes, HoursUnfit.
    """
    inspection = open_inspection(scope, reference)
    require_own(scope, inspection)
    if inspection.inspector_id is None:
        raise NobodyComes
    hours.check(timezone.localdate(at))
    end_visit(inspection, VisitEnd.MOVED, at=at)
    visit = Visit.objects.create(
        inspection=inspection, inspector_id=inspection.inspector_id, day=hours.day, from_time=hours.from_time,
        until_time=hours.until_time, appointed_by_id=scope.acting_id, appointed_at=at,
    )  # fmt: skip
    _stand(inspection, InspectionState.APPOINTED)
    record(inspection, scope=scope, action="inspection.appointed", at=at, day=hours.day.isoformat())
    tell_citizen(visit, words.APPOINTED, event="appointed", at=at)
    return visit


@transaction.atomic
def record_missed(*, scope: Scope, reference: str, said: str, at: datetime) -> Visit:
    """Note that nobody was there, with what the inspector saw; a new day is appointed after it.

    Raises:
        OutOfScope, InspectionEnded, OwnHousehold, NotForThisRole, NoVisitStands, DayNotCome, ReasonMissing.
    """
    inspection = open_inspection(scope, reference)
    require_own(scope, inspection)
    visit = standing_visit(inspection)
    if timezone.localdate(at) < visit.day:
        raise DayNotCome
    if not said.strip():
        raise ReasonMissing
    end_visit(inspection, VisitEnd.MISSED, at=at, said=said.strip()[:LONGEST_WORDS], told=words.MISSED)
    _stand(inspection, InspectionState.ORDERED)
    record(inspection, scope=scope, action="inspection.missed", at=at, day=visit.day.isoformat())
    return visit


@transaction.atomic
def ask_another_day(*, scope: Scope, reference: str, said: str, at: datetime) -> Visit:
    """Take the word of the citizen, or their delegate, that the day of a visit does not suit them, and tell who comes.

    Raises:
        OutOfScope, InspectionEnded. NotForThisRole: it is not theirs. NoVisitStands: none, or its day has come.
        ReasonMissing: they do not say which days suit them.
    """
    inspection = open_inspection(scope, reference)
    if not acts_for(scope, inspection.citizen_id, DelegatedAct.ANSWER):
        raise NotForThisRole
    visit = standing_visit(inspection)
    if timezone.localdate(at) >= visit.day:
        raise NoVisitStands
    if not said.strip():
        raise ReasonMissing
    visit.asked_words = said.strip()[:LONGEST_WORDS]
    visit.save(update_fields=["asked_words"])
    end_visit(inspection, VisitEnd.MOVED, at=at, told=words.MOVED)
    _stand(inspection, InspectionState.ORDERED)
    record(inspection, scope=scope, action="inspection.day_asked", at=at, day=visit.day.isoformat())
    filled = words.of_visit(inspection.case_reference, visit.day, visit.from_time, visit.until_time)
    tell(
        user_id=visit.inspector_id, event=f"visit:{visit.pk}:asked", subject=words.DAY_ASKED.subject.format(**filled),
        body=words.DAY_ASKED.body.format(**filled), at=at,
    )  # fmt: skip
    return visit


def open_inspection(scope: Scope, reference: str) -> OrderedInspection:
    """Return an inspection still to be made, locked.

    Raises:
        OutOfScope. InspectionEnded.
    """
    inspection = locked_inspection(scope, reference)
    if not InspectionState(inspection.state).is_open:
        raise InspectionEnded
    return inspection


def require_own(scope: Scope, inspection: OrderedInspection) -> None:
    """Refuse whoever neither makes an inspection nor hands it out, and whoever is near to the household.

    Raises:
        NotForThisRole. OwnHousehold.
    """
    is_theirs = can_inspect(scope) and inspection.inspector_id == scope.user_id
    if not can_appoint(scope) or not (is_theirs or can_hand_out(scope)):
        raise NotForThisRole
    if is_near_home(scope, inspection):
        raise OwnHousehold


def standing_visit(inspection: OrderedInspection) -> Visit:
    """Return the visit that stands, or raise `NoVisitStands`."""
    visit = inspection.visits.filter(ended_at__isnull=True).first()
    if visit is None:
        raise NoVisitStands
    return visit


def _stand(inspection: OrderedInspection, state: InspectionState) -> None:
    inspection.state = state
    inspection.save(update_fields=["state"])
