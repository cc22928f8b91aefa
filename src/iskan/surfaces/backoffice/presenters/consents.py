"""Who was asked for consent in a case: what they answered, when, and who is still waited for."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from iskan.apps.cases.consents import ConsentState, names_of_people, terms_of
from iskan.apps.cases.enums import ConsentAnswer
from iskan.apps.cases.queries.dossier import Dossier
from iskan.core.text import Text
from iskan.surfaces.ui.formatting import t

_TONES = {ConsentAnswer.GIVEN: "success", ConsentAnswer.REFUSED: "danger", ConsentAnswer.LAPSED: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskConsent:
    """One person's consent or declaration."""

    name: str
    cpr: str
    terms: str
    answer: str
    tone: str
    reason: str
    asked_at: datetime | None
    due_on: date | None
    answered_at: datetime | None
    identification: str
    waits: bool


def consent_views(dossier: Dossier) -> tuple[DeskConsent, ...]:
    """Return whose consent a case needs, in the order of the declaration."""
    states = dossier.consents or ()
    names = names_of_people(frozenset(state.wanted.cpr for state in states))
    return tuple(_consent(dossier, state, names[state.wanted.cpr]) for state in states)


def _consent(dossier: Dossier, state: ConsentState, name: Text) -> DeskConsent:
    request, answer = state.request, ConsentAnswer(state.answer) if state.answer else None
    return DeskConsent(
        name=t(name),
        cpr=state.wanted.cpr,
        terms=t(terms_of(dossier.service, state.wanted.code)),
        answer=str(answer.label) if answer else _("Waited for"),
        tone=_TONES[answer] if answer else "warning",
        reason=request.reason if request else "",
        asked_at=request.asked_at if request else None,
        due_on=request.due_on if request else None,
        answered_at=request.answered_at if request else None,
        identification=request.identification if request else "",
        waits=request is not None and not answer and (request.after_grant or dossier.case.closed_at is None),
    )
