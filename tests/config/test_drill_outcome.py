"""A drill tells what was lost, and holds no bar that was missed."""

import pytest
from tests.drill.load import Crowd, Page, longest_silence
from tests.drill.outcome import Incident, Outcome, table

FILED = {"A": 1, "B": 1}


def _crowd(**told: object) -> Crowd:
    crowd = Crowd(1, "session", "csrf", [])
    crowd.confirmed = {"A": 10.0, "B": 31.0}
    crowd.pages = [Page(12.0, 200, 0.1, is_copy=True), Page(20.0, 200, 0.2, is_copy=False)]
    for name, value in told.items():
        setattr(crowd, name, value)
    return crowd


def _outcome(crowd: Crowd, filed: dict[str, int]) -> Outcome:
    return Outcome.counted(crowd, filed, [Incident.seen("a kill", crowd, in_flight=500, begun=11.0, ended=32.0)])


def test_a_drill_that_lost_nothing_is_held() -> None:
    outcome = _outcome(_crowd(), FILED)
    assert outcome.missed() == []
    (incident,) = outcome.incidents
    assert (incident.seconds_without_writes, incident.pages_served, incident.pages_from_copy) == (21.0, 2, 1)
    assert "All bars held" in table(outcome)


@pytest.mark.parametrize(
    ("filed", "told", "words"),
    [
        ({"A": 1}, {}, "1 confirmed submissions are lost"),
        ({"A": 1, "B": 2}, {}, "1 submissions are filed other than once"),
        (FILED, {"confirmed": {}}, "nothing was confirmed"),
        (FILED, {"pages": []}, "status pages failed: a kill"),
        (FILED, {"pages": [Page(12.0, 503, 0.1, is_copy=False)]}, "status pages failed: a kill"),
    ],
)
def test_whatever_is_missed_is_said(filed: dict[str, int], told: dict[str, object], words: str) -> None:
    outcome = _outcome(_crowd(**told), filed)
    assert words in outcome.missed()
    assert not outcome.is_held()
    assert words in table(outcome)


def test_a_failover_that_takes_too_long_is_said() -> None:
    crowd = _crowd(confirmed={"A": 10.0, "B": 45.0})
    late = Incident.seen("a kill", crowd, in_flight=500, begun=11.0, ended=46.0)
    assert "more than 30 s without writes: a kill" in Outcome.counted(crowd, FILED, [late]).missed()


@pytest.mark.parametrize(
    ("moments", "longest"), [([10.0, 31.0], 21.0), ([], 21.0), ([10.0, 12.0, 13.0], 19.0), ([5.0, 6.0, 31.9], 25.9)]
)
def test_the_longest_silence_of_a_span(moments: list[float], longest: float) -> None:
    assert longest_silence(moments, 11.0, 32.0) == pytest.approx(longest)
