"""How well what somebody typed names each of some things, in Arabic or in English, everyday words and slips allowed.

Every word typed is compared with the words of each thing: the same word, the beginning of one, the same stem, or one
spelt nearly so. A rare word weighs more than a common one, and a word of the name more than one of the summary. What
nobody would look for (*how do I*, *أريد*) is not compared.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile
from typing import Final

from iskan.core.text import Text, fold

# Words beyond these are not read: nobody asks for a service in more, and each is compared with the whole vocabulary.
MOST_WORDS: Final = 12
_NAME, _KEYWORD, _SUMMARY = 1.0, 0.8, 0.4
_SAME, _BEGUN, _STEM, _NEAR = 1.0, 0.85, 0.8, 0.6
# What a word adds to a thing that says it again elsewhere.
_AGAIN: Final = 0.05
# How near the best a thing must come to be shown at all.
_LEAST_OF_BEST: Final = 0.3
# Two words are one misspelt where so much of their letters agrees; shorter words are too easily another word.
_LIKE: Final = 0.8
_SHORTEST_MISSPELT: Final = 4
_SHORTEST_BEGINNING: Final = 4
_SHARED_BEGINNING: Final = 0.55
_SHORTEST_STEM: Final = 3

_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[\u0620-\u06ff]")
_JOINED_BEFORE: Final = ("وال", "بال", "فال", "كال", "لل", "ال")
_JOINED_LETTERS: Final = "ولبفسايتن"
_JOINED_AFTER: Final = (
    "اتنا", "اتها", "اتي", "اته", "تنا", "تها", "ها", "نا", "هم",
    "ات", "ان", "ون", "ين", "يه", "تي", "ته", "ه", "ي", "ك",
)  # fmt: skip
# Words that say that something is sought, not what.
_FILLERS: Final = """
أريد أبي أبغي أبغى بغيت نبي ودي كيف شلون وين أين متى هل ما ماذا شنو عن من في على إلى أن أنا لي عندي عندنا هذا هذه
أسوي أقدر أستطيع يمكنني ممكن لازم أحتاج أو مع ثم بعد قبل كم لو سمحت طريقة الحصول حق مال تبع جديد جديدة
i want to my how do does the a an of for in is are can could need where what when me get on and or with we our have
has had it you your from at by if would like please am was be this that which who us their his her new
"""
_UNSAID: Final = frozenset(_WORD.findall(fold(_FILLERS)))


@dataclass(frozen=True, slots=True)
class Described:
    """A thing that can be looked for, by what it is called and what is said of it."""

    name: Text
    keywords: tuple[Text, ...]
    summary: Text


@dataclass(frozen=True, slots=True)
class _Likeness:
    """The words one typed word may mean, each with how sure that is, and how rare they are among the things."""

    words: tuple[tuple[str, float], ...]
    rarity: float


@dataclass(frozen=True, slots=True)
class Index:
    """The words of some things, each with its weight in each of them."""

    weights: tuple[Mapping[str, float], ...]
    vocabulary: tuple[str, ...]

    def find(self, typed: str) -> tuple[int, ...]:
        """Return the places of the things that what was typed names, the best first; nothing where it names none."""
        likenesses = [found for word in words_of(typed)[:MOST_WORDS] if (found := self._like(word)).words]
        scores = [self._score(weights, likenesses) for weights in self.weights]
        least = max(scores, default=0.0) * _LEAST_OF_BEST
        ranked = sorted((-score, place) for place, score in enumerate(scores) if score and score >= least)
        return tuple(place for _score, place in ranked)

    def _like(self, word: str) -> _Likeness:
        found = [(known, sure) for known in self.vocabulary if (sure := _as_written(word, known))]
        found = found or [(known, sure) for known in self.vocabulary if (sure := _as_misspelt(word, known))]
        held = sum(any(known in weights for known, _sure in found) for weights in self.weights)
        return _Likeness(tuple(found), math.log1p(len(self.weights) / held) if held else 0.0)

    def _score(self, weights: Mapping[str, float], likenesses: Sequence[_Likeness]) -> float:
        """Return how well a thing answers all that was typed: what it holds of it, and how much of it it holds."""
        parts = [(one.rarity, max(sure * weights.get(word, 0.0) for word, sure in one.words)) for one in likenesses]
        share = sum(rarity for rarity, held in parts if held) / sum(rarity for rarity, _held in parts) if parts else 0.0
        return share * sum(rarity * held for rarity, held in parts)


@lru_cache(maxsize=64)
def index_of(things: tuple[Described, ...]) -> Index:
    """Return the words of some things, ready to be looked through."""
    weights = tuple(map(_weights, things))
    return Index(weights, tuple(dict.fromkeys(word for each in weights for word in each)))


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words of what was typed that say something; where none does, all of them. No word is one letter."""
    words = tuple(dict.fromkeys(word for word in _WORD.findall(fold(typed)) if len(word) > 1))
    return tuple(word for word in words if word not in _UNSAID) or words


def _weights(thing: Described) -> dict[str, float]:
    found: dict[str, float] = {}
    for weight, texts in ((_NAME, (thing.name,)), (_KEYWORD, thing.keywords), (_SUMMARY, (thing.summary,))):
        for word in set(_words_said(texts)):
            found[word] = found[word] + _AGAIN if word in found else weight
    return found


def _words_said(texts: Sequence[Text]) -> Iterator[str]:
    for text in texts:
        yield from words_of(text.ar)
        yield from words_of(text.en)


@lru_cache(maxsize=100_000)
def _as_written(typed: str, known: str) -> float:
    """Return how sure it is that a word typed is a known one, as both are spelt."""
    if typed == known:
        return _SAME
    if bool(_ARABIC.search(typed)) is not bool(_ARABIC.search(known)):
        return 0.0
    if _ARABIC.search(typed):
        return _as_written_in_arabic(typed, known)
    if known.startswith(typed):
        return _BEGUN
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(typed, known, strict=False)))
    return _STEM if shared >= max(_SHORTEST_BEGINNING, _SHARED_BEGINNING * max(len(typed), len(known))) else 0.0


def _as_written_in_arabic(typed: str, known: str) -> float:
    stems, others = _stems(typed), _stems(known)
    if stems[0] == others[0]:
        return _SAME
    if others[0].startswith(stems[0]) or known.startswith(typed):
        return _BEGUN
    return 0.0 if set(stems).isdisjoint(others) else _STEM


@lru_cache(maxsize=20_000)
def _stems(word: str) -> tuple[str, ...]:
    """Return an Arabic word without what is joined to it; second without a letter that may be joined before it."""
    stem = _without_ending(_without_article(word))
    joined = word[0] in _JOINED_LETTERS and len(word) > _SHORTEST_STEM
    return (stem, _without_ending(word[1:])) if joined else (stem,)


def _without_article(word: str) -> str:
    for article in _JOINED_BEFORE:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_STEM:
            return word.removeprefix(article)
    return word


def _without_ending(word: str) -> str:
    for ending in _JOINED_AFTER:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
    return word


@lru_cache(maxsize=100_000)
def _as_misspelt(typed: str, known: str) -> float:
    """Return how sure it is that a word typed is a known one with a slip in it."""
    first, second = _stems(typed)[0], _stems(known)[0]
    if min(len(first), len(second)) < _SHORTEST_MISSPELT or bool(_ARABIC.search(first)) is not bool(
        _ARABIC.search(second)
    ):
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE:
        return 0.0
    ratio = matcher.ratio()
    return _NEAR * ratio if ratio >= _LIKE else 0.0
