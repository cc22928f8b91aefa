"""Addresses of offers at the desk."""

from django.urls import path

from iskan.surfaces.backoffice.views import offers

OFFER = "staff/offers/<int:offer_id>/"
OFFERS = [
    path("staff/offers/", offers.offer_list, name="offers"),
    path("staff/offers/hours/", offers.slots, name="handover-hours"),
    path(OFFER, offers.offer, name="offer"),
    path(f"{OFFER}settle/", offers.settle, name="settle-offer"),
    path(f"{OFFER}judge/", offers.judge, name="judge-offer"),
    path(f"{OFFER}withdraw/", offers.withdraw, name="withdraw-offer"),
    path(f"{OFFER}contract/", offers.contract, name="issue-contract"),
    path(f"{OFFER}handover/", offers.hand_over, name="hand-over"),
    path(f"{OFFER}flat/", offers.return_flat, name="return-flat"),
    path(f"{OFFER}snags/<int:snag_id>/", offers.mend, name="mend-snag"),
]
