"""What a case is inspected for: its service's inspections are ordered by effects, and moves wait for their reports."""

from datetime import date, datetime

from django.utils import timezone

from iskan.apps.cases.models import Case
from iskan.apps.cases.needs import answers_for
from iskan.apps.cases.queries.scoped import service_of
from iskan.apps.catalogue.calendar import working_calendar
from iskan.apps.catalogue.queries import figures
from iskan.apps.inspections.operations.ordering import InspectionOrder, order_inspection
from iskan.apps.inspections.queries.of_case import is_reported
from iskan.core import display
from iskan.core.catalogue import Service
from iskan.core.dated import NotConfigured
from iskan.core.effects import OrderInspection
from iskan.core.inspections import Inspection, InspectionPoint
from iskan.core.lifecycle import Need
from iskan.core.text import Text, joined
from iskan.foundation.effects import carries_out
from iskan.foundation.scope import Scope

_AWAITED = Text(ar="لم يصل تقرير «{inspection}» بعد.", en="The report of “{inspection}” is not in yet.")
_LABELLED = Text(ar="{label}: {value}", en="{label}: {value}")


@carries_out(OrderInspection)
def order(effect: OrderInspection, *, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Order an inspection the service declares, at the place the applicant named."""
    case = Case.objects.select_related("application", "department").get(pk=case_id)
    declared = service_of(case).inspection(effect.inspection)
    answers = case.application.answers
    ordered = InspectionOrder(
        case_reference=case.reference,
        service_version_id=case.service_version_id,
        code=declared.code,
        department_id=case.department.pk,  # type: ignore[union-attr]  # the database has no filed case without one
        citizen_id=case.applicant_id,
        place=_place(case, declared),
        block=str(answers.get(declared.block) or "") if declared.block else "",
        due_on=_last_day(declared, timezone.localdate(at)),
    )
    order_inspection(scope=Scope(user_id=actor_id), order=ordered, at=at)


@answers_for(Need.INSPECTED)
def uninspected(case: Case, service: Service) -> Text | None:
    """Say which inspection is still to be reported on; nothing once all before the decision are."""
    for one in service.inspections:
        if one.when is InspectionPoint.BEFORE_DECISION and not is_reported(case.reference, one.code):
            return _AWAITED.format(inspection=one.name)
    return None


def _place(case: Case, declared: Inspection) -> Text:
    """Return in one line where it is, of the answers given."""
    questions = {question.code: question for question in service_of(case).questions()}
    answers = case.application.answers
    given = [(questions[code], answers.get(code)) for code in declared.place]
    parts = [_LABELLED.format(label=one.label, value=display.shown(one, answer)) for one, answer in given if answer]
    return joined(parts)


def _last_day(declared: Inspection, today: date) -> date | None:
    """Return the last day for a visit ordered on a day; none where the law's figure is not configured."""
    if declared.within is None:
        return None
    try:
        return working_calendar().add(today, figures().value(declared.within, today))
    except NotConfigured:
        return None
