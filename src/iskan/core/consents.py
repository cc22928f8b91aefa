"""A second person's yes to a case, asked of them by name through their own channel."""

from dataclasses import dataclass
from enum import StrEnum

from iskan.core.conditions import Condition
from iskan.core.dated import Dated
from iskan.core.text import Text


class ConsentParty(StrEnum):
    """Whose consent is asked for."""

    SPOUSE = "spouse"
    ADULTS = "adults"
    NAMED = "named"


class ConsentPoint(StrEnum):
    """Before which act every consent must have been given."""

    SUBMIT = "submit"
    RECOMMEND = "recommend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Terms to which another person says yes or no.

    ``of`` NAMED is the person whose personal number answers ``question``: an owner, a buyer, a tenant. ``within`` is
    the figure of calendar days to answer in; where it is not configured there is no last day. ``when`` limits the
    consent to some answers and facts.
    """

    code: str
    of: ConsentParty
    question: str | None = None
    terms: Text
    before: ConsentPoint = ConsentPoint.RECOMMEND
    within: Dated[int] | None = None
    when: Condition | None = None
