"""Where a household stands with its newest offer, and what still lies between it and its keys."""

from dataclasses import dataclass
from datetime import date

from markupsafe import escape

from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.queries.offers import OFFER, OfferStanding
from iskan.apps.waiting_lists.queries.waiting_list import PLACE
from iskan.core.lifecycle import Stage
from iskan.foundation.reading import RelatedValues
from iskan.policy.offer_standing import STANDINGS
from iskan.policy.unit_classes import class_name
from iskan.policy.waiting_list import steps_after
from iskan.surfaces.portal.presenters.offer import TONES, moment_words, offer_events
from iskan.surfaces.ui.formatting import date as day_words
from iskan.surfaces.ui.formatting import ltr, t, typed
from iskan.surfaces.ui.plates import HeadLine, Plate, PlateView, ShownCase


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSummary:
    """What the status page says of the newest offer."""

    reference: str
    state: str
    label: str
    tone: str
    project: str
    unit_class: str
    unit_code: str
    due_on: date | None
    awaits_answer: bool


def _summary(offer: OfferStanding, reference: str) -> OfferSummary:
    """Return what the status page says of a case's newest offer."""
    state = offer.state
    return OfferSummary(
        reference=reference,
        state=state.value,
        label=str(state.label),
        tone=TONES.get(state, "info"),
        project=t(offer.project),
        unit_class=t(class_name(offer.unit_class)),
        unit_code=offer.unit_code,
        due_on=offer.answer_due_on,
        awaits_answer=state is OfferState.OFFERED,
    )


def _standing(offer: OfferStanding, *, waits: bool) -> HeadLine | None:
    """Return where the household stands by its newest offer; ``waits`` says whether it is on the list.

    Of a nomination that lapsed nothing is said to whoever has left the list since.
    """
    if offer.has_lapsed and not waits:
        return None
    words = STANDINGS[offer.state.value]
    return HeadLine(
        name=t(words.name),
        next_step=escape(t(words.next_step)).format(**_places(offer)),
        tone="success" if offer.has_lapsed else TONES.get(offer.state, "success"),
        goes_on=waits,
    )


def _passed_by(offer: OfferStanding | None) -> str:
    """Return the last stretch of the way to the keys that a household's newest offer has left behind."""
    return STANDINGS[offer.state.value].passed if offer else ""


def _places(offer: OfferStanding) -> dict[str, str]:
    """Return what stands in the places of the words: days from the offer and from the newest line of its trail."""
    moments = {moment.code: moment for moment in reversed(offer.events)}
    reached, appointed = moments.get(offer.state.value), moments.get("appointed")
    return {
        "project": typed(t(offer.project)),
        "unit": ltr(offer.unit_code),
        "due": day_words(offer.answer_due_on) if offer.answer_due_on else "",
        "on": day_words(reached.at) if reached else "",
        "when": moment_words(appointed.detail) if appointed else "",
    }


def _head(_stage: Stage, related: RelatedValues) -> HeadLine | None:
    offer = related[OFFER]
    return _standing(offer, waits=related[PLACE] is not None) if offer else None


def _show_offer(case: ShownCase) -> PlateView | None:
    offer = case.related[OFFER]
    if offer is None:
        return None
    return PlateView(card=_summary(offer, case.reference), events=offer_events(offer.events))


def _show_way(case: ShownCase) -> PlateView | None:
    place = case.related[PLACE]
    if place is None:
        return None
    steps = steps_after(place.next_steps, _passed_by(case.related[OFFER]))
    return PlateView(card=tuple((t(step.name), t(step.meaning)) for step in steps))


NEWEST_OFFER = Plate(
    code="offer",
    position=20,
    template="portal/plates/offer.html",
    head_reads=(OFFER, PLACE),
    head=_head,
    show=_show_offer,
)
WAY_TO_KEYS = Plate(
    code="way_to_keys",
    position=90,
    template="portal/plates/way_to_keys.html",
    reads=(PLACE, OFFER),
    show=_show_way,
)
