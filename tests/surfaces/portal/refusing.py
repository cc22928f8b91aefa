"""The product's addresses, and one that refuses a citizen with whatever refusal is named."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponseBase
from django.urls import path
from tests.architecture.test_refusals import REFUSALS

from iskan.config import urls
from iskan.core.refusal import Refusal
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import citizen


@citizen
def refuse(_request: ScopedRequest, name: str) -> HttpResponseBase:
    """Refuse with the words the refusal's class has, whatever it is told of besides."""
    kind = REFUSALS[name]
    refusal = kind.__new__(kind)
    Refusal.__init__(refusal)
    raise refusal


urlpatterns = [*i18n_patterns(path("refuse/<str:name>/", refuse), prefix_default_language=False), *urls.urlpatterns]
handler404 = urls.handler404
