"""How the draws' beacon is: whether it answers now, the last round taken in, and the last time it failed a draw."""

from dataclasses import dataclass
from datetime import datetime

from iskan.apps.draws.enums import BeaconSource
from iskan.apps.draws.models import DrawBeacon
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.integrations.beacon import chains, http
from iskan.integrations.beacon.port import BadSignature, BeaconFault, BeaconUnavailable, RoundNotOut

FAILED = "draw.beacon_failed"
_FAULTS: dict[str, type[BeaconFault]] = {
    fault.__name__: fault for fault in (BadSignature, BeaconUnavailable, RoundNotOut)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTaken:
    """The last round a draw took in."""

    number: int
    source: BeaconSource
    draw: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BeaconFailure:
    """The last time the beacon gave a draw no round."""

    fault: Text
    draw: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BeaconStanding:
    """How the beacon new draws are bound to is."""

    name: Text
    is_stand_in: bool
    is_up: bool
    taken: RoundTaken | None
    failure: BeaconFailure | None


def beacon_standing() -> BeaconStanding:
    """Ask the beacon whether it answers, and read what it did for the draws so far."""
    chain = chains.configured()
    return BeaconStanding(
        name=chain.name, is_stand_in=chain.is_stand_in, is_up=http.is_answering(chain), taken=_taken(),
        failure=_failure(),
    )  # fmt: skip


def _taken() -> RoundTaken | None:
    row = DrawBeacon.objects.select_related("draw").order_by("-at", "-pk").first()
    if row is None:
        return None
    return RoundTaken(number=row.round, source=BeaconSource(row.source), draw=row.draw.reference, at=row.at)


def _failure() -> BeaconFailure | None:
    line = audit.newest(subject_kind="draw", action=FAILED)
    if line is None:
        return None
    fault = _FAULTS.get(line.detail["fault"], BeaconFault)
    return BeaconFailure(fault=fault.text, draw=line.subject, at=line.at)
