"""Which language is spoken: asked dozens of times a page, and so kept where asking costs next to nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from django.utils import translation

Spoken = Literal["ar", "en"]
_spoken: ContextVar[Spoken | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking(language: Spoken) -> Iterator[None]:
    """Speak a language for the length of a block, Django's own words included."""
    before = _spoken.set(language)
    try:
        with translation.override(language):
            yield
    finally:
        _spoken.reset(before)


def spoken() -> Spoken:
    """Return the language of the block, and outside of one Django's; everything but English reads Arabic."""
    return _spoken.get() or ("en" if (translation.get_language() or "").startswith("en") else "ar")


def without_language(path: str) -> str:
    """Return a path that stands for the page in either language."""
    return path.removeprefix("/en")
