"""Prepare one draw of made-up tickets, in a process of its own so that its memory is not counted with the draw's."""

import hashlib
import sys
from datetime import timedelta

import django

django.setup()

from tests.bench.draw import AT, CLASSES  # noqa: E402 -- Django first
from tests.factories.draws import make_draw_office  # noqa: E402 -- Django first

from iskan.apps.accounts.models import User  # noqa: E402 -- Django first
from iskan.apps.draws.operations.draws import keep_draw  # noqa: E402 -- Django first
from iskan.core.draw.lists import DrawTerms, freeze  # noqa: E402 -- Django first
from iskan.integrations.beacon import chains  # noqa: E402 -- Django first
from iskan.policy.draw_parties import PARTIES  # noqa: E402 -- Django first


def main(size: int) -> None:
    office = make_draw_office(AT, tag=str(size))
    chain = chains.configured()
    number = chain.round_at(office.draws_at)
    rules = DrawTerms(
        draw=f"BENCH-{size}", project="bench", beacon_chain=chain.hash, beacon_round=number, parties=tuple(PARTIES)
    )
    tickets = ((hashlib.md5(b"%d" % n, usedforsecurity=False).hexdigest(), CLASSES[n % 5]) for n in range(size))
    units = ((f"UNIT-{n:07}", CLASSES[n % 5]) for n in range(size))
    draw = keep_draw(
        freeze(tickets, units, rules), salt=bytes(32), name=None, due=chain.time_of(number), by=None,
        at=AT - timedelta(days=1),
    )  # fmt: skip
    office.announce(draw.reference)
    office.reveal(draw.reference)
    office.take_beacon(draw)
    User.objects.filter(pk=office.supervisor.pk).update(username=f"bench-{size}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
