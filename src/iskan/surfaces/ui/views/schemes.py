"""Choose light or dark."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from iskan.surfaces.ui.schemes import remember_scheme


@csrf_exempt  # a preference of the device, not of the account; a token would set a cookie on every public page
@require_POST
def choose_scheme(request: HttpRequest) -> HttpResponse:
    """Keep the choice and return to the page it was made on."""
    came_from = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        came_from = "/"
    response = HttpResponseRedirect(came_from)
    remember_scheme(response, scheme=request.POST.get("scheme", ""), secure=request.is_secure())
    return response
