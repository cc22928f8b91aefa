"""The day of a draw: families look up their status and their result, all at once, and each is written to."""

import asyncio
import os
import time
from dataclasses import dataclass

from tests.bench.figures import Figure, at_most, told
from tests.bench.generator import Action, Answer, Browser, LoadFault, arrivals
from tests.bench.stack import Served
from tests.bench.visitors import browser, session_for
from tests.factories.draws import make_draw_office

from iskan.apps.cases.models import Case
from iskan.apps.draws.models import DrawTicket
from iskan.apps.notifications.operations import Letter, tell_many
from iskan.core.text import Text
from iskan.foundation import clock

FAMILIES, HOMES, CONNECTIONS = 57_000, 20_000, 64
VISITORS, NEWCOMERS = 1_000, 4_800
RATE = 480.0
CORES = os.cpu_count() or 1
WARM_UP_SECONDS = 5.0
OK = 200
TAG = ".day"


@dataclass(frozen=True, slots=True)
class Day:
    """A draw that has been held, and families with their session and the reference of their case.

    Visitors come again and again; newcomers open each page once.
    """

    draw: str
    visitors: tuple[tuple[str, str], ...]
    newcomers: tuple[tuple[str, str], ...]
    user_ids: tuple[int, ...]


def held() -> Day:
    """Return the draw of the day, held now unless an earlier run has."""
    drawn = DrawTicket.objects.filter(draw__frozen_by__username=f"draw.supervisor{TAG}").select_related("draw")
    first = drawn.first()
    reference = first.draw.reference if first else _hold()
    cases = Case.objects.filter(draw_tickets__draw__reference=reference).select_related("applicant").order_by("pk")
    families = [(session_for(case.applicant), case.reference) for case in cases[: VISITORS + NEWCOMERS]]
    return Day(
        draw=reference,
        visitors=tuple(families[:VISITORS]),
        newcomers=tuple(families[VISITORS:]),
        user_ids=tuple(cases.values_list("applicant_id", flat=True)),
    )


def _hold() -> str:
    waiting = Case.objects.filter(waiting_list_entry__status="waiting").only("pk", "reference")
    cases = list(waiting.order_by("filed_at", "reference")[:FAMILIES])
    office = make_draw_office(clock.now(), tag=TAG)
    draw = office.ready(cases, [(f"DAY-{number:05}", "house-4br") for number in range(HOMES)])
    office.run(draw.reference)
    return draw.reference


def measure(real: Served, day: Day, seconds: float) -> list[Figure]:
    """Look up at 480 a second, half of it status and half results, and queue a notice to every family."""
    connections = [browser(real.port) for _ in range(CONNECTIONS)]
    look_up = _looking_up(real, day.draw, day.visitors)
    asyncio.run(arrivals(connections, look_up, rate=RATE / 4, seconds=WARM_UP_SECONDS))
    own, theirs = time.process_time(), real.cpu_seconds()
    crowd = asyncio.run(arrivals(connections, look_up, rate=RATE, seconds=seconds))
    own, theirs = time.process_time() - own, real.cpu_seconds() - theirs
    each_once = _looking_up(real, day.draw, day.newcomers)
    rush = asyncio.run(arrivals(connections, each_once, rate=RATE, seconds=2 * len(day.newcomers) / RATE))
    notices = _queue_notices(day)
    return [
        at_most(f"draw day: look-ups at {RATE:g}/s for {seconds:g} s, p95", crowd.percentile(95), "ms", 200),
        at_most("draw day: errors", len(crowd.faults) + len(rush.faults), "", 0),
        told(
            f"draw day: each of {rush.count:,} pages opened for the first time, at {RATE:g}/s, p95",
            rush.percentile(95),
            "ms",
        ),
        told("draw day: the generator's own share of the cores", own / crowd.seconds / CORES * 100, "%"),
        told("draw day: the web processes' share of the cores", theirs / crowd.seconds / CORES * 100, "%"),
        at_most(f"draw day: {len(day.user_ids):,} notices queued", notices, "s", 60),
    ]


def _looking_up(real: Served, draw: str, families: tuple[tuple[str, str], ...]) -> Action:
    paths = [(f"/cases/{reference}/", f"/draws/{draw}/mine/") for _, reference in families]
    jars = [dict(browser(real.port, session).cookies) for session, _ in families]

    async def look_up(visitor: Browser, turn: int) -> None:
        visitor.cookies = jars[turn % len(jars)]
        # Each family alternates, and neighbours in the crowd look up different things.
        _expect_page(await visitor.get(paths[turn % len(paths)][(turn + turn // len(paths)) % 2]))

    return look_up


def _expect_page(answer: Answer) -> None:
    if answer.status != OK:
        raise LoadFault(f"{answer.status} instead of {OK}: {answer.body[:200]!r}")


def _queue_notices(day: Day) -> float:
    words = Text(ar="أُعلنت نتيجة السحب. افتح صفحة تذكرتك لتعرف نتيجتها", en="The draw is held. Open your ticket's page")
    event = f"bench:{time.time()}"
    letters = [Letter(user_id=pk, event=event, subject=words, body=words) for pk in dict.fromkeys(day.user_ids)]
    begun = time.perf_counter()
    tell_many(letters=letters, at=clock.now())
    return time.perf_counter() - begun
