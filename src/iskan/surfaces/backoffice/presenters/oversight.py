"""Counts, bars and lines for those who watch over the work."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from iskan.apps.draws.queries.beacon import BeaconFailure, BeaconStanding, RoundTaken
from iskan.core.promises import Alarm
from iskan.core.text import Text, listed
from iskan.integrations.discovery import registers
from iskan.integrations.exchange import RegisterStatus
from iskan.surfaces.backoffice.presenters.dues import TONES, alarm_label, stage_name
from iskan.surfaces.backoffice.presenters.worklist import open_stages
from iskan.surfaces.ui.formatting import t


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A count as a bar, and where it leads."""

    label: str
    value: int
    most: int
    tone: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow:
    """An official's load."""

    name: str
    held: int
    late: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The supervisor's picture."""

    total: int
    alarms: tuple[Bar, ...]
    stages: tuple[Bar, ...]
    load: tuple[LoadRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """How a register is."""

    name: str
    keeper: str
    status: str
    tone: str
    icon: str
    why: str
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeaconRow:
    """How the draws' beacon is, the last round it gave and its last fault, each with the draw it was for."""

    name: str
    status: str
    tone: str
    icon: str
    why: str
    taken: RoundTaken | None
    how: str
    failure: BeaconFailure | None
    fault: str


def overview_view(
    *, stages: Mapping[str, int], alarms: Mapping[Alarm, int], load: Iterable[tuple[Text, int, int]]
) -> Overview:
    """Return the picture of a department's open work."""
    held = tuple(load)
    most_held = max((count for _name, count, _late in held), default=0)
    return Overview(
        total=sum(stages.values()),
        alarms=_bars((alarm_label(a), alarms[a], TONES[a], f"alarm={int(a)}" if a else "") for a in Alarm),
        stages=_bars((stage_name(s), stages.get(s.code, 0), s.tone, f"stage={s.code}") for s in open_stages()),
        load=tuple(LoadRow(name=t(name), held=count, late=late, most=most_held) for name, count, late in held),
    )


def _bars(rows: Iterable[tuple[str, int, str, str]]) -> tuple[Bar, ...]:
    kept = tuple(rows)
    most = max((value for _label, value, _tone, _query in kept), default=0)
    return tuple(
        Bar(label=label, value=value, most=most or 1, tone=tone, query=query) for label, value, tone, query in kept
    )


def register_rows(standings: Iterable[RegisterStatus], waiting: Mapping[str, int]) -> tuple[RegisterRow, ...]:
    """Return how each register is, and how many cases wait for it."""
    return tuple(_register(standing, waiting.get(standing.register, 0)) for standing in standings)


def _register(standing: RegisterStatus, waiting: int) -> RegisterRow:
    register = registers()[standing.register]
    status, tone, icon, why = _standing(standing)
    return RegisterRow(
        name=t(register.name), keeper=t(register.keeper), status=status, tone=tone, icon=icon, why=why, waiting=waiting
    )


def beacon_row(beacon: BeaconStanding) -> BeaconRow:
    """Return how the draws' beacon is."""
    away = _("The draws wait, or an official pastes the round and its signature.")
    status, tone, icon = (
        (_("Answers us now"), "success", "check") if beacon.is_up else (_("Does not answer"), "danger", "cross")
    )
    stand_in = _("A stand-in for demonstrations: it decides nothing.") if beacon.is_stand_in else ""
    return BeaconRow(
        name=t(beacon.name),
        status=status,
        tone=tone,
        icon=icon,
        why=stand_in if beacon.is_up else away,
        taken=beacon.taken,
        how=str(beacon.taken.source.label) if beacon.taken else "",
        failure=beacon.failure,
        fault=t(beacon.failure.fault) if beacon.failure else "",
    )


def _standing(standing: RegisterStatus) -> tuple[str, str, str, str]:
    if standing.is_fit:
        return _("It answers"), "success", "check", ""
    if standing.is_up:
        lacking = _("It does not open these of its services to us: %(services)s")
        return _("Partly closed"), "warning", "warning", lacking % {"services": t(listed(standing.missing))}
    return _("Down"), "danger", "cross", _("Checks wait and finish by themselves once it is back.")
