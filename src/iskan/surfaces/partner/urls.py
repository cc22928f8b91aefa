"""Addresses of the partners' desk."""

from django.urls import path

from iskan.surfaces.partner.views import keys, people, referrals

app_name = "partner"

REFERRAL = "partner/requests/<int:referral_id>/"
urlpatterns = [
    path("partner/", referrals.referrals, name="referrals"),
    path(REFERRAL, referrals.referral, name="referral"),
    path(f"{REFERRAL}<slug:code>/", referrals.answer, name="answer"),
    path("partner/keys/", keys.keys, name="keys"),
    path("partner/keys/secret/", keys.secret, name="secret"),
    path("partner/keys/<int:key_id>/revoke/", keys.revoke, name="revoke-key"),
    path("partner/people/", people.people, name="people"),
    path("partner/people/new/", people.new, name="new-person"),
    path("partner/people/<int:user_id>/close/", people.close, name="close-person"),
]
