"""Every address of the system: Arabic without a prefix, English under `/en/`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from iskan.foundation.health import healthz
from iskan.foundation.metrics_page import metrics_page

handler400 = "iskan.surfaces.ui.views.errors.bad_request"
handler403 = "iskan.surfaces.ui.views.errors.forbidden"
handler404 = "iskan.surfaces.ui.views.errors.not_found"
handler429 = "iskan.surfaces.ui.views.errors.too_many_requests"
handler500 = "iskan.config.outage.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics_page, name="metrics"),
    path("", include("iskan.surfaces.api.urls")),
    *i18n_patterns(
        # Those asked for most come first.
        path("", include("iskan.surfaces.portal.urls")),
        path("", include("iskan.surfaces.portal.urls_draws")),
        path("", include("iskan.surfaces.portal.urls_trail")),
        path("", include("iskan.surfaces.backoffice.urls")),
        path("", include("iskan.surfaces.backoffice.urls_filings")),
        path("", include("iskan.surfaces.partner.urls")),
        path("", include("iskan.surfaces.ui.urls")),
        path("", include("iskan.surfaces.ui.urls_documents")),
        path("", include("iskan.surfaces.portal.urls_documents")),
        path("", include("iskan.surfaces.sign_in.urls")),
        prefix_default_language=False,
    ),
]
