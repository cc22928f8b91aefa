"""Finding a service or a page of help by what people call it, in either language, however they spell it."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from iskan.core.finding import Described, index_of
from iskan.core.text import Text

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
    """Return the entries that what was typed names, the likeliest first; longer than `LONGEST_QUERY` it is cut."""
    among = tuple(entries)
    index = index_of(tuple(Described(entry.name, entry.keywords, entry.summary) for entry in among))
    return tuple(among[place] for place in index.find(typed[:LONGEST_QUERY]))
