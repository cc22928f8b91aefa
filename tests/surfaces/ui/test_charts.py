"""The chart of progress runs with the page's direction and stays within its frame."""

from datetime import date

import pytest
from django.utils import translation

from iskan.surfaces.ui.charts import WIDTH, progress_chart

POINTS = ((date(2020, 1, 1), 0), (date(2022, 1, 1), 60), (date(2024, 1, 1), 100))


def places(line: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line.split())]


@pytest.mark.parametrize(("language", "forward"), [("en", True), ("ar", False)])
def test_time_runs_as_the_page_is_read(language: str, *, forward: bool) -> None:
    with translation.override(language):
        chart = progress_chart(POINTS, date(2025, 6, 1))
    assert chart is not None
    across = [x for x, _ in places(chart.line)]
    assert across == sorted(across, reverse=not forward)
    assert all(0 < x < WIDTH for x in across)
    assert [tick.label for tick in chart.years] == ["2021", "2022", "2023", "2024", "2025"]
    assert chart.planned_at is not None
    assert (chart.axis_at < chart.start) is forward


def test_more_is_higher() -> None:
    chart = progress_chart(POINTS)
    assert chart is not None
    heights = [y for _, y in places(chart.line)]
    assert heights == sorted(heights, reverse=True)
    assert chart.planned_at == places(chart.line)[-1][0] or chart.planned_at is None


def test_many_years_are_marked_sparsely() -> None:
    chart = progress_chart(((date(1993, 1, 1), 0), (date(2026, 1, 1), 50)))
    assert chart is not None
    assert len(chart.years) <= 8


def test_one_report_draws_no_line() -> None:
    assert progress_chart(POINTS[:1]) is None
    assert progress_chart(()) is None
