"""Addresses where anyone checks a document the ministry issued; the first is printed on it."""

from django.urls import path

from iskan.surfaces.portal.views import verification

urlpatterns = [
    path("verify/", verification.ask, name="verification"),
    path("verify/<str:token>/", verification.answer, name="verify"),
]
