"""What a reader sees when a page cannot be shown, in the language of the address."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from iskan.surfaces.ui.views.problems import told_to_programs

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@told_to_programs
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what could not be read, or was too much to read."""
    if isinstance(exception, TOO_MUCH):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


@told_to_programs
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a reader who may not see the page."""
    del exception
    return render(request, "errors/403.html", status=403)


@told_to_programs
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    del exception
    return render(request, "errors/404.html", status=404)


@told_to_programs
def failed(request: HttpRequest) -> HttpResponse:
    """Answer when the system itself failed."""
    return render(request, "errors/500.html", status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a failed CSRF check with the reader's own answers, ready to be sent again."""
    del reason
    kept = _answers(request) if _sent_from_here(request) else []
    return render(request, "errors/csrf.html", {"kept": kept, "had_files": bool(request.FILES)}, status=403)


@told_to_programs
def too_many_requests(request: HttpRequest, *, retry_after: int = 300) -> HttpResponse:
    """Ask the reader to wait; the caller knows for how many seconds."""
    minutes = -(-retry_after // 60)
    response = render(request, "errors/429.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(retry_after)
    return response


@told_to_programs
def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that the system is out for a moment, and hand back what was being sent so that nothing typed is lost."""
    kept = _answers(request) if _sent_from_here(request) else []
    response = render(request, "errors/503.html", {"kept": kept, "had_files": bool(request.FILES)}, status=503)
    response["Retry-After"] = "30"
    return response


def _sent_from_here(request: HttpRequest) -> bool:
    """Another site's form must not come back to the reader one click from being sent."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _answers(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
