"""Addresses of the wizard on the desk."""

from django.urls import path

from iskan.surfaces.backoffice.filings import attending
from iskan.surfaces.backoffice.views import filings
from iskan.surfaces.wizard.urls import draft_pages

app_name = "filing"

DRAFT = "staff/filings/<slug:reference>/"
urlpatterns = [
    path("staff/filings/new/<slug:code>/", filings.begin, name="begin"),
    *draft_pages(attending, DRAFT),
    path(f"{DRAFT}documents/remove/<int:item_id>/", filings.remove, name="remove-document"),
    path(f"{DRAFT}documents/<slug:code>/again/", filings.reuse, name="reuse-document"),
    path(f"{DRAFT}filed/", filings.filed, name="filed"),
    path(f"{DRAFT}receipt/", filings.receipt, name="receipt"),
]
