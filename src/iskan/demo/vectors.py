"""The search vector of a name as COPY takes it, the same as PostgreSQL makes of the folded words."""

from functools import lru_cache

from iskan.core.text import fold


def search_vector(name_ar: str, name_en: str) -> str:
    """Return the folded words of both names with their places, as a `tsvector` is written."""
    parts: list[str] = []
    for word in f"{name_ar} {name_en}".split():
        for lexeme in lexemes(word):
            parts.append(f"'{lexeme}':{len(parts) + 1}")
    return " ".join(parts)


@lru_cache(maxsize=50_000)
def lexemes(word: str) -> tuple[str, ...]:
    """Return what one written word is found by: itself, and its parts where it is hyphenated."""
    folded = fold(word)
    bare = "".join(c for c in folded if c.isalnum() or c == "-").strip("-")
    if "-" not in bare:
        return (bare,) if bare else ()
    return (bare, *(part for part in bare.split("-") if part))
