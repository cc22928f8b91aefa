"""The language of a page is in its address: Arabic at `/…`, English at `/en/…`; nothing else decides it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from iskan.foundation.language import Spoken, speaking

ARABIC: Spoken = "ar"
ENGLISH: Spoken = "en"
_ENGLISH_ROOT = f"/{ENGLISH}"
_ENGLISH_PREFIX = f"{_ENGLISH_ROOT}/"


def language_of(path: str) -> Spoken:
    """Return the language a path is written in."""
    return ENGLISH if path.startswith(_ENGLISH_PREFIX) or path == _ENGLISH_ROOT else ARABIC


def in_other_language(full_path: str) -> str:
    """Return the address of the same page, query included, in the other language."""
    if full_path.startswith(_ENGLISH_PREFIX):
        return full_path[len(_ENGLISH_ROOT) :]
    return f"{_ENGLISH_ROOT}{full_path}"


class LanguageFromPath:
    """Speaks the path's language for the length of one request, and says so in `Content-Language`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request.path_info)
        with speaking(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
