"""The registers of other bodies: a folder each, found by being here."""

import pkgutil


def codes() -> tuple[str, ...]:
    """Return the code of every register, without loading any."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__) if found.ispkg))
