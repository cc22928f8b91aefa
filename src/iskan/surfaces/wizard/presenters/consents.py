"""Whose consent an application needs before it is filed, and how far each has come."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from iskan.apps.cases.consents import ConsentState, names_of_people, terms_of
from iskan.apps.cases.enums import ConsentAnswer
from iskan.apps.cases.queries.consents import states_of
from iskan.apps.cases.queries.wizard import Wizard
from iskan.core.consents import ConsentPoint
from iskan.core.text import Text
from iskan.surfaces.ui.formatting import t

ANSWER_TONES = {ConsentAnswer.GIVEN: "success", ConsentAnswer.REFUSED: "danger", ConsentAnswer.LAPSED: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """One person's consent: to what, and what came of asking."""

    name: str
    terms: str
    answer: str
    tone: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentsView:
    """All consents to be had before filing; ``may_ask`` while somebody has not been asked, or is not known yet."""

    people: tuple[ConsentView, ...]
    is_family_known: bool
    may_ask: bool
    are_given: bool


def consents_view(wizard: Wizard, today: date) -> ConsentsView | None:
    """Return the consents an application needs before its filing; nothing where its service asks none."""
    if not any(consent.before is ConsentPoint.SUBMIT for consent in wizard.service.consents):
        return None
    states = states_of(wizard.case, today)
    first = [state for state in states or () if state.wanted.before is ConsentPoint.SUBMIT]
    names = names_of_people(frozenset(state.wanted.cpr for state in first))
    return ConsentsView(
        people=tuple(_consent(wizard, state, names[state.wanted.cpr]) for state in first),
        is_family_known=states is not None,
        may_ask=any(state.request is None for state in first),
        are_given=states is not None and all(state.is_given for state in first),
    )


def _consent(wizard: Wizard, state: ConsentState, name: Text) -> ConsentView:
    answer = ConsentAnswer(state.answer) if state.answer else None
    waiting = _("Asked, no answer yet") if state.request else _("Not asked yet")
    return ConsentView(
        name=t(name),
        terms=t(terms_of(wizard.service, state.wanted.code)),
        answer=str(answer.label) if answer else waiting,
        tone=ANSWER_TONES[answer] if answer else "warning",
        due_on=state.request.due_on if state.request else None,
    )
