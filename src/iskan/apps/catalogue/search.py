"""Finding a service or a page of help by what people call it, in either language, however they spell it."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol, TypeVar

from iskan.core.text import Text, fold

LONGEST_QUERY = 100


class Findable(Protocol):
    """What can be looked for: a service, a tool, a page of help."""

    @property
    def name(self) -> Text: ...
    @property
    def summary(self) -> Text: ...
    @property
    def keywords(self) -> tuple[Text, ...]: ...


N = TypeVar("N", bound=Findable)


def search(entries: Iterable[N], typed: str) -> tuple[N, ...]:
    """Return the entries with all the words typed, those with them in their names first, then keywords."""
    words = fold(typed[:LONGEST_QUERY]).split()
    if not words:
        return ()
    ranked = [(rank, place, entry) for place, entry in enumerate(entries) if (rank := _rank(entry, words)) is not None]
    return tuple(entry for _, _, entry in sorted(ranked, key=lambda found: found[:2]))


def _rank(entry: Findable, words: list[str]) -> int | None:
    """Return how far from its name the last of the words stands, nothing where a word stands nowhere."""
    fields = _fields(entry.name, entry.keywords, entry.summary)
    ranks = [_first(fields, word) for word in words]
    return None if None in ranks else max(rank for rank in ranks if rank is not None)


def _first(fields: tuple[tuple[str, ...], ...], word: str) -> int | None:
    bare = word.removeprefix("ال")
    return next(
        (place for place, field in enumerate(fields) if any(each.startswith((word, bare)) for each in field)), None
    )


@lru_cache(maxsize=1024)
def _fields(name: Text, keywords: tuple[Text, ...], summary: Text) -> tuple[tuple[str, ...], ...]:
    """Return the folded words of what is searched, the article of Arabic nouns taken off."""
    return tuple(_words(texts) for texts in ((name,), keywords, (summary,)))


def _words(texts: Iterable[Text]) -> tuple[str, ...]:
    folded = " ".join(f"{fold(text.ar)} {fold(text.en)}" for text in texts).replace("،", " ").split()
    return tuple(
        {form for word in folded for form in (word, *(word.removeprefix(joined) for joined in ("ال", "لل", "وال")))}
    )
