"""How deep JSON is nested, told before anything reads it: readers call themselves once a level, and have an end."""

import re

_STRINGS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_BRACKETS = re.compile(rb"[\[\]{}]")
_OPENING = (b"[", b"{")


def is_deeper_than(written: bytes, levels: int) -> bool:
    """Say whether lists and objects stand in one another on more levels than so many."""
    depth = 0
    for bracket in _BRACKETS.finditer(_STRINGS.sub(b"", written)):
        depth += 1 if bracket.group() in _OPENING else -1
        if depth > levels:
            return True
    return False
