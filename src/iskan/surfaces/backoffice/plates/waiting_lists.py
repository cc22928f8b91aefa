"""Where a case stands on its list, or why it was taken off."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from iskan.apps.documents.queries import ISSUED
from iskan.apps.waiting_lists.queries.cancellations import CANCELLED, CancelledLine
from iskan.apps.waiting_lists.queries.leaving import GIVEN_UP, GivenUp
from iskan.apps.waiting_lists.queries.waiting_list import PLACE, Place
from iskan.apps.waiting_lists.rules import can_propose_cancellation
from iskan.core.lifecycle import Stage
from iskan.core.seniority import instant_text
from iskan.foundation.reading import RelatedValues
from iskan.policy.cancellation import CANCELLED_NAME
from iskan.policy.waiting_list import ORDER_BASIS
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import HeadLine, Plate, PlateView, ShownCase


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPlace:
    """The place of a case that waits, or the decision that ended its waiting."""

    place: Place | None
    order: str
    instant: str
    cancelled: CancelledLine | None
    given_up: GivenUp | None
    may_cancel: bool
    is_without_card: bool


def _head(_stage: Stage, related: RelatedValues) -> HeadLine | None:
    if related[GIVEN_UP]:
        return HeadLine(name=_("Left the list at own wish"), tone="neutral")
    return HeadLine(name=t(CANCELLED_NAME), tone="danger") if related[CANCELLED] else None


def _show(case: ShownCase) -> PlateView | None:
    place, cancelled, given_up = case.related[PLACE], case.related[CANCELLED], case.related[GIVEN_UP]
    if place is None and cancelled is None and given_up is None:
        return None
    view = DeskPlace(
        place=place,
        order=t(ORDER_BASIS),
        instant=instant_text(place.seniority_at) if place else "",
        cancelled=cancelled,
        given_up=given_up,
        may_cancel=can_propose_cancellation(case.scope),
        is_without_card=_is_without_card(case),
    )
    return PlateView(title=_("Waiting list"), card=view)


def _is_without_card(case: ShownCase) -> bool:
    declared = {document.code for document in case.service.documents}
    return not any(document.code in declared for document in case.related[ISSUED] or ())


PLACE_ON_THE_LIST = Plate(
    code="place",
    position=10,
    template="backoffice/plates/place.html",
    head_reads=(CANCELLED, GIVEN_UP),
    head=_head,
    reads=(PLACE, ISSUED),
    show=_show,
)
