"""What is usual among others: the median and its deviation, moved by no single outlier."""

import pytest

from iskan.core.unusual import FEWEST_DAYS, usual_of


def test_too_few_days_say_nothing() -> None:
    assert usual_of([5] * (FEWEST_DAYS - 1), factor=6, least=1) is None


@pytest.mark.parametrize(
    ("others", "most"),
    [
        ([10] * 20, 19),  # nearly alike: the deviation counts as one, 10 + 6 * 1.4826 rounded up
        ([8, 9, 10, 11, 12] * 4, 19),
        ([0, 10, 20, 30, 40] * 4, 109),
        ([10] * 19 + [100_000], 19),  # one who reads everything does not make it usual
    ],
)
def test_the_limit_is_so_many_deviations_above_the_median(others: list[int], most: int) -> None:
    usual = usual_of(others, factor=6, least=1)
    assert usual is not None
    assert usual.most == most


def test_a_day_below_the_least_is_usual_whatever_others_do() -> None:
    usual = usual_of([0] * 20, factor=6, least=30)
    assert usual is not None
    assert (usual.median, usual.most) == (0, 30)
