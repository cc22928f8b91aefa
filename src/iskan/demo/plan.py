"""What becomes of each case: its service, stage, days and officials, drawn by chance in the country's proportions."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import accumulate
from random import Random
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from iskan.apps.cases.calendars import working_calendar
from iskan.core.promises import Promise
from iskan.demo import words
from iskan.demo.people import Candidate
from iskan.foundation.references import ALPHABET, LENGTH, reference_of

HOUSING: Final = "new_housing_application"
CONTACT: Final = "update_contact_details"
MEMBERS: Final = "family_members_declaration"
BAHRAIN: Final = ZoneInfo("Asia/Bahrain")

HOUSING_SHARE: Final = 0.72
EARLIER_ATTEMPT_SHARE: Final = 0.12
REFUSED_OF_EARLIER: Final = 0.6
# 78,176 updates of contact details in two years, 58,582 declarations in twenty months.
CONTACT_OF_IMMEDIATE: Final = 0.57
LEFT_OUT_OF_TURN_SHARE: Final = 0.04
STILL_WAITING_SHARE: Final = 0.03
LAPSED_SHARE: Final = 0.02
PROMISE_DAYS: Final = 5
FIRST_DAY: Final = date(2002, 1, 1)
ONLINE_SINCE: Final = date(2021, 1, 1)
OLDEST_APPLICANT: Final = 50

# The list of 2025: 44,632 units, 1,295 plots, 1,697 flats.
PROGRAMMES: Final = (("unit", 937), ("plot", 27), ("ownership_flat", 36))
# The list of February 2024: Northern 22,232, Capital 14,463, Muharraq 9,777, Southern the rest of 55,000.
GOVERNORATES: Final = (("BH-17", 404), ("BH-13", 263), ("BH-15", 178), ("BH-14", 155))
# How far the turn has come in each governorate.
REACHED: Final = {
    "BH-13": date(2004, 6, 1), "BH-17": date(2006, 3, 1), "BH-15": date(2008, 2, 1), "BH-14": date(2013, 5, 1),
}  # fmt: skip
STAGES: Final = (
    ("approved", 660), ("rejected", 140), ("withdrawn", 50), ("draft", 30), ("submitted", 12), ("awaiting_review", 36),
    ("in_review", 32), ("awaiting_applicant", 18), ("awaiting_decision", 22),
)  # fmt: skip
# How many days ago the open cases of a stage were filed, at most.
OPEN_DAYS: Final = {
    "submitted": 1.5, "awaiting_review": 5, "in_review": 8, "awaiting_applicant": 24, "awaiting_decision": 10,
}  # fmt: skip
REQUESTED_SHARE: Final = 0.25
# The first so many people's applications are of late, so that even a small demonstration has recent decisions.
RECENT_MAIN_CASES: Final = 300
LATELY: Final = timedelta(days=600)


class Planned(NamedTuple):
    """One case as it will stand, with every step it took on the way."""

    case_id: int
    reference: str
    service: str
    programme: str
    candidate: int
    governorate: str
    stage: str
    created_at: datetime
    filed_at: datetime | None = None
    checked_at: datetime | None = None
    reviewed_at: datetime | None = None
    requested_at: datetime | None = None
    answered_at: datetime | None = None
    recommended_at: datetime | None = None
    closed_at: datetime | None = None
    due_on: date | None = None
    alarm: int = 0
    reviewer_id: int | None = None
    approver_id: int | None = None
    list_status: str = ""
    left_at: datetime | None = None
    reason: str = ""
    request: str = ""
    answer: str = ""
    recommendation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The officials who have worked on the cases."""

    reviewers: tuple[int, ...]
    approvers: tuple[int, ...]


class Planner:
    """Draws cases one after another; the same seed, day and people draw the same cases."""

    def __init__(self, *, seed: int, at: datetime, staff: Staff, first_id: int) -> None:
        self._rng = Random(f"{seed}/cases")  # noqa: S311 -- a made-up population must be repeatable
        self._at = at
        self._today = at.astimezone(BAHRAIN).date()
        self._staff = staff
        self._next_id = first_id
        self._references: set[str] = set()

    def cases(self, candidates: Sequence[Candidate], count: int) -> Iterator[Planned]:
        """Yield so many cases: everybody's main one first, then what else they asked for over the years."""
        for number in range(count):
            round_, index = divmod(number, len(candidates))
            candidate = candidates[index]
            yield self._main(index, candidate) if round_ == 0 else self._further(index, candidate)

    def _main(self, index: int, candidate: Candidate) -> Planned:
        window = self._window(candidate)
        if window is None or self._rng.random() >= HOUSING_SHARE:
            return self._immediate(index)
        stage = self._pick(STAGES)
        if stage == "draft":
            return self._draft(index)
        if stage in OPEN_DAYS:
            return self._open(index, stage, self._at - timedelta(days=self._rng.uniform(0.05, OPEN_DAYS[stage])))
        if index < RECENT_MAIN_CASES and window[1] > self._today - LATELY:
            window = (max(window[0], self._today - LATELY), window[1])
        return self._closed(index, stage, self._moment(*window))

    def _further(self, index: int, candidate: Candidate) -> Planned:
        window = self._window(candidate)
        if window is None or self._rng.random() >= EARLIER_ATTEMPT_SHARE:
            return self._immediate(index)
        return self._closed(
            index, "rejected" if self._rng.random() < REFUSED_OF_EARLIER else "withdrawn", self._moment(*window)
        )

    def _window(self, candidate: Candidate) -> tuple[date, date] | None:
        """Return the days between which the age allows an application, or nothing."""
        born = candidate.born
        first = max(FIRST_DAY, date(born.year + 22, born.month, 1))
        last = min(self._today - timedelta(days=16), date(born.year + OLDEST_APPLICANT, born.month, 1))
        return (first, last) if first < last else None

    def _moment(self, first: date, last: date) -> datetime:
        day = date.fromordinal(self._rng.randint(first.toordinal(), last.toordinal()))
        return datetime.combine(day, time(self._rng.randrange(7, 22), self._rng.randrange(60)), BAHRAIN)

    def _draft(self, index: int) -> Planned:
        begun = self._at - timedelta(days=self._rng.uniform(0.1, 45))
        return self._case(index, HOUSING, "draft", begun)._replace(programme="", governorate="")

    def _immediate(self, index: int) -> Planned:
        service = CONTACT if self._rng.random() < CONTACT_OF_IMMEDIATE else MEMBERS
        filed = self._moment(ONLINE_SINCE, self._today - timedelta(days=1))
        done = filed + timedelta(seconds=2)
        case = self._case(index, service, "completed", filed - timedelta(minutes=6))
        return case._replace(
            programme="", governorate="", filed_at=filed, closed_at=done, due_on=_due(filed.date(), 1, 0)
        )

    def _open(self, index: int, stage: str, filed: datetime) -> Planned:
        steps = _steps(filed, self._at, stage, asks=stage == "awaiting_applicant" or self._asks(stage))
        case = self._case(index, HOUSING, stage, filed - timedelta(minutes=self._rng.randrange(9, 4000)))
        case = case._replace(filed_at=filed, **steps)
        case = self._worded(case)
        paused = _paused_days(case, self._today)
        filed_on = filed.astimezone(BAHRAIN).date()
        return case._replace(due_on=_due(filed_on, PROMISE_DAYS, paused), alarm=_alarm(filed_on, self._today, paused))

    def _asks(self, stage: str) -> bool:
        return stage in {"awaiting_decision", "approved", "rejected"} and self._rng.random() < REQUESTED_SHARE

    def _closed(self, index: int, stage: str, filed: datetime) -> Planned:
        ended = min(filed + timedelta(days=self._rng.triangular(2, 13, 5)), self._at - timedelta(hours=1))
        steps = _steps(filed, ended, stage, asks=self._asks(stage))
        case = self._case(index, HOUSING, stage, filed - timedelta(minutes=self._rng.randrange(9, 4000)))
        case = self._worded(case._replace(filed_at=filed, **steps))
        filed_on, ended_on = filed.date(), (case.closed_at or ended).astimezone(BAHRAIN).date()
        paused = _paused_days(case, ended_on)
        case = case._replace(due_on=_due(filed_on, PROMISE_DAYS, paused), alarm=_alarm(filed_on, ended_on, paused))
        return self._listed(case) if stage == "approved" else case

    def _worded(self, case: Planned) -> Planned:
        reasons = {"rejected": words.REFUSALS, "withdrawn": words.WITHDRAWALS}.get(case.stage, ("",))
        return case._replace(
            reason=self._rng.choice(reasons),
            request=self._rng.choice(words.REQUESTS) if case.requested_at else "",
            answer=self._rng.choice(words.ANSWERS) if case.answered_at else "",
            recommendation=("refused" if case.stage == "rejected" else "approved") if case.recommended_at else "",
        )

    def _listed(self, case: Planned) -> Planned:
        """Say whether an approved household still waits: most whose turn has come were served, a few left early."""
        assert case.closed_at is not None  # noqa: S101 -- an approved case is closed
        chance, approved = self._rng.random(), case.closed_at
        served = approved.date() < REACHED[case.governorate]
        if (chance < STILL_WAITING_SHARE) if served else (chance >= LEFT_OUT_OF_TURN_SHARE + LAPSED_SHARE):
            return case._replace(list_status="waiting")
        years = self._rng.uniform(9, 18) if served else self._rng.uniform(0.5, 6)
        left = min(approved + timedelta(days=365 * years), self._at - timedelta(days=self._rng.uniform(1, 200)))
        return case._replace(list_status="left", left_at=max(left, approved))

    def _case(self, index: int, service: str, stage: str, created_at: datetime) -> Planned:
        case_id, self._next_id = self._next_id, self._next_id + 1
        return Planned(
            case_id=case_id,
            reference=self._reference(),
            service=service,
            programme=self._pick(PROGRAMMES),
            candidate=index,
            governorate=self._pick(GOVERNORATES),
            stage=stage,
            created_at=created_at,
            reviewer_id=self._rng.choice(self._staff.reviewers),
            approver_id=self._rng.choice(self._staff.approvers),
        )

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


_ORDER: Final = ("checked_at", "reviewed_at", "requested_at", "answered_at", "recommended_at", "closed_at")
_SHARES: Final = dict(zip(_ORDER, (0.02, 0.3, 0.45, 0.65, 0.8, 1.0), strict=True))
_REACHED_STEPS: Final = {
    "submitted": (),
    "awaiting_review": ("checked_at",),
    "in_review": ("checked_at", "reviewed_at"),
    "awaiting_applicant": ("checked_at", "reviewed_at", "requested_at"),
    "awaiting_decision": ("checked_at", "reviewed_at", "requested_at", "answered_at", "recommended_at"),
    "approved": _ORDER,
    "rejected": _ORDER,
    "withdrawn": ("checked_at", "closed_at"),
}


def _steps(filed: datetime, ended: datetime, stage: str, *, asks: bool) -> dict[str, Any]:
    """Return when each step was taken, officials' ones in office hours, each after the one before."""
    steps: dict[str, Any] = {}
    previous = filed
    for step in _REACHED_STEPS[stage]:
        if step in {"requested_at", "answered_at"} and not asks:
            continue
        wished = filed + (ended - filed) * _SHARES[step]
        if step == "checked_at":
            wished = min(wished, filed + timedelta(minutes=25))
        elif step != "answered_at":
            wished = _in_office(wished)
        previous = steps[step] = max(previous + (ended - previous) / 9, min(wished, ended))
    return steps


def _in_office(moment: datetime) -> datetime:
    local = moment.astimezone(BAHRAIN)
    while not _is_working(local.date()):
        local += timedelta(days=1)
    return local.replace(hour=8 + local.hour % 6)


@cache
def _is_working(day: date) -> bool:
    return working_calendar().is_working(day)


@cache
def _due(filed_on: date, days: int, paused: int) -> date:
    return working_calendar().add(filed_on, days + paused)


@lru_cache(maxsize=100_000)
def _alarm(filed_on: date, today: date, paused: int) -> int:
    calendar = working_calendar()
    late = calendar.between(filed_on, today) - paused
    promise = Promise(started_on=filed_on, days=PROMISE_DAYS)
    return promise.alarm(calendar, calendar.add(filed_on, late) if late > 0 else filed_on).value


def _paused_days(case: Planned, today: date) -> int:
    if case.requested_at is None:
        return 0
    asked = case.requested_at.astimezone(BAHRAIN).date()
    answered = case.answered_at.astimezone(BAHRAIN).date() if case.answered_at else today
    return _working_days(asked, answered)


@lru_cache(maxsize=100_000)
def _working_days(start: date, end: date) -> int:
    return working_calendar().between(start, end)
