"""Pages as they were last written for an account, given again for as long as nothing they say has changed.

On the day of a draw families open the same page again and again. What it says follows from a few rows; while these
are as they were, its words are taken from where they lie instead of being put together once more.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from django.db import connection

import iskan
from iskan.apps.accounts.models import KeptPage
from iskan.foundation.reading import Beside

LONGEST_KEPT: Final = timedelta(days=2)
_OF_ACCOUNT = "SELECT written_from, words FROM accounts_keptpage WHERE user_id = c.id AND path = %(path)s"
_KEEP = """
INSERT INTO accounts_keptpage (user_id, path, written_from, words, written_at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (user_id, path)
DO UPDATE SET written_from = excluded.written_from, words = excluded.words, written_at = excluded.written_at
"""


class Kept(NamedTuple):
    """A page's words and the digest of all they were written from."""

    written_from: str
    words: str


KEPT = Beside(2, _OF_ACCOUNT, lambda row: Kept(*row))
"""Of an account and the page it asks for: what that page last said to it."""


def words_of(
    kept: Kept | None, write: Callable[[], str], *, user_id: int, path: str, written_from: object, at: datetime
) -> str:
    """Return a page's words: those kept where ``written_from`` is what they were written from, or written and kept.

    ``written_from`` must hold, by its ``repr``, all that the words follow from but this program itself.
    """
    digest = blake2b(repr(written_from).encode(), digest_size=32, key=_program()).hexdigest()
    if kept is not None and kept.written_from == digest:
        return kept.words
    words = write()
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [user_id, path, digest, words, at])
    return words


def drop_old_pages(now: datetime) -> None:
    """Drop the pages not written anew for two days: what they say is a day's."""
    KeptPage.objects.filter(written_at__lt=now - LONGEST_KEPT).delete()


@cache
def _program() -> bytes:
    """Return a digest of this program: of its words, rules and templates as installed."""
    digest, root = blake2b(digest_size=32), Path(iskan.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.digest()
