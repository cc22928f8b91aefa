"""The Jinja2 environment of every page: strict, escaped, bilingual."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import get_urlconf, reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined

from iskan.surfaces.ui import formatting
from iskan.surfaces.ui.icons import icon
from iskan.surfaces.ui.middleware import in_other_language
from iskan.surfaces.ui.schemes import scheme_of

WRITERS = (
    formatting.t,
    formatting.language,
    formatting.date,
    formatting.short_date,
    formatting.weekday,
    formatting.hijri,
    formatting.date_with_hijri,
    formatting.datetime,
    formatting.time,
    formatting.money,
    formatting.number,
    formatting.percent,
    formatting.ltr,
    formatting.phone,
    formatting.iban,
    formatting.person,
    formatting.typed,
)


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a named page in the active language."""
    if args or kwargs:
        return reverse(name, args=args or None, kwargs=kwargs or None)
    return _plain_url(name, formatting.language(), get_urlconf())


@lru_cache(maxsize=512)
def _plain_url(name: str, _language: str, _urlconf: str | None) -> str:
    """Return the address of a page that is always the same; a page's frame asks for a dozen."""
    return reverse(name)


def other_language_url(request: HttpRequest) -> str:
    """Return the address of the page being read in the other language."""
    return in_other_language(request.get_full_path())


def query(request: HttpRequest, **changes: object) -> str:
    """Return the page's query with some values changed; `None` drops a value."""
    kept = {name: values for name, values in request.GET.lists() if name not in changes}
    kept |= {name: [str(value)] for name, value in changes.items() if value is not None}
    return f"?{urlencode(kept, doseq=True)}"


def merged(attributes: dict[str, object], others: dict[str, object]) -> dict[str, object]:
    """Return attributes with others laid over them."""
    return {**attributes, **others}


def environment(**options: Any) -> Environment:
    """Build the environment Django's Jinja2 backend asks for."""
    cache = settings.DATA_DIR / "templates"
    cache.mkdir(parents=True, exist_ok=True)
    env = Environment(
        **{
            **options,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
            "bytecode_cache": FileSystemBytecodeCache(str(cache)),
        }
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined] # added by the i18n extension
    env.globals |= {writer.__name__: writer for writer in WRITERS}
    env.filters |= {writer.__name__: writer for writer in WRITERS} | {"merged": merged}
    env.globals |= {
        "static": static,
        "url": url,
        "query": query,
        "icon": icon,
        "other_language_url": other_language_url,
        "scheme_of": scheme_of,
    }
    return env
