"""`make drill`: fail over and switch over under load, and count what was lost; exit code 1 where a bar is missed."""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.drill import programs
from tests.drill.cluster import Cluster
from tests.drill.load import Crowd
from tests.drill.outcome import Incident, Outcome, table
from tests.drill.parts import DrillFault, Parts, eventually
from tests.drill.site import Site
from tests.drill.values import PROJECT, Place, place

from iskan.config import environment
from iskan.config.progress import say, step

DATA = environment.data_dir(PROJECT) / "drill"
RESULTS = PROJECT / "drill-results.json"
ALL_IN_FLIGHT_WITHIN = 60
BACK_WITHIN = 120.0
# Than a primary's key lives.
LONGER_THAN_A_KEY = 25.0


@dataclass(frozen=True)
class Size:
    """How many wait for a confirmation at once, how many look, how much there is to send, how long before and after."""

    senders: int
    readers: int
    drafts: int
    calm: float
    more: bool


SIZES = {
    "full": Size(senders=550, readers=20, drafts=3500, calm=15.0, more=True),
    "small": Size(senders=60, readers=5, drafts=1500, calm=4.0, more=False),
}


def main() -> int:
    """Run the drill once, and tell what came of it."""
    options = _options()
    try:
        found = programs.ensure(DATA / "programs")
    except programs.ProgramsMissing as missing:
        say(f"The drill did not run: {missing}")
        return 0 if options.may_be_absent else 2
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=DATA))
    parts = Parts(folder)
    parts.give_away(folder)
    folder.chmod(0o755)
    try:
        outcome = _drilled(place(folder, found), parts, SIZES[options.size])
    except DrillFault as fault:
        say(f"The drill did not come to its end: {fault}\nWhat its processes said: {folder / 'logs'}")
        options.keep = True
        return 1
    finally:
        with step("Stopping"):
            parts.end()
        if not options.keep:
            shutil.rmtree(folder)
    RESULTS.write_text(json.dumps(asdict(outcome), indent=1) + "\n", encoding="utf-8")
    say(table(outcome))
    return 0 if outcome.is_held() else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=sorted(SIZES), default="full")
    parser.add_argument("--keep", action="store_true", help="leave the folder with all logs")
    parser.add_argument("--may-be-absent", action="store_true", help="exit 0 where the programs cannot be had")
    return parser.parse_args()


def _drilled(where: Place, parts: Parts, size: Size) -> Outcome:
    cluster, site = Cluster(where, parts), Site(where, parts)
    with step("etcd ×3, the first PostgreSQL under Patroni, HAProxy, PgBouncer"):
        cluster.start_first()
    with step("Stand-ins of other bodies"):
        site.start_stand_ins()
    with step(f"Database set up, {size.drafts} applications ready to be sent"):
        drafts = site.prepare(size.drafts)
    with step("Two replicas, one of them synchronous"):
        cluster.start_replicas()
    with step("Two web processes, worker"):
        site.start()
    crowd = Crowd(where.port("proxy"), "iskan_session", "iskan_csrf", drafts)
    incidents = asyncio.run(_under_load(crowd, cluster, size))
    with step("Every confirmation looked up"):
        return _outcome(where, crowd, incidents)


async def _under_load(crowd: Crowd, cluster: Cluster, size: Size) -> list[Incident]:
    load = asyncio.create_task(crowd.send_and_read(size.senders, size.readers))
    happening = asyncio.create_task(_happening(crowd, cluster, size))
    try:
        await asyncio.wait({load, happening}, return_when=asyncio.FIRST_COMPLETED)
        if load.done():
            raise DrillFault(crowd.fault or "everything there was to send is sent, before the end")
        return await happening
    finally:
        crowd.over = True
        happening.cancel()
        await load


async def _happening(crowd: Crowd, cluster: Cluster, size: Size) -> list[Incident]:
    await _until(lambda: crowd.waiting >= size.senders and bool(crowd.confirmed), "all send", ALL_IN_FLIGHT_WITHIN)
    await asyncio.sleep(size.calm)
    killed = await _incident("primary and its Patroni killed", crowd, cluster.kill_primary)
    await asyncio.sleep(size.calm)
    with step("The killed one is back as a replica"):
        await asyncio.to_thread(cluster.start_replicas)
    await asyncio.sleep(size.calm)
    switched = await _incident("planned switch", crowd, cluster.switch_over)
    await asyncio.sleep(size.calm)
    further = await _further_incidents(crowd, cluster) if size.more else []
    cluster.parts.raise_if_ended()
    return [killed, switched, *further]


async def _further_incidents(crowd: Crowd, cluster: Cluster) -> list[Incident]:
    """Lose what is needed for the next failover, and not for today's writes."""
    await asyncio.to_thread(cluster.wait_until_whole)
    replica = await _incident(
        "synchronous replica killed", crowd, cluster.kill_synchronous_replica, watched=LONGER_THAN_A_KEY
    )
    with step("It is back"):
        await asyncio.to_thread(cluster.start_replicas)
    etcd = await _incident("all three etcd killed", crowd, cluster.kill_every_etcd, watched=LONGER_THAN_A_KEY)
    with step("They are back"):
        await asyncio.to_thread(cluster.start_every_etcd)
    return [replica, etcd]


async def _incident(name: str, crowd: Crowd, happens: Callable[[], object], *, watched: float = 0.0) -> Incident:
    """Have something happen, and wait until what is sent is confirmed again, some seconds at least."""
    in_flight, begun = crowd.waiting, time.monotonic()
    with step(name[0].upper() + name[1:]):
        await asyncio.to_thread(happens)
        happened = time.monotonic()
        await asyncio.sleep(watched)
        await _until(lambda: _confirmed_since(crowd, happened) > 2, "confirmed again", BACK_WITHIN)
    return Incident.seen(name, crowd, in_flight=in_flight, begun=begun, ended=time.monotonic())


def _confirmed_since(crowd: Crowd, moment: float) -> int:
    return sum(at > moment for at in crowd.confirmed.values())


async def _until(asked: Callable[[], bool], what: str, within: float) -> None:
    await asyncio.to_thread(eventually, asked, what, within=within, every=0.05)


def _outcome(where: Place, crowd: Crowd, incidents: list[Incident]) -> Outcome:
    filed = where.rows(
        "SELECT c.reference, count(e.id) FROM cases_case c"
        " LEFT JOIN cases_caseevent e ON e.case_id = c.id AND e.source = 'draft'"
        " WHERE c.filed_at IS NOT NULL GROUP BY c.reference"
    )
    return Outcome.counted(crowd, dict(filed), incidents)


if __name__ == "__main__":
    DATA.mkdir(parents=True, exist_ok=True)
    sys.exit(main())
