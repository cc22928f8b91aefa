"""The bodies a case was sent to, with what they were told and what they answered."""

from django.utils.translation import gettext as _

from iskan.apps.partners.queries.of_case import SENT
from iskan.core.catalogue import Service
from iskan.core.lifecycle import Stage
from iskan.surfaces.ui.plates import Plate, PlateView, ShownCase
from iskan.surfaces.ui.sent_elsewhere import referral_card


def _concerns(service: Service, _stage: Stage) -> bool:
    return bool(service.partners)


def _show(case: ShownCase) -> PlateView | None:
    sent = case.related[SENT]
    if not sent:
        return None
    return PlateView(title=_("Other bodies"), card=tuple(referral_card(case.service, line) for line in sent))


PARTNERS = Plate(
    code="partners", position=5, template="backoffice/plates/partners.html", concerns=_concerns, reads=(SENT,),
    show=_show,
)  # fmt: skip
