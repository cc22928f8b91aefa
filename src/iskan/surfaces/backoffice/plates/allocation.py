"""Where a case's newest offer stands, and the way to it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from iskan.apps.allocation.queries.offers import OFFER
from iskan.core.lifecycle import Stage
from iskan.foundation.reading import RelatedValues
from iskan.policy.offer_standing import LAPSED
from iskan.policy.unit_classes import class_name
from iskan.surfaces.backoffice.presenters.offers import TONES
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import HeadLine, Plate, PlateView, ShownCase


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOffer:
    """The newest offer of a case."""

    url: str
    label: str
    tone: str
    project: str
    unit_class: str
    unit_code: str


def _head(_stage: Stage, related: RelatedValues) -> HeadLine | None:
    offer = related[OFFER]
    if offer is None or offer.state in LAPSED:
        return None
    return HeadLine(name=str(offer.state.label), tone=TONES.get(offer.state, "info"))


def _show(case: ShownCase) -> PlateView | None:
    offer = case.related[OFFER]
    if offer is None:
        return None
    view = DeskOffer(
        url=url("backoffice:offer", offer.id),
        label=str(offer.state.label),
        tone=TONES.get(offer.state, "info"),
        project=t(offer.project),
        unit_class=t(class_name(offer.unit_class)),
        unit_code=offer.unit_code,
    )
    return PlateView(title=_("Nomination and offer"), card=view)


NEWEST_OFFER = Plate(
    code="offer",
    position=20,
    template="backoffice/plates/offer.html",
    head_reads=(OFFER,),
    head=_head,
    show=_show,
)
