"""Offers as officials read them: the list by state, the file with its timeline, what may be done next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from iskan.apps.accounts import rules as accounts
from iskan.apps.agreements.queries import open_act
from iskan.apps.allocation.documents import OFFER_DOCUMENTS
from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.queries.offers import OfferFile, offer_days
from iskan.apps.cases.claims import other_claims_seen
from iskan.apps.cases.operations.review import newest_assessment
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.documents.queries import IssuedLine, issued_for
from iskan.apps.household_life.queries.events import HAPPENED
from iskan.apps.housing_stock.queries.projects import project_name, project_names
from iskan.core.counted import DAY, counted
from iskan.core.days import days_after
from iskan.core.text import Text
from iskan.foundation.scope import Scope
from iskan.policy.acts import CERTIFY_DOUBTFUL, ISSUE_CONTRACT, WITHDRAW_NOMINATION
from iskan.policy.governorates import governorate_name
from iskan.policy.household_life import STOPPING, STOPPING_A_CONTRACT
from iskan.policy.offers import TITLES
from iskan.policy.unit_classes import class_name
from iskan.surfaces.backoffice.presenters.claims import ClaimView, claim_views
from iskan.surfaces.backoffice.presenters.household_life import HouseholdEventView, open_event_views
from iskan.surfaces.backoffice.presenters.judged_again import JudgedView, judged_view
from iskan.surfaces.backoffice.presenters.trail import actor_name
from iskan.surfaces.ui.formatting import datetime as instant_words
from iskan.surfaces.ui.formatting import t

TONES: Final = {
    OfferState.DOUBTFUL: "danger",
    OfferState.CERTIFIED: "warning",
    OfferState.DRAWN: "warning",
    OfferState.HANDED_OVER: "success",
    OfferState.REFUSED: "neutral",
    OfferState.EXPIRED: "neutral",
    OfferState.DROPPED: "neutral",
}
# What is to be done with the offers of a state says more in little room than the state's own name.
TABS: Final = {
    OfferState.CHECKING: _("Conditions being checked"),
    OfferState.DOUBTFUL: _("To decide on"),
    OfferState.CERTIFIED: _("To be sent"),
    OfferState.OFFERED: _("Awaiting an answer"),
    OfferState.ACCEPTED: _("Awaiting the draw"),
    OfferState.DRAWN: _("Contract to issue"),
    OfferState.CONTRACTED: _("Appointment to be chosen"),
    OfferState.APPOINTED: _("Keys to hand over"),
}


# What is to be decided on in the household before the step that follows.
STOPS: Final = {OfferState.DOUBTFUL: STOPPING, OfferState.DRAWN: STOPPING_A_CONTRACT}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """One offer in the list."""

    id: int
    reference: str
    applicant: str
    project: str
    unit_class: str
    governorate: str
    since: datetime
    due_on: date | None
    unit_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """A line of the timeline."""

    title: str
    when: str
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDesk:
    """The file of an offer, and what the reader may do."""

    offer: Any
    applicant: str
    state: str
    label: str
    tone: str
    project: str
    unit_class: str
    judged: tuple[JudgedView, ...]
    other_claims: tuple[ClaimView, ...]
    open_events: tuple[HouseholdEventView, ...]
    appointment_at: datetime | None
    handover: Any
    snags: tuple[Any, ...]
    papers: tuple[tuple[str, IssuedLine], ...]
    events: tuple[EventRow, ...]
    awaiting: tuple[tuple[str, int], ...]
    may: Mapping[str, bool]
    is_own: bool
    time: "AnswerTime | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTime:
    """The time to answer an offer sent today."""

    words: str
    due_on: date


def answer_time(today: date) -> AnswerTime | None:
    """Return the time to answer as the figure in force sets it; nothing while it is not configured."""
    days = offer_days(today)
    return AnswerTime(words=t(counted(days, DAY)), due_on=days_after(today, days)) if days is not None else None


def state_tabs(counts: Mapping[str, int], chosen: str) -> list[dict[str, Any]]:
    """Return the states that hold offers, in the order a household walks them."""
    return [
        {
            "label": str(TABS.get(state, state.label)),
            "href": f"?state={state.value}",
            "current": state == chosen,
            "count": counts.get(state.value, 0),
        }
        for state in OfferState
        if counts.get(state) or state == chosen
    ]


def offer_rows(lines: tuple[Any, ...]) -> tuple[OfferRow, ...]:
    """Return the offers of a page in words."""
    names = project_names()
    return tuple(
        OfferRow(
            id=line.pk,
            reference=line.case.reference,
            applicant=t(Text(ar=line.case.applicant.name_ar, en=line.case.applicant.name_en)),
            project=t(names[line.nomination.project_code]),
            unit_class=t(class_name(line.nomination.unit_class)),
            governorate=t(governorate_name(line.case.governorate)),
            since=line.state_since,
            due_on=line.answer_due_on,
            unit_code=line.unit_code,
        )
        for line in lines
    )


def offer_desk(scope: Scope, file: OfferFile, on: date) -> OfferDesk:
    """Return an offer's file as its page shows it."""
    offer, state = file.offer, OfferState(file.offer.state)
    own = is_in_own_household(scope, offer.case)
    return OfferDesk(
        offer=offer,
        applicant=t(Text(ar=offer.case.applicant.name_ar, en=offer.case.applicant.name_en)),
        state=state.value,
        label=str(state.label),
        tone=TONES.get(state, "info"),
        project=t(project_name(offer.nomination.project_code)),
        unit_class=t(class_name(offer.nomination.unit_class)),
        judged=_judged(file),
        other_claims=claim_views(other_claims_seen(scope, offer.case)) if state is OfferState.DOUBTFUL else (),
        open_events=open_event_views(HAPPENED.of(id=offer.case_id), STOPS.get(state, frozenset())),
        appointment_at=file.appointment_at,
        handover=file.handover,
        snags=file.snags,
        papers=tuple((t(p.name), p) for p in issued_for(scope, offer.case.reference, on) if p.code in OFFER_DOCUMENTS),
        events=tuple(_event(event) for event in file.events),
        awaiting=_awaiting(offer.pk),
        may={} if own else _moves(scope, state, file.handover),
        is_own=own,
        time=answer_time(on),
    )


def _judged(file: OfferFile) -> tuple[JudgedView, ...]:
    if not file.checks:
        return ()
    at_filing = newest_assessment(file.offer.case)
    return tuple(judged_view(check, at_filing) for check in file.checks)


def _awaiting(offer_id: int) -> tuple[tuple[str, int], ...]:
    """Return the acts on an offer that await a second official, by name and number."""
    found = ((act, open_act(act, str(offer_id))) for act in (CERTIFY_DOUBTFUL, WITHDRAW_NOMINATION, ISSUE_CONTRACT))
    return tuple((t(act.name), number) for act, number in found if number is not None)


def _moves(scope: Scope, state: OfferState, handover: Any) -> dict[str, bool]:
    works = accounts.can_work_cases(scope)
    before_draw = {OfferState.CHECKING, OfferState.CERTIFIED, OfferState.OFFERED, OfferState.ACCEPTED}
    return {
        "judge": works and state in {OfferState.DOUBTFUL, OfferState.ACCEPTED},
        "settle": works and accounts.can_review(scope) and state is OfferState.DOUBTFUL,
        "send": works and state is OfferState.CERTIFIED,
        "withdraw": works and state in before_draw,
        "contract": works and state is OfferState.DRAWN,
        "hand_over": works and state is OfferState.APPOINTED,
        "mend": works,
        "return_flat": works and bool(handover and handover.flat_due_on and not handover.flat_returned_on),
    }


def _event(event: Any) -> EventRow:
    return EventRow(
        title=t(TITLES[event.code]),
        when=instant_words(event.at),
        by=actor_name(event.actor) if event.actor else "",
        text=event.reason,
    )
