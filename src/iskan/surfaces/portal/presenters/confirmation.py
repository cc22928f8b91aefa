"""The confirmation of a filed application."""

from dataclasses import dataclass
from datetime import date, datetime

from iskan.apps.cases.consents import asks_others
from iskan.apps.cases.queries.consents import awaited_in
from iskan.apps.cases.queries.dossier import Dossier
from iskan.core.text import Text
from iskan.surfaces.portal.presenters.case_list import days_left
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What a citizen keeps after filing: the reference, the promise, what comes next, and whose answer it waits for."""

    reference: str
    service: str
    programme: str
    applicant: str
    filed_at: datetime
    due_on: date | None
    days_left: str
    next_step: str
    is_done: bool
    waiting_for: tuple[str, ...]


def confirmation(dossier: Dossier) -> Confirmation:
    """Return the confirmation of a filed case."""
    case, service = dossier.case, dossier.service
    programme = service.programme(case.programme)
    applicant = case.applicant
    due_on = None if dossier.stage.closed else case.due_on
    assert case.filed_at is not None  # noqa: S101 -- the view has checked; this tells the type checker
    return Confirmation(
        reference=case.reference,
        service=t(service.name),
        programme=t(programme.name) if programme else "",
        applicant=t(Text(ar=applicant.name_ar or applicant.name_en, en=applicant.name_en or applicant.name_ar)),
        filed_at=case.filed_at,
        due_on=due_on,
        days_left=days_left(due_on, dossier.today, dossier.calendar) if due_on else "",
        next_step=t(dossier.stage.next_step),
        is_done=dossier.stage.closed,
        waiting_for=tuple(map(t, awaited_in(case.pk))) if asks_others(service) and not dossier.stage.closed else (),
    )
