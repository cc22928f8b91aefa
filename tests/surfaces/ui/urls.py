"""The interface kit alone, its style guide included."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from iskan.surfaces.ui.urls import STYLEGUIDE, urlpatterns

handler400 = "iskan.surfaces.ui.views.errors.bad_request"
handler403 = "iskan.surfaces.ui.views.errors.forbidden"
handler404 = "iskan.surfaces.ui.views.errors.not_found"
handler500 = "iskan.surfaces.ui.views.errors.failed"

urlpatterns = [*i18n_patterns(path("", include(([*urlpatterns, *STYLEGUIDE], "ui"))), prefix_default_language=False)]
