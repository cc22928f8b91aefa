"""Finding a service by what people call it, in either language, however they spell it."""

from collections.abc import Iterable
from functools import lru_cache

from iskan.core.catalogue import Service, Tool
from iskan.core.text import Text, fold

Entry = Service | Tool
LONGEST_QUERY = 100


def search(entries: Iterable[Entry], typed: str) -> tuple[Entry, ...]:
    """Return the services and tools with all the words typed, those with them in their names first, then keywords."""
    words = fold(typed[:LONGEST_QUERY]).split()
    if not words:
        return ()
    ranked = [(rank, place, entry) for place, entry in enumerate(entries) if (rank := _rank(entry, words)) is not None]
    return tuple(entry for _, _, entry in sorted(ranked, key=lambda found: found[:2]))


def _rank(entry: Entry, words: list[str]) -> int | None:
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
    return tuple({form for word in folded for form in (word, word.removeprefix("ال"), word.removeprefix("لل"))})
