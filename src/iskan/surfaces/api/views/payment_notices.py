"""What the payment provider tells by itself: believed by its signature, kept, then answered."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from iskan.apps.payments.operations.following import receive_notice
from iskan.foundation import clock
from iskan.integrations.payment_gateway.http import is_configured
from iskan.integrations.payment_gateway.port import NotTheProvider
from iskan.integrations.payment_gateway.signatures import HEADER


@csrf_exempt
@require_POST
def payment_notices(request: HttpRequest) -> HttpResponse:
    """Take a notice; where it is not the provider's, or nobody is, it is refused without a word of what was wrong."""
    if not is_configured():
        return _refused()
    try:
        receive_notice(body=request.body, header=request.headers.get(HEADER, ""), at=clock.now())
    except NotTheProvider:
        return _refused()
    return HttpResponse(status=204)


def _refused() -> HttpResponse:
    return JsonResponse({"error": "not_the_provider"}, status=401)
