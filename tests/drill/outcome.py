"""What a drill came to: its bars, its table, and whether they were held."""

import os
import platform
from dataclasses import dataclass
from http import HTTPStatus
from statistics import quantiles

from tests.drill.load import Crowd, longest_silence

WITHOUT_WRITES_AT_MOST = 30.0
FEW = 2


@dataclass(frozen=True)
class Incident:
    """What happened to the primary, and what citizens noticed of it."""

    name: str
    in_flight: int
    seconds_without_writes: float
    pages_asked: int
    pages_served: int
    pages_from_copy: int
    slowest_page: float

    @classmethod
    def seen(cls, name: str, crowd: Crowd, *, in_flight: int, begun: float, ended: float) -> "Incident":
        """Return what was seen between two moments."""
        pages = [page for page in crowd.pages if begun <= page.at <= ended]
        return cls(
            name=name,
            in_flight=in_flight,
            seconds_without_writes=round(longest_silence(list(crowd.confirmed.values()), begun, ended), 1),
            pages_asked=len(pages),
            pages_served=sum(page.status == HTTPStatus.OK for page in pages),
            pages_from_copy=sum(page.is_copy for page in pages),
            slowest_page=round(max((page.seconds for page in pages), default=0.0), 1),
        )


@dataclass(frozen=True)
class Outcome:
    """The whole drill: what was confirmed and what of it was found, and each incident."""

    confirmed: int
    lost: int
    twice: int
    filed_unconfirmed: int
    refusals: int
    pages: int
    page_95th_milliseconds: float
    incidents: list[Incident]

    @classmethod
    def counted(cls, crowd: Crowd, filed: dict[str, int], incidents: list[Incident]) -> "Outcome":
        """Hold what citizens were told against what the database holds: how often each reference is filed."""
        times = [page.seconds * 1000 for page in crowd.pages if page.status == HTTPStatus.OK]
        return cls(
            confirmed=len(crowd.confirmed),
            lost=len(crowd.confirmed.keys() - filed.keys()),
            twice=sum(count != 1 for count in filed.values()),
            filed_unconfirmed=len(filed.keys() - crowd.confirmed.keys()),
            refusals=crowd.refusals,
            pages=len(crowd.pages),
            page_95th_milliseconds=round(quantiles(times, n=20)[-1], 0) if len(times) >= FEW else 0.0,
            incidents=incidents,
        )

    def missed(self) -> list[str]:
        """Return each bar that was missed, in words."""
        slow = [one.name for one in self.incidents if one.seconds_without_writes > WITHOUT_WRITES_AT_MOST]
        unread = [one.name for one in self.incidents if not one.pages_asked or one.pages_served < one.pages_asked]
        found = {
            f"{self.lost} confirmed submissions are lost": self.lost > 0,
            f"{self.twice} submissions are filed other than once": self.twice > 0,
            "nothing was confirmed": not self.confirmed,
            f"more than {WITHOUT_WRITES_AT_MOST:.0f} s without writes: {', '.join(slow)}": bool(slow),
            f"status pages failed: {', '.join(unread)}": bool(unread),
        }
        return [words for words, is_so in found.items() if is_so]

    def is_held(self) -> bool:
        return not self.missed()


def table(outcome: Outcome) -> str:
    """Return the drill as a Markdown table under a line about the machine."""
    confirmed = f"{outcome.confirmed} submissions confirmed, {outcome.lost} lost, {outcome.twice} filed other than once"
    unheard = f"{outcome.filed_unconfirmed} filed whose confirmation did not arrive; {outcome.refusals} refusals"
    pages = f"{outcome.pages} status pages, 95th percentile {outcome.page_95th_milliseconds:.0f} ms"
    lines = [
        f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.system()} {platform.machine()}\n",
        f"{confirmed}; {unheard}; {pages}\n",
        "| Incident | In flight | Seconds without writes | Status pages asked | Served | From the copy | Slowest, s |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.name} | {one.in_flight} | {one.seconds_without_writes} | {one.pages_asked} | {one.pages_served} "
        f"| {one.pages_from_copy} | {one.slowest_page} |"
        for one in outcome.incidents
    ]
    missed = outcome.missed()
    return "\n".join([*lines, "", "Missed: " + "; ".join(missed) if missed else "All bars held.", ""])
