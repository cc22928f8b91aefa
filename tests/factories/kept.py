"""Pages kept for their readers, held to what would be written in their place."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from iskan.apps.accounts.kept_pages import words_of
from iskan.surfaces.portal import pages

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def without_tokens(page: str) -> str:
    """Return a page without what is another one at each visit."""
    return TOKEN.sub("", page)


@contextmanager
def kept_words_compared() -> Iterator[None]:
    """Write every kept page anew as well, and fail where it says something else: a change was missed."""

    def compared(kept: Any, write: Any, **said: Any) -> str:
        words = words_of(kept, write, **said)
        if kept is not None and words is kept.words:
            assert words == write(), f"{said['path']} was given as it had been, and has changed"
        return words

    with patch.object(pages, "words_of", compared):
        yield
