"""Small markets written as a person would, and markets of any shape made by chance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from iskan.core.distribution.market import NONE, Applications, DistributionRules, Lot, ProjectAccess, Whole
from iskan.core.distribution.outcome import DistributionOutcome

PLACES = ("BH-13", "BH-15", "BH-17")
PROJECTS = ("buri", "east-hidd", "salman", "sitra")
HOUSE, EQUIPPED, FLAT = "house-4br", "house-4br-accessible", "flat-3br"
ENTITLEMENTS = ((HOUSE,), (EQUIPPED, HOUSE), (FLAT,))
HOUSES, EQUIPPED_HOUSES, FLATS = 0, 1, 2


@dataclass(frozen=True)
class Home:
    """One household as a test writes it."""

    case: int
    seniority: int
    place: str = "BH-13"
    wishes: tuple[str, ...] = ()
    entitlement: int = HOUSES
    anywhere: bool = False
    exception: int = 0
    order: int = 0

    @property
    def needs(self) -> bool:
        return self.entitlement == EQUIPPED_HOUSES


def columns(homes: Sequence[Home], most_wishes: int = 3) -> Applications:
    wishes = [[PROJECTS.index(w) for w in home.wishes] for home in homes]
    padded = [row + [NONE] * (most_wishes - len(row)) for row in wishes]
    return Applications(
        case=_whole(home.case for home in homes),
        seniority=_whole(home.seniority for home in homes),
        order=_whole(home.order for home in homes),
        governorate=_whole(PLACES.index(home.place) for home in homes),
        entitlement=_whole(home.entitlement for home in homes),
        needs_accessible=np.array([home.needs for home in homes], dtype=np.bool_),
        wishes=np.array(padded, dtype=np.int16).reshape(len(homes), most_wishes),
        anywhere=np.array([home.anywhere for home in homes], dtype=np.bool_),
        exception=_whole(home.exception for home in homes),
    )


def _whole(values: Iterable[int]) -> Whole:
    return np.array(list(values), dtype=np.int64)


def lot(
    project: str, units: int, unit_class: str = HOUSE, place: str = "BH-13", kind: ProjectAccess = ProjectAccess.GENERAL
) -> Lot:
    accessible = unit_class == EQUIPPED
    return Lot(project=project, governorate=place, kind=kind, unit_class=unit_class, units=units, accessible=accessible)


def rules(set_aside: int = 0, reserve: int = 0) -> DistributionRules:
    return DistributionRules(
        governorates=PLACES,
        projects=PROJECTS,
        entitlements=ENTITLEMENTS,
        set_aside_percent=set_aside,
        reserve_percent=dict.fromkeys((HOUSE, EQUIPPED, FLAT), reserve),
    )


def given(outcome: DistributionOutcome) -> dict[int, tuple[str, str]]:
    """Return what each nominated case was given."""
    return {each.case: (each.project, each.unit_class) for each in outcome.nominated()}


wishes = st.lists(st.sampled_from(PROJECTS), max_size=3, unique=True).map(tuple)
households = st.builds(
    Home,
    case=st.integers(1, 10_000),
    seniority=st.integers(730_000, 730_020),
    place=st.sampled_from(PLACES),
    wishes=wishes,
    entitlement=st.sampled_from((HOUSES, EQUIPPED_HOUSES, FLATS)),
    anywhere=st.booleans(),
    exception=st.sampled_from((0, 0, 0, 0, 7, 9)),
    order=st.integers(0, 3),
)
populations = st.lists(households, max_size=30, unique_by=lambda home: home.case)


@st.composite
def stocks(draw: st.DrawFn) -> tuple[Lot, ...]:
    """Any choice of homes: a project lies in one governorate and is of one kind."""
    lots = []
    for project in PROJECTS:
        place, kind = draw(st.sampled_from(PLACES)), draw(st.sampled_from(ProjectAccess))
        classes = draw(st.lists(st.sampled_from((HOUSE, EQUIPPED, FLAT)), unique=True))
        lots += [lot(project, draw(st.integers(0, 5)), unit_class, place, kind) for unit_class in classes]
    return tuple(lots)


ruled = st.builds(rules, set_aside=st.sampled_from((0, 20, 50, 100)), reserve=st.sampled_from((0, 50, 100)))
