"""Addresses of the interface itself; the style guide is shown to engineers only."""

from django.conf import settings
from django.urls import path

from iskan.surfaces.ui.views import drafts, schemes, styleguide

app_name = "ui"
STYLEGUIDE = [
    path("ui/styleguide/", styleguide.styleguide, name="styleguide"),
    path("ui/styleguide/desk/", styleguide.desk, name="styleguide-desk"),
]

urlpatterns = [
    path("display/", schemes.choose_scheme, name="scheme"),
    path("drafts/", drafts.keep, name="draft"),
]
if settings.DEBUG:
    urlpatterns += STYLEGUIDE
