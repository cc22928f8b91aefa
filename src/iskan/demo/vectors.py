"""The search vector of a name as COPY takes it, the same as the database makes of its keys."""

from iskan.core.names import name_keys


def search_vector(name_ar: str, name_en: str) -> str:
    """Return the keys of both names as a `tsvector` is written; there is nothing in them to escape."""
    return " ".join(f"'{key}'" for key in name_keys(name_ar, name_en))
