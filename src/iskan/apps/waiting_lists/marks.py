"""What apps above know of a waiting household, by which its list can be narrowed."""

from dataclasses import dataclass
from typing import Final

EVENTS: Final = "events"
"""Something happened to the household that an official has yet to decide."""
_marks: dict[str, "ListMark"] = {}


@dataclass(frozen=True, slots=True)
class ListMark:
    """A mark of a case ``c``: its code, and the SQL of our own that says whether the case bears it."""

    code: str
    condition: str


def marks_waiting(mark: ListMark) -> ListMark:
    """Register a mark; a second one of its code is a fault."""
    if mark.code in _marks:
        message = f"the mark {mark.code!r} is registered twice"
        raise RuntimeError(message)
    _marks[mark.code] = mark
    return mark


def condition_of(code: str) -> str:
    """Return the SQL that says whether a case ``c`` bears a mark; nobody bears one that no app registers."""
    return _marks[code].condition if code in _marks else "FALSE"
