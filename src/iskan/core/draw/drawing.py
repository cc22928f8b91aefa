"""The draw itself: reveals against commitments, the seed, the order, and the units it gives."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, count, repeat

from iskan.core.draw.lists import PROTOCOL, DrawFault, Frozen, pairs_in
from iskan.core.text import Text

SCORE, BLOCK = 32, 64

LATE = "late"
MISSING = "missing"
MISMATCH = "does not match its commitment"


@dataclass(frozen=True, slots=True)
class TicketOutcome:
    """A ticket's outcome: its place within the class, from 1, and the unit, or none for the reserve."""

    ticket: str
    drawn_class: str
    position: int
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beacon:
    """A public beacon's round: its chain, number and signature."""

    chain: str
    round: int
    signature: bytes

    @property
    def randomness(self) -> bytes:
        return hashlib.sha256(self.signature).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What a draw came to, with everything its recomputation is compared with."""

    list_hash: bytes
    randomness: bytes
    seed: bytes
    result: bytes
    left_out: Mapping[str, str]

    @property
    def result_hash(self) -> bytes:
        return hashlib.sha256(self.result).digest()


def ticket_for(salt: bytes, case_reference: str) -> str:
    """Return the ticket under which a case takes part; without the draw's salt it names nobody."""
    return hmac.digest(salt, case_reference.encode(), "sha256")[:16].hex()


def commitment_to(reveal: bytes) -> bytes:
    """Return what a party publishes beforehand."""
    return hashlib.sha256(reveal).digest()


def judge_reveals(
    parties: Iterable[str], commitments: Mapping[str, bytes], reveals: Mapping[str, bytes], late: Iterable[str] = ()
) -> tuple[list[bytes], dict[str, str]]:
    """Return the reveals that count, in the parties' order, and those left out by name with the reason.

    Raises:
        DrawFault: a party never committed, or a reveal comes from nobody's party.
    """
    ordered = list(parties)
    if set(commitments) != set(ordered) or not set(reveals) <= set(ordered):
        text = Text(
            ar="التعهدات لا تطابق الأطراف المعلنة.", en="The commitments are not those of the announced parties."
        )
        raise DrawFault("bad-commitments", text)
    counted: list[bytes] = []
    left_out: dict[str, str] = {}
    for party in ordered:
        reveal = reveals.get(party)
        if party in late:
            left_out[party] = LATE
        elif reveal is None:
            left_out[party] = MISSING
        elif commitment_to(reveal) != commitments[party]:
            left_out[party] = MISMATCH
        else:
            counted.append(reveal)
    return counted, left_out


def seed_of(list_hash: bytes, randomness: bytes, reveals: Iterable[bytes]) -> bytes:
    """Return the seed everything follows from."""
    return hashlib.sha256(b"".join((PROTOCOL.encode(), list_hash, randomness, *reveals))).digest()


def result_of(seed: bytes, frozen: Frozen) -> bytes:
    """Return result.tsv: candidates and units each by score, then code; the k-th candidate gets the k-th unit."""
    candidates, units = _ranked(seed, b"candidate:", frozen.candidates), _ranked(seed, b"unit:", frozen.units)
    written = BytesIO()
    for drawn_class in sorted(candidates):
        codes = chain((unit[SCORE:] for unit in units.pop(drawn_class, [])), repeat(b"-"))
        line = b"%b\t" + drawn_class + b"\t%d\t%b\n"
        # The candidates end the pairing: a reserve is paired with dashes, units left over with nobody.
        numbered = zip(candidates.pop(drawn_class), count(1), codes)
        written.writelines(line % (candidate[SCORE:], position, unit) for candidate, position, unit in numbered)
    return written.getvalue()


def order(seed: bytes, frozen: Frozen) -> Iterator[TicketOutcome]:
    """Yield every ticket's outcome, by class and place."""
    return placed_in(result_of(seed, frozen))


def placed_in(result: bytes) -> Iterator[TicketOutcome]:
    """Yield the outcomes that a result's file tells."""
    for line in BytesIO(result):
        ticket, drawn_class, position, unit = line.decode()[:-1].split("\t")
        yield TicketOutcome(ticket, drawn_class, int(position), None if unit == "-" else unit)


def score(seed: bytes, ticket: str) -> bytes:
    """Return the number by which a ticket takes its place: the smaller, the earlier."""
    return hmac.digest(seed, b"candidate:" + ticket.encode(), "sha256")


def _ranked(seed: bytes, label: bytes, written: bytes) -> dict[bytes, list[bytes]]:
    """Return each class's codes behind their scores, in order: so joined, bytes sort by score, then code.

    HMAC-SHA-256 under the seed, its first steps taken once (RFC 2104): four times as fast.
    """
    block = seed.ljust(BLOCK, b"\0")
    begun = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + label).copy
    ended = hashlib.sha256(bytes(byte ^ 0x5C for byte in block)).copy
    by_class: dict[bytes, list[bytes]] = defaultdict(list)
    for code, drawn_class in pairs_in(written):
        inner, outer = begun(), ended()
        inner.update(code)
        outer.update(inner.digest())
        by_class[drawn_class].append(outer.digest() + code)
    for scored in by_class.values():
        scored.sort()
    return by_class


def draw(
    frozen: Frozen,
    beacon: Beacon,
    commitments: Mapping[str, bytes],
    reveals: Mapping[str, bytes],
    late: Iterable[str] = (),
) -> Transcript:
    """Run a draw.

    Raises:
        DrawFault: the beacon's round or chain is not the announced one, or the commitments are not the parties'.
    """
    if (beacon.chain, beacon.round) != (frozen.rules.beacon_chain, frozen.rules.beacon_round):
        text = Text(
            ar=f"الإصدار رقم {beacon.round} ليس الإصدار المعلن رقم {frozen.rules.beacon_round}",
            en=f"Beacon round {beacon.round} is not the announced round {frozen.rules.beacon_round}",
        )
        raise DrawFault("wrong-beacon", text)
    counted, left_out = judge_reveals(frozen.rules.parties, commitments, reveals, late)
    list_hash = frozen.list_hash()
    seed = seed_of(list_hash, beacon.randomness, counted)
    result = result_of(seed, frozen)
    return Transcript(list_hash=list_hash, randomness=beacon.randomness, seed=seed, result=result, left_out=left_out)
