"""How long personal data is kept: what is erased, after which event, and after how many days."""

from dataclasses import dataclass

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
