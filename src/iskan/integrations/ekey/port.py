"""What eKey tells of a person who signed in: the claims, and how sure it is of them."""

from enum import StrEnum
from typing import NotRequired, TypedDict


class EkeyAssurance(StrEnum):
    """``standard`` is number and password; ``advanced`` had the identity verified by fingerprint or face."""

    STANDARD = "standard"
    ADVANCED = "advanced"


class EkeyClaims(TypedDict):
    """``sub`` is the personal number; ``name`` repeats the Arabic name for clients that know only that claim."""

    sub: str
    cpr: str
    name: str
    name_ar: str
    name_en: str
    assurance: str
    phone_number: NotRequired[str]
