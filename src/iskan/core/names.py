"""The keys under which a name is found, however it is spelt, in Arabic or in Latin letters.

Each word of a name has three keys, from strict to lenient: the word itself, folded; what its usual spellings share
(``~``); and its consonants, the same in either script (``=``). A first name bears each once more (``^``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice, product
from typing import Final

from iskan.core.text import fold

SHORTEST_WORD: Final = 2
NEAR, FAR, FIRST = "~", "=", "^"
# Beyond so many readings of one word, more bring nobody new.
_MOST_READINGS: Final = 12
_APOSTROPHES = re.compile("['’‘`´ʼʻʿʾ]")
_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[\u0620-\u06ff]")

_SONS: Final = ("بن", "ابن", "بنت", "bin", "ibn", "ben", "bint")
_ARTICLES: Final = ("ال", "al", "el", "il", "ul", "aal", "an", "ar", "as", "ash", "at", "ad", "az")
_PARTICLES: Final = frozenset((*_SONS, *_ARTICLES))
_USUALLY: Final = {"mohd": "mohammed", "mhd": "mohammed", "abdulah": "abdullah"}
_SERVANT: Final = {"عبد": "عبد", **dict.fromkeys(("abd", "abdu", "abdul", "abdel", "abdal", "abdol"), "abd")}
_FATHER: Final = {**dict.fromkeys(("ابو", "بو"), "بو"), **dict.fromkeys(("abu", "abo", "abou", "bu", "bo"), "bu")}
# «عبدالرحمن» and Abdulrahman, «ابوعلي» and Abuali are one name; «نورالدين» and Nooruddin, «جارالله» and Jarallah two.
_SERVANT_OF = re.compile(r"(?:(عبد)|abd(?:[aeou]l?)?)(.{2,})")
_FATHER_OF = re.compile(r"(?:(ابو)|abo?u?)(?<!ab)(.{2,})")
_OF_FAITH = re.compile(r"(.{2,})ال(دين|له)|(.{3,}?)(?:(?:[aeiou][ld]?)?(d(?:ee|ie|i)n)e?|[aeu]l(lah?))")
_ARTICLE = re.compile(r"ال(.{2,})|(?:[ae]l|[ae]([dnrstz])(?=\2))(.{4,})")

_ARABIC_SOUNDS: Final[dict[str, str]] = {
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "ts", "ج": "j", "چ": "S", "ش": "S", "ح": "h", "ه": "h", "خ": "x",
    "د": "d", "ذ": "dz", "ض": "dz", "ظ": "dz", "ر": "r", "ز": "z", "ژ": "z", "س": "s", "ص": "s", "غ": "g", "ف": "f",
    "ڤ": "f", "ق": "k", "ك": "k", "گ": "gk", "ل": "l", "م": "m", "ن": "n",
}  # fmt: skip
# Two letters that stand for one sound in some names and for two in others: Ishaq, Adham, Thani, Thawadi.
_LATIN_SOUNDS: Final[dict[str, Sequence[str]]] = {
    **{letter: letter for letter in "bdfhjklmnrstz"},
    "c": "k", "q": "k", "p": "b", "v": "f", "x": ("ks",), "g": "gkj", "ch": "S", "kh": "x", "gh": "g", "ph": "f",
    "ck": "k", "sh": ("S", "sh"), "dh": ("d", "dh"), "th": ("t", "d", "th"),
}  # fmt: skip
_LATIN_LETTERS = re.compile("sh|ch|kh|gh|th|dh|ph|ck|[bcdfghjklmnpqrstvxz]")
_DOUBLED = re.compile(r"(sh|kh|dh|th|[b-df-hj-np-tv-z])\1+")
_FIRST_VOWEL = re.compile("[^aeiouwy]*[aeiy]*([ouw])?")
_ROUGHLY: Final = str.maketrans({"ا": "a", "و": "u", "ي": "i", "ع": "a", "ش": "sh", "خ": "kh"})


@dataclass(frozen=True, slots=True)
class SoughtName:
    """A name that is looked for, by its lenient keys."""

    near: tuple[str, ...]
    far: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody typed as a name: the words as they stand, and the names they make."""

    words: tuple[str, ...]
    names: tuple[SoughtName, ...]


def name_keys(*names: str) -> tuple[str, ...]:
    """Return every key under which a person of these names is found, each once."""
    return tuple(dict.fromkeys(key for name in names for key in _keys(name)))


def sought(typed: str) -> Sought:
    """Read what was typed as a name.

    Single letters would find half the country, and what stands between names tells nobody apart.
    """
    words = [word for word in _words(typed) if len(word) >= SHORTEST_WORD]
    plain = dict.fromkeys(word for word in words if word not in _PARTICLES)
    names = dict.fromkeys(_names(words)) if plain else ()
    return Sought(tuple(plain), tuple(SoughtName(_near(name), _far(name)) for name in names))


def likeness(typed: str, *names: str) -> float:
    """Return how like what was typed is to the likest of some names, from 0 to 1; the order of the words counts.

    Names in the script of what was typed are compared where there are any, else all, as they roughly sound.
    """
    is_arabic = bool(_ARABIC.search(typed))
    alike = [_spelt(name) for name in names if name and bool(_ARABIC.search(name)) is is_arabic]
    others = alike or [_roughly(_spelt(name)) for name in names]
    matcher = SequenceMatcher(None, "", _spelt(typed) if alike else _roughly(_spelt(typed)), autojunk=False)
    return max((_ratio(matcher, other) for other in others), default=0.0)


def _ratio(matcher: SequenceMatcher[str], other: str) -> float:
    matcher.set_seq1(other)
    return matcher.ratio()


def _keys(name: str) -> Iterator[str]:
    words = _words(name)
    named = _names(words)
    yield from words
    yield from (FIRST + word for word in words[:1])
    yield from (key for one in named for key in _lenient(one))
    yield from (FIRST + key for one in named[:1] for key in _lenient(one))


@lru_cache(maxsize=20_000)
def _lenient(name: str) -> tuple[str, ...]:
    return (*(NEAR + key for key in _near(name)), *(FAR + key for key in _far(name)))


@lru_cache(maxsize=20_000)
def _words(typed: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_APOSTROPHES.sub("", fold(typed))))


def _spelt(typed: str) -> str:
    return " ".join(_names(_words(typed)))


def _roughly(spelt: str) -> str:
    """Write Arabic letters in Latin ones, well enough to compare."""
    return "".join(_ARABIC_SOUNDS.get(letter, letter)[0] for letter in spelt.translate(_ROUGHLY))


def _names(words: Iterable[str]) -> list[str]:
    """Return the names that words make: what is written apart or joined evened out, without articles."""
    found: list[str] = []
    begun = ""
    for word in words:
        if begun:
            if word not in _PARTICLES:
                found.append(begun + _bare(word))
                begun = ""
        elif word in _SERVANT or word in _FATHER:
            begun = _SERVANT.get(word) or _FATHER[word]
        elif word not in _PARTICLES:
            found += _parts(_USUALLY.get(word, word))
    return [*found, begun] if begun else found


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    """Return the names a word written as one is made of."""
    if servant := _SERVANT_OF.fullmatch(word):
        return ((servant[1] or "abd") + _bare(servant[2]),)
    if faith := _OF_FAITH.fullmatch(word):
        name, of = (part for part in faith.groups() if part)
        return (_bare(name), of)
    if father := _FATHER_OF.fullmatch(word):
        return (("بو" if father[1] else "bu") + _bare(father[2]),)
    return (_bare(word) if _ARABIC.search(word) else word,)


def _bare(word: str) -> str:
    """Return a name without its article."""
    article = _ARTICLE.fullmatch(word)
    return (article[1] or article[3]) if article else word


def _near(name: str) -> tuple[str, ...]:
    """Return what the usual spellings of a name share: in Latin letters its consonants and two of its vowels."""
    if _ARABIC.search(name):
        return (name,)
    ends = "V" if name.rstrip("h")[-1:] in "aeiouy" else ""
    return tuple(
        f"{key}{'U' if (_FIRST_VOWEL.match(one) or ' ')[1] else 'A'}{ends}"
        for one in dict.fromkeys((name, _bare(name)))
        for key in _latin_consonants(one)
    )


def _far(name: str) -> tuple[str, ...]:
    """Return the consonants of a name as either script writes them, in every reading."""
    if _ARABIC.search(name):
        return _arabic_consonants(name)
    return tuple(dict.fromkeys(key for one in (name, _bare(name)) for key in _latin_consonants(one)))


def _arabic_consonants(name: str) -> tuple[str, ...]:
    sounds = [_ARABIC_SOUNDS.get(letter, "") for letter in (name[:-1] + name[-1].strip("هح"))[1:]]
    begin = _ARABIC_SOUNDS.get(name[0]) or {"و": "w", "ي": "y"}.get(name[0], "a")
    return _readings([begin, *filter(None, sounds)])


def _latin_consonants(name: str) -> tuple[str, ...]:
    single = _DOUBLED.sub(r"\1", name)
    body = single[:-1] if single[-1] == "h" and single[-2:-1] in tuple("aeiou") else single
    begin = [body[0]] if body[0] in "wy" else ["a"] if body[0] in "aeiou" else []
    return _readings([*begin, *(_LATIN_SOUNDS[sound] for sound in _LATIN_LETTERS.findall(body))])


def _readings(sounds: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return each way to read sounds; nothing where there are none, as in a word of digits."""
    return tuple(dict.fromkeys(map("".join, islice(product(*sounds), _MOST_READINGS)))) if sounds else ()
