"""What becomes of each case: of which model it is a copy, whose, and how many days earlier, by chance."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from iskan.demo.people import Candidate
from iskan.foundation.references import ALPHABET, LENGTH, reference_of

BAHRAIN: Final = ZoneInfo("Asia/Bahrain")

HOUSING_SHARE: Final = 0.72
EARLIER_ATTEMPT_SHARE: Final = 0.12
LEFT_OUT_OF_TURN_SHARE: Final = 0.04
STILL_WAITING_SHARE: Final = 0.03
LAPSED_SHARE: Final = 0.02
FIRST_DAY: Final = date(2002, 1, 1)
ONLINE_SINCE: Final = date(2021, 1, 1)
OLDEST_APPLICANT: Final = 50
SETTLED_DAYS: Final = 16

# The list of 2025: 44,632 units, 1,295 plots, 1,697 flats.
PROGRAMMES: Final = (("unit", 937), ("plot", 27), ("ownership_flat", 36))
# The list of February 2024: Northern 22,232, Capital 14,463, Muharraq 9,777, Southern the rest of 55,000.
GOVERNORATES: Final = (("BH-17", 404), ("BH-13", 263), ("BH-15", 178), ("BH-14", 155))
# How far the turn has come in each governorate.
REACHED: Final = {
    "BH-13": date(2004, 6, 1), "BH-17": date(2006, 3, 1), "BH-15": date(2008, 2, 1), "BH-14": date(2013, 5, 1),
}  # fmt: skip
# 78,176 updates of contact details in two years, 58,582 declarations in twenty months.
AT_ONCE: Final = (("contact", 57), ("members", 43))
GRANTED: Final = (
    ("approved", 480), ("approved_after_answer", 160), ("approved_by_exception", 8), ("approved_out_of_order", 12),
)  # fmt: skip
LOST: Final = (("refused", 122), ("refused_after_exception", 18), ("withdrawn", 47), ("withdrawn_before_exception", 3))
OPEN: Final = (
    ("draft", 30), ("submitted", 12), ("awaiting_review", 30), ("excepted_proposed", 6), ("in_review", 24),
    ("answered", 8), ("awaiting_applicant", 18), ("awaiting_decision", 22),
)  # fmt: skip
EARLIER: Final = (("refused", 6), ("withdrawn", 4))
# The first so many people's applications are of late, so that even a small demonstration has recent decisions.
RECENT_MAIN_CASES: Final = 300
MOST_WHOLE: Final = 1_500
# The spouses of the first so many are users, who declare what is theirs to declare in a case kept whole.
SPOUSES_OF: Final = 13_000


class Model(NamedTuple):
    """A case that was played to its end."""

    case_id: int
    ends: str
    programme: str
    cpr: str
    begun_at: datetime
    filed_at: datetime | None
    left_at: datetime | None


class Planned(NamedTuple):
    """One case: the copy of a model by somebody, whole or brief, begun so much earlier than its model."""

    case_id: int
    reference: str
    candidate: int
    model: Model
    governorate: str
    is_whole: bool
    days: int
    shift: timedelta
    later: timedelta


@dataclass(frozen=True, slots=True)
class _Course:
    """Which end a case comes to, and on what day it was filed; no day leaves it on its model's."""

    ends: str
    filed_on: date | None = None
    left_at: datetime | None = None


class Planner:
    """Draws cases one after another; the same seed, day, models and people draw the same cases."""

    def __init__(self, *, seed: int, at: datetime, models: Sequence[Model], first_id: int) -> None:
        self._rng = Random(f"{seed}/cases")  # noqa: S311 -- a made-up population must be repeatable
        self._at = at
        self._today = at.astimezone(BAHRAIN).date()
        self._next_id = first_id
        self._references: set[str] = set()
        self._whole = 0
        self._models: dict[tuple[str, str], list[Model]] = defaultdict(list)
        for model in models:
            self._models[model.ends, model.programme].append(model)
            self._models[model.ends, ""].append(model)

    def cases(self, candidates: Sequence[Candidate], count: int) -> Iterator[Planned]:
        """Yield so many cases: everybody's main one first, then what else they asked for over the years."""
        for number in range(count):
            round_, index = divmod(number, len(candidates))
            candidate, governorate = candidates[index], self._pick(GOVERNORATES)
            course = self._main(index, candidate, governorate) if round_ == 0 else self._further(candidate)
            yield self._case(index, course, governorate)

    def _main(self, index: int, candidate: Candidate, governorate: str) -> _Course:
        window = self._window(candidate)
        if window is None or self._rng.random() >= HOUSING_SHARE:
            return self._at_once()
        ends = self._pick((*GRANTED, *LOST, *OPEN))
        if ends in dict(OPEN):
            return _Course(ends) if candidate.is_couple else self._at_once()
        if index < RECENT_MAIN_CASES and candidate.is_couple and window[1] > self._today - timedelta(days=365):
            return _Course(ends)
        day = self._day(*window)
        return self._granted(ends, day, governorate) if ends in dict(GRANTED) else _Course(ends, day)

    def _further(self, candidate: Candidate) -> _Course:
        window = self._window(candidate)
        if window is None or self._rng.random() >= EARLIER_ATTEMPT_SHARE:
            return self._at_once()
        return _Course(self._pick(EARLIER), self._day(*window))

    def _at_once(self) -> _Course:
        return _Course(self._pick(AT_ONCE), self._day(ONLINE_SINCE, self._today - timedelta(days=SETTLED_DAYS)))

    def _window(self, candidate: Candidate) -> tuple[date, date] | None:
        """Return the days between which the age allows an application, or nothing."""
        born = candidate.born
        first = max(FIRST_DAY, date(born.year + 22, born.month, 1))
        last = min(self._today - timedelta(days=SETTLED_DAYS), date(born.year + OLDEST_APPLICANT, born.month, 1))
        return (first, last) if first < last else None

    def _day(self, first: date, last: date) -> date:
        return date.fromordinal(self._rng.randint(first.toordinal(), last.toordinal()))

    def _granted(self, ends: str, day: date, governorate: str) -> _Course:
        """Say whether a granted household still waits: most whose turn has come were served, a few left early."""
        served = day < REACHED[governorate]
        chance = self._rng.random()
        if (chance < STILL_WAITING_SHARE) if served else (chance >= LEFT_OUT_OF_TURN_SHARE + LAPSED_SHARE):
            return _Course(ends, day)
        years = self._rng.uniform(9, 18) if served else self._rng.uniform(0.5, 6)
        wished = datetime(day.year, day.month, day.day, 9, tzinfo=BAHRAIN) + timedelta(days=365 * years + 14)
        latest = self._at - timedelta(days=self._rng.uniform(1, 200))
        return _Course("housed" if served else "left", day, min(wished, latest))

    def _case(self, index: int, course: _Course, governorate: str) -> Planned:
        model = self._model(course)
        days = self._days(model, course)
        shift = timedelta(days=days) - self._earlier(model)
        is_whole = course.filed_on is None and index < SPOUSES_OF and self._whole < MOST_WHOLE
        self._whole += is_whole
        case_id, self._next_id = self._next_id, self._next_id + 1
        return Planned(
            case_id=case_id,
            reference=self._reference(),
            candidate=index,
            model=model,
            governorate=governorate,
            is_whole=is_whole,
            days=days,
            shift=shift,
            later=self._later(model, course, shift),
        )

    def _model(self, course: _Course) -> Model:
        """Return a model of the end: of late of every programme alike, so that each is seen, and else in proportion."""
        programme = self._rng.choice(PROGRAMMES)[0] if course.filed_on is None else self._pick(PROGRAMMES)
        models = self._models.get((course.ends, programme)) or self._models.get((course.ends, ""))
        return self._rng.choice(models or next(iter(self._models.values())))

    def _days(self, model: Model, course: _Course) -> int:
        """Return by how many whole weeks a case is moved: what was done on working days stays on working days."""
        if course.filed_on is None or model.filed_at is None:
            return 0
        days = (course.filed_on - model.filed_at.astimezone(BAHRAIN).date()).days
        return min(0, days // 7 * 7)

    def _earlier(self, model: Model) -> timedelta:
        """Return how much earlier than its model a case was begun, on the same day."""
        begun = model.begun_at.astimezone(BAHRAIN)
        since_midnight = begun - begun.replace(hour=0, minute=0, second=0, microsecond=0)
        return since_midnight * self._rng.random() * 0.9

    def _later(self, model: Model, course: _Course, shift: timedelta) -> timedelta:
        if course.left_at is None or model.left_at is None:
            return shift
        return max(course.left_at - model.left_at, shift)

    def _reference(self) -> str:
        while (reference := reference_of("".join(self._rng.choices(ALPHABET, k=LENGTH)))) in self._references:
            pass
        self._references.add(reference)
        return reference

    def _pick(self, weighted: Sequence[tuple[str, int]]) -> str:
        values, limits = _cumulated(tuple(weighted))
        return values[bisect(limits, self._rng.random() * limits[-1])]


@lru_cache(maxsize=16)
def _cumulated(weighted: tuple[tuple[str, int], ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    return tuple(value for value, _ in weighted), tuple(accumulate(weight for _, weight in weighted))
