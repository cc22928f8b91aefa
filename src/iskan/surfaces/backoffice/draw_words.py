"""What a step of a draw refuses, and the words its forms send."""

import dataclasses
from datetime import datetime
from typing import Final

from django.http import HttpRequest
from django.utils.timezone import get_default_timezone

from iskan.apps.draws.operations import draw_refusals as refusals
from iskan.core.draw.lists import DrawFault
from iskan.core.draw.sheets import BadSheet
from iskan.core.text import Text
from iskan.integrations.beacon.port import BadSignature, BeaconFault, RoundNotOut
from iskan.surfaces.backoffice.refusals import (
    CONFLICT,
    FORBIDDEN,
    UNPROCESSABLE,
    Refused,
    Trouble,
    trouble_of,
)
from iskan.surfaces.backoffice.words import said

DRAW_REFUSALS: Final = (refusals.DrawRefused, DrawFault, BadSheet, BeaconFault, Refused)
_FORBIDDEN: Final = (refusals.NotForThisRole, refusals.NotOfThisParty, refusals.SameEyes)
_UNPROCESSABLE: Final = (
    refusals.NotAHash,
    refusals.ReasonMissing,
    refusals.RevealMismatch,
    refusals.WrongBeaconRound,
    refusals.UnknownCandidate,
    refusals.CandidateTwice,
    refusals.AlreadyAMember,
    BadSignature,
    BadSheet,
    DrawFault,
    Refused,
)
_UNAVAILABLE: Final = 503
NEEDED = Text(ar="أجب عن هذا السؤال", en="Answer this question")
BAD_HOUR = Text(ar="اكتب تاريخًا ووقتًا صحيحين", en="Write a right date and time")
_FIELDS: Final[dict[type[Exception], str]] = {refusals.ReasonMissing: "reason", BadSignature: "signature"}


def draw_trouble(request: HttpRequest, fault: Exception, form: str, field: str = "") -> Trouble:
    """Return a refusal as the page shows it."""
    trouble = trouble_of(request, fault, form)
    at = getattr(fault, "field", "") or _FIELDS.get(type(fault), "") or field
    return dataclasses.replace(trouble, status=_status(fault), field=at)


def _status(fault: Exception) -> int:
    if isinstance(fault, _FORBIDDEN):
        return FORBIDDEN
    if isinstance(fault, _UNPROCESSABLE):
        return UNPROCESSABLE
    if isinstance(fault, BeaconFault) and not isinstance(fault, RoundNotOut):
        return _UNAVAILABLE
    return CONFLICT


def needed(request: HttpRequest, name: str, longest: int = 160) -> str:
    """Return words that must be there, or raise `Refused`."""
    typed = said(request, name, longest)
    if not typed:
        raise Refused(NEEDED, name)
    return typed


def hour_from(request: HttpRequest) -> datetime:
    """Return the day and hour typed, as Bahrain counts them."""
    try:
        typed = datetime.fromisoformat(f"{said(request, 'day', 10)}T{said(request, 'hour', 8)}")
    except ValueError as fault:
        raise Refused(BAD_HOUR, "day") from fault
    return typed.replace(tzinfo=get_default_timezone())
