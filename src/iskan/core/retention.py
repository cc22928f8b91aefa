"""How long personal data is kept: what is erased, after which event, and after how many days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from iskan.core.dated import Dated, LegalBasis
from iskan.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """What is erased (``what``) so many ``days`` after an event (``after``).

    ``days`` is a figure of the catalogue. While it is not configured the rule erases nothing: no period is guessed.
    """

    code: str
    what: Text
    after: Text
    days: Dated[int]
    ground: LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Eraser:
    """How an app carries a rule out.

    ``due`` names what the rule erases whose event lies before an instant, held things left out; ``erase`` erases one of
    these names in the caller's transaction, and says whether there was still something to erase.
    """

    rule: RetentionRule
    due: Callable[[datetime], Sequence[str]]
    erase: Callable[[str, datetime], bool]
