"""What anyone may know of how personal data is processed, and a citizen's copy of their own."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone

from iskan.apps.privacy.archives import CopyContents
from iskan.apps.privacy.operations.copying import make_copy
from iskan.apps.privacy.queries.copies import not_given
from iskan.apps.privacy.queries.processing import processing
from iskan.apps.privacy.queries.retention import rules_in_force
from iskan.foundation import clock, ratelimit
from iskan.foundation.scope import ScopedRequest
from iskan.surfaces.portal.pages import citizen, page
from iskan.surfaces.portal.presenters.privacy import contents_page, left_out_page, privacy_page


def privacy(request: ScopedRequest) -> HttpResponse:
    """Show what each service asks and looks up, what is held, for how long, and what rights people have."""
    today = timezone.localdate(clock.now())
    return page(request, "privacy/processing", privacy=privacy_page(processing(), rules_in_force(today)))


@ratelimit.limited(ratelimit.COPY, writes_only=True)
@citizen
def my_data(request: ScopedRequest) -> HttpResponseBase:
    """Say what a copy holds, and give it."""
    if request.method != "POST":
        return page(request, "privacy/my_data", left_out=left_out_page(not_given()))
    now = clock.now()

    def first_page(contents: CopyContents) -> str:
        return render_to_string(
            "portal/privacy/contents.html", {"copy": contents_page(contents, not_given(), now)}, request
        )

    archive = make_copy(scope=request.scope, at=now, page=first_page)
    name = f"iskan-{timezone.localdate(now):%Y-%m-%d}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")
