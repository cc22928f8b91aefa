"""What the past tells is learnt from it; where it says too little the assumption stands and is named."""

import math

import pytest

from iskan.core.forecast.supply import PastYears, conditions, measured
from iskan.policy.forecasting import ASSUMED


def test_little_past_leaves_the_assumptions() -> None:
    given = conditions(PastYears(slips=((1, 2.0),)), ASSUMED, set_aside=0.25)
    assert (given.slip, given.gate, given.withdrawal) == (ASSUMED.slip, ASSUMED.gate, ASSUMED.withdrawal)
    assert (given.shared, given.set_aside) == (ASSUMED.shared, 0.25)
    assert measured(PastYears(slips=((1, 2.0),)), ASSUMED) == {"slip": 0, "gate": 0, "keys": 0, "withdrawal": 0}


def test_enough_past_is_learnt_from() -> None:
    past = PastYears(
        slips=tuple((year, 1.5) for year in range(6)), gate_years=(0.5,) * 5, withdrawals=(0.02, 0.02, 0.02, 0.02, 0.0)
    )
    given = conditions(past, ASSUMED)
    assert given.slip.middle == pytest.approx(1.5)
    assert given.gate.middle == pytest.approx(0.5)
    assert given.withdrawal.count == 5
    assert math.isfinite(given.withdrawal.mean)
    assert given.shared == ASSUMED.shared
    assert measured(past, ASSUMED) == {"slip": 6, "gate": 5, "keys": 0, "withdrawal": 5}


@pytest.mark.parametrize(
    ("slips", "least", "most"),
    [
        (tuple((year, 1.0 + year) for year in range(3) for _ in range(4)), 0.9, 0.9),
        (tuple((year, 1.0 + again) for year in range(3) for again in range(4)), 0.0, 0.1),
        (tuple((0, 1.0 + again) for again in range(12)), 0.5, 0.5),
        (tuple((year, 1.0 + year) for year in range(12)), 0.5, 0.5),
        (tuple((year, 1.0) for year in range(3) for _ in range(4)), 0.0, 0.0),
    ],
)
def test_what_slips_of_a_year_share(slips: tuple[tuple[int, float], ...], least: float, most: float) -> None:
    assert least <= conditions(PastYears(slips=slips), ASSUMED).shared <= most
