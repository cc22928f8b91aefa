"""What a program is told when its request meets no view of its own: problem details (RFC 9457) in both languages."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse

from iskan.core.text import Text

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]
FOR_PROGRAMS: Final = "/api/"
CONTENT_TYPE: Final = "application/problem+json"
_WORDS: Final = {
    HTTPStatus.BAD_REQUEST: Text(ar="تعذرت قراءة الطلب.", en="The request could not be read."),
    HTTPStatus.FORBIDDEN: Text(ar="لا تخوّلك صلاحياتك ذلك.", en="You may not do this."),
    HTTPStatus.NOT_FOUND: Text(ar="لا يوجد شيء بهذا الاسم.", en="There is nothing of that name here."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Text(ar="ما أُرسل أكبر مما يُقبل.", en="Too much was sent at once."),
    HTTPStatus.TOO_MANY_REQUESTS: Text(
        ar="طلبات كثيرة في وقت قصير. يرجى المحاولة مرة أخرى بعد حين.", en="Too many requests. Try again later."
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Text(ar="حدث خطأ في النظام.", en="The system failed."),
    HTTPStatus.SERVICE_UNAVAILABLE: Text(
        ar="الخدمة متوقفة لحظات. أعد المحاولة بعد دقيقة.", en="The service is away for a moment. Try again in a minute."
    ),
}


def told_to_programs(page: Page[P]) -> Page[P]:
    """Answer programs under their own address with problem details; everybody else with the page, its status kept."""

    @wraps(page)
    def answering(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        shown = page(request, *args, **kwargs)
        return _problem(shown) if request.path_info.startswith(FOR_PROGRAMS) else shown

    return answering


def _problem(shown: HttpResponse) -> HttpResponse:
    status = HTTPStatus(shown.status_code)
    words = _WORDS[status]
    told = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "error": status.name.lower(),
        "message": {"ar": words.ar, "en": words.en},
    }
    answer = JsonResponse(told, status=status, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False})
    if "Retry-After" in shown:
        answer["Retry-After"] = shown["Retry-After"]
    return answer
