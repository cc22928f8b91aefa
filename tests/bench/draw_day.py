"""The day of a draw: families look up their status and their ticket, all at once, and each is written to."""

import asyncio
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from tests.bench.figures import Figure, at_most, rate, told
from tests.bench.generator import Action, Answer, Browser, LoadFault, Measured, arrivals
from tests.bench.search import Held, highest_rate
from tests.bench.stack import Served, database_seconds
from tests.bench.visitors import browser, session_for, sessions_for
from tests.factories.draws import make_draw_office

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case
from iskan.apps.draws.models import DrawTicket
from iskan.apps.notifications.operations import Letter, tell_many
from iskan.core.text import Text
from iskan.foundation import clock

FAMILIES, HOMES, CONNECTIONS = 57_000, 20_000, 64
RETURNING = 1_000
EVERY = 3
TRIAL_SECONDS = 10.0
CORES = os.cpu_count() or 1
PROCESSES = 2
OK = 200
TAG = ".day"


@dataclass(frozen=True, slots=True)
class Day:
    """A draw that has been held: its families with their cases, and those who come again and again."""

    draw: str
    returning: tuple[tuple[str, str], ...]
    families: tuple[tuple[User, str], ...]


@dataclass(slots=True)
class Spent:
    """The processor time of the web processes, the database and the generator over some pages."""

    web: float
    database: float
    generator: float

    @property
    def total(self) -> float:
        return self.web + self.database + self.generator


def held() -> Day:
    """Return the draw of the day, held now unless an earlier run has."""
    drawn = DrawTicket.objects.filter(draw__frozen_by__username=f"draw.supervisor{TAG}").select_related("draw")
    first = drawn.first()
    reference = first.draw.reference if first else _hold()
    cases = Case.objects.filter(draw_tickets__draw__reference=reference).select_related("applicant").order_by("pk")
    families = tuple((case.applicant, case.reference) for case in cases)
    returning = tuple((session_for(user), case) for user, case in families[:RETURNING])
    return Day(draw=reference, returning=returning, families=families[RETURNING:] or families)


def _hold() -> str:
    waiting = Case.objects.filter(waiting_list_entry__status="waiting").only("pk", "reference")
    cases = list(waiting.order_by("filed_at", "reference")[:FAMILIES])
    office = make_draw_office(clock.now(), tag=TAG)
    draw = office.ready(cases, [(f"DAY-{number:05}", "house-4br") for number in range(HOMES)])
    office.run(draw.reference)
    return draw.reference


def measure(real: Served, day: Day, base: Measured, seconds: float) -> list[Figure]:
    """Search for the highest rate held, every third page a family's first, and queue a notice to every family."""
    crowd = _Crowd(real, day)
    best = highest_rate(crowd.arrive, base.rate, trial_seconds=min(TRIAL_SECONDS, seconds), seconds=seconds)
    people = tuple(dict.fromkeys(user.pk for user, _case in day.families))
    notices = len(people) / _queue_notices(people)
    return [
        rate(f"draw day: rate held for {seconds:g} s, every third page a family's first", best.rate, base, 0.25),
        *_profile(best, crowd.spent, base),
        rate(f"draw day: notices queued, {len(people):,} at once", notices, base, 0.5),
    ]


def _profile(best: Held, spent: Spent, base: Measured) -> list[Figure]:
    """Tell how the rate was held, what a page took of each process, and what more cores would bring by that."""
    if best.measured is None:
        return [at_most("draw day: rates tried and not held", 1, "", 0)]
    pages = best.measured.count
    now = min(CORES / spent.total, PROCESSES / spent.web)
    more = min((CORES + 2) / spent.total, (PROCESSES + 2) / spent.web)
    return [
        told("draw day: p95 at that rate", best.measured.percentile(95), "ms", base.percentile(95)),
        told("draw day: a page's time in the web processes", spent.web / pages * 1000, "ms"),
        told("draw day: a page's time in the database", spent.database / pages * 1000, "ms"),
        told("draw day: a page's time in the generator", spent.generator / pages * 1000, "ms"),
        told("draw day: by that profile, with two more web processes on two more cores", best.rate * more / now, "/s"),
    ]


class _Crowd:
    """Visitors of a day: every third is a family with a fresh session, the others have been there before."""

    def __init__(self, real: Served, day: Day) -> None:
        self.real, self.day = real, day
        self.spent = Spent(0.0, 0.0, 0.0)
        self._first = count()
        ticket = f"/draws/{day.draw}/mine/"
        self._returning = [
            (dict(browser(real.port, key).cookies), path)
            for key, case in day.returning
            for path in (f"/cases/{case}/", ticket)
        ]

    def arrive(self, per_second: float, seconds: float) -> Measured:
        """Let visitors arrive at a rate, and remember what serving them took."""
        firsts = self._fresh(int(per_second * seconds) // EVERY + 1)
        connections = [browser(self.real.port) for _ in range(CONNECTIONS)]
        web, database, own = self.real.cpu_seconds(), database_seconds(), time.process_time()
        measured = asyncio.run(arrivals(connections, self._looking_up(firsts), rate=per_second, seconds=seconds))
        self.spent = Spent(
            self.real.cpu_seconds() - web, database_seconds() - database, time.process_time() - own
        )  # fmt: skip
        return measured

    def _fresh(self, wanted: int) -> Iterator[tuple[dict[str, str], str]]:
        families = [self.day.families[next(self._first) % len(self.day.families)] for _ in range(wanted)]
        keys = sessions_for([user for user, _case in families])
        jars = [dict(browser(self.real.port, key).cookies) for key in keys]
        return iter([(jar, f"/cases/{case}/") for jar, (_user, case) in zip(jars, families, strict=True)])

    def _looking_up(self, firsts: Iterator[tuple[dict[str, str], str]]) -> Action:
        async def look_up(visitor: Browser, turn: int) -> None:
            first = turn % EVERY == 0
            visitor.cookies, path = next(firsts) if first else self._returning[turn % len(self._returning)]
            _expect_page(await visitor.get(path))

        return look_up


def _expect_page(answer: Answer) -> None:
    if answer.status != OK:
        raise LoadFault(f"{answer.status} instead of {OK}: {answer.body[:200]!r}")


def _queue_notices(people: tuple[int, ...]) -> float:
    """Queue one notice to everybody and return the seconds it took."""
    words = Text(ar="أُعلنت نتيجة السحب. افتح صفحة تذكرتك لتعرف نتيجتها", en="The draw is held. Open your ticket's page")
    event = f"bench:{time.time()}"
    letters = [Letter(user_id=pk, event=event, subject=words, body=words) for pk in people]
    begun = time.perf_counter()
    tell_many(letters=letters, at=clock.now())
    return time.perf_counter() - begun
