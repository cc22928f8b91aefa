"""The addresses of pages, each resolved once: a page's frame alone asks for a dozen."""

from functools import lru_cache

from django.urls import reverse

from iskan.surfaces.ui import formatting


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a named page in the active language."""
    return url_in(formatting.language(), name, *args, **kwargs)


@lru_cache(maxsize=8192)
def url_in(_language: str, name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a named page in the active language, whose code is given for what is kept."""
    return reverse(name, args=args or None, kwargs=kwargs or None)
