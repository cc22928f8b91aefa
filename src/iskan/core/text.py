"""Words in both languages, and what typing does to them: digits, folding, hidden characters."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_FOLDS = str.maketrans({"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ە": "ه", "ک": "ك", "ء": None, "ـ": None})
_BIDI_CONTROLS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Between Arabic letters a non-joiner or joiner is part of the spelling, as in names from Persian or Kurdish.
_INVISIBLE = re.compile(
    f"(?<![\u0620-\u06ff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0620-\u06ff])|(?![\u200c\u200d]){_BIDI_CONTROLS.pattern}"
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST_NUMBER = 9
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence of the ministry's, in Arabic and in English."""

    ar: str
    en: str

    def in_(self, language: str) -> str:
        """Return the words for a language code; anything but English reads Arabic."""
        return self.en if language.startswith("en") else self.ar

    def format(self, **values: "Text | str") -> "Text":
        """Fill the named places in both languages, a `Text` in each in its own; no sentence ends with two stops."""
        return Text(
            ar=_filled(self.ar, {k: v.ar if isinstance(v, Text) else v for k, v in values.items()}),
            en=_filled(self.en, {k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
        )


def _filled(words: str, values: Mapping[str, str]) -> str:
    """Fill a sentence; words that end with a stop lose it where the sentence has its own behind them."""
    return words.format(**{k: without_stop(v) if f"{{{k}}}." in words else v for k, v in values.items()})


def without_stop(words: str) -> str:
    """Return words as they stand inside a sentence: without their last stop."""
    return words.rstrip().removesuffix(".") if not words.endswith("..") else words


def listed(words: Iterable["Text | str"]) -> Text:
    """Return words one after another, as each language separates them."""
    parts = [word if isinstance(word, Text) else Text(ar=word, en=word) for word in words]
    return Text(ar="، ".join(part.ar for part in parts), en=", ".join(part.en for part in parts))


YES = Text(ar="نعم", en="Yes")
NO = Text(ar="لا", en="No")
NONE = Text(ar="لا يوجد", en="None")
NOT_ANSWERED = Text(ar="لم يُجب عنه", en="Not answered")


def same(words: str) -> Text:
    """Show people's own words alike in both languages."""
    return Text(ar=words, en=words)


def both(text: Text) -> str:
    """Write both languages in one line, for readers of either."""
    return text.ar if text.ar == text.en else f"{text.ar} / {text.en}"


def joined(parts: Sequence[Text], ar: str = "، ", en: str = ", ") -> Text:
    """Put texts one after another in both languages."""
    return Text(ar=ar.join(part.ar for part in parts), en=en.join(part.en for part in parts))


def latin_digits(typed: str) -> str:
    """Turn Arabic-Indic and Persian digits into Latin ones."""
    return typed.translate(_DIGITS)


def small_number(typed: str) -> int | None:
    """Return a number as a form or an address carries one, of nine Latin digits at most; nothing of other words."""
    return int(typed) if len(typed) <= LONGEST_NUMBER and typed.isascii() and typed.isdecimal() else None


def fold(words: str) -> str:
    """Reduce a name to what two spellings of it share: hamza, taa marbuta, alef maqsura, diacritics, case."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    bare = _BIDI_CONTROLS.sub("", "".join(c for c in decomposed if not unicodedata.combining(c)))
    return _SPACES.sub(" ", bare.translate(_FOLDS)).strip()


def has_control_characters(typed: str) -> bool:
    """Say whether text holds NUL, half a surrogate pair, or another character no keyboard types."""
    return bool(_CONTROLS.search(typed))


def tidy(typed: str) -> str:
    """Return text as a person meant it: composed, without bidi controls, ends trimmed, lines ended by LF."""
    bare = _INVISIBLE.sub("", typed).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", bare).strip()
