"""What anyone may know of how personal data is processed, drawn from the declarations themselves."""

from django.http import HttpResponse
from django.utils import timezone

from iskan.apps.privacy.queries.processing import processing
from iskan.apps.privacy.queries.retention import rules_in_force
from iskan.foundation import clock
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import page
from iskan.surfaces.portal.presenters.privacy import privacy_page


def privacy(request: ScopedRequest) -> HttpResponse:
    """Show what each service asks and looks up, what is held, for how long, and what rights people have."""
    today = timezone.localdate(clock.now())
    return page(request, "privacy/processing", privacy=privacy_page(processing(), rules_in_force(today)))
