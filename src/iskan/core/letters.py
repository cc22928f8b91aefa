"""Letters ready to send: words with blanks that a case fills, offered where an official writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter

from iskan.core.text import Text


class LetterUse(StrEnum):
    """Where a letter is offered."""

    REQUEST = "request"
    REFUSAL = "refusal"
    NOTE = "note"


BLANKS = frozenset({"name", "reference", "service", "missing", "rejected", "unmet", "unknown", "last_day", "today"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyLetter:
    """A letter in both languages; ``text`` may name the blanks of `BLANKS`, each filled from the case."""

    code: str
    use: LetterUse
    name: Text
    text: Text

    @property
    def blanks(self) -> frozenset[str]:
        """The blanks it names in either language."""
        texts = (self.text.ar, self.text.en)
        return frozenset(place[1] for text in texts for place in Formatter().parse(text) if place[1] is not None)


def filled_letter(letter: ReadyLetter, words: Mapping[str, Text]) -> Text | None:
    """Return a letter with its blanks filled; nothing where the case has nothing to say for one of them."""
    if any(not words.get(blank) or not words[blank].ar for blank in letter.blanks):
        return None
    return letter.text.format(**{blank: words[blank] for blank in letter.blanks})
