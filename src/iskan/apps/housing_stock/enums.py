"""Choices of the housing stock, and the moves a unit may make."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProjectKind(models.TextChoices):
    """For whom a project is built: the whole country, or first the people of its place."""

    GENERAL = "general", _("General project")
    LOCAL = "local", _("Local project")


class ProjectProgramme(models.TextChoices):
    """What a project mainly offers, by the codes of the application's question."""

    UNIT = "unit", _("Housing units")
    OWNERSHIP_FLAT = "ownership_flat", _("Ownership flats")
    PLOT = "plot", _("Residential plots")


class UnitType(models.TextChoices):
    """What a unit is; its class begins with this word."""

    HOUSE = "house", _("House")
    FLAT = "flat", pgettext_lazy("unit", "Flat")
    PLOT = "plot", _("Plot")

    @property
    def programme(self) -> ProjectProgramme:
        """Return the programme whose waiting list such units are for."""
        return _PROGRAMMES[self]


_PROGRAMMES = {
    UnitType.HOUSE: ProjectProgramme.UNIT,
    UnitType.FLAT: ProjectProgramme.OWNERSHIP_FLAT,
    UnitType.PLOT: ProjectProgramme.PLOT,
}


class UnitState(models.TextChoices):
    """Where a unit stands between the drawing board and a family."""

    PLANNED = "planned", pgettext_lazy("unit", "Planned")
    BUILDING = "building", pgettext_lazy("unit", "Under construction")
    READY = "ready", pgettext_lazy("unit", "Ready")
    WITHHELD = "withheld", pgettext_lazy("unit", "Withheld")
    OFFERED = "offered", pgettext_lazy("unit", "Offered")
    ALLOCATED = "allocated", pgettext_lazy("unit", "Allocated")
    HANDED_OVER = "handed_over", pgettext_lazy("unit", "Handed over")

    @property
    def next_states(self) -> frozenset["UnitState"]:
        """Return the states a unit may pass to from this one."""
        return _MOVES[self]

    @property
    def is_given(self) -> bool:
        """Say whether a household already stands behind the unit."""
        return self in _GIVEN

    @property
    def waits_for_gates(self) -> bool:
        """Say whether every required gate must be closed before a unit comes here."""
        return self in _BEHIND_GATES


_MOVES = {
    UnitState.PLANNED: frozenset({UnitState.BUILDING, UnitState.WITHHELD}),
    UnitState.BUILDING: frozenset({UnitState.READY, UnitState.PLANNED, UnitState.WITHHELD}),
    UnitState.READY: frozenset({UnitState.OFFERED, UnitState.ALLOCATED, UnitState.WITHHELD, UnitState.BUILDING}),
    UnitState.WITHHELD: frozenset({UnitState.PLANNED, UnitState.BUILDING, UnitState.READY}),
    UnitState.OFFERED: frozenset({UnitState.READY, UnitState.ALLOCATED}),
    UnitState.ALLOCATED: frozenset({UnitState.HANDED_OVER, UnitState.READY, UnitState.OFFERED}),
    UnitState.HANDED_OVER: frozenset({UnitState.WITHHELD}),
}
_GIVEN = frozenset({UnitState.OFFERED, UnitState.ALLOCATED, UnitState.HANDED_OVER})
_BEHIND_GATES = frozenset({UnitState.READY, UnitState.HANDED_OVER})


class GateKind(models.TextChoices):
    """What a project must be joined to before families move in."""

    ELECTRICITY = "electricity", _("Electricity")
    WATER = "water", _("Water")
    TELECOM = "telecom", _("Telecommunications")
    ROADS = "roads", _("Roads")
    SEWAGE = "sewage", _("Sewage")
    ADDRESSES = "addresses", _("Addresses")
