"""What one citizen may let another do for them, and whether a name typed is a person's own."""

import re
from enum import StrEnum

from iskan.core.text import fold

# «عبد الرحمن» and «عبدالرحمن», Abdulrahman, Abdul Rahman and Abd al-Rahman are one name each.
_SERVANT_OF = re.compile(r"\b(عبد|abd)(?:[\s-]*(?:ال|ul|al|el)[\s-]*|[\s-]+)")
_ARTICLE = re.compile(r"\b(?:ال|(?:al|el)[\s-]+)")
_BETWEEN = re.compile(r"[\s'’.]+")
FEWEST_NAMES = 2


class DelegatedAct(StrEnum):
    """What a delegate may do; reading goes with each."""

    READ = "read"
    FILE = "file"
    ANSWER = "answer"
    RECEIVE = "receive"


def is_name_of(typed: str, *known: str) -> bool:
    """Say whether a name typed is one of those a register knows a person by, in any usual spelling.

    Names in between may be left out; the first and the last must stand, and nothing may stand that is not theirs.
    """
    given = _names(typed)
    return len(given) >= FEWEST_NAMES and any(_stands_in(given, _names(name)) for name in known)


def _stands_in(given: list[str], known: list[str]) -> bool:
    if not known or (given[0], given[-1]) != (known[0], known[-1]):
        return False
    rest = iter(known)
    return all(name in rest for name in given)


def _names(words: str) -> list[str]:
    bare = _ARTICLE.sub("", _SERVANT_OF.sub(r"\1", fold(words)))
    return [name for name in _BETWEEN.split(bare) if name]
