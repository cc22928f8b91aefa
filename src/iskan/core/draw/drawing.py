"""The draw itself: reveals against commitments, the seed, the order, and the units it gives."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import chain, count, repeat

from iskan.core.draw.lists import PROTOCOL, DrawFault, Frozen
from iskan.core.text import Text

BLOCK = 64

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
    result_hash: bytes
    left_out: Mapping[str, str]


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
    written: list[str] = []
    for drawn_class in sorted(candidates):
        # The candidates end the pairing: a reserve is paired with dashes, units left over with nobody.
        paired = zip(count(1), candidates.pop(drawn_class), chain(units.pop(drawn_class, []), repeat("-")))
        written += [f"{ticket}\t{drawn_class}\t{position}\t{unit}\n" for position, ticket, unit in paired]
    return "".join(written).encode()


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


def _ranked(seed: bytes, label: bytes, written: bytes) -> dict[str, list[str]]:
    """Return each class's codes by score, then code: so they stand in a frozen list, and sorting keeps that order.

    HMAC-SHA-256 under the seed, its first steps taken once (RFC 2104): four times as fast. Scores are compared as text
    of one byte a letter, which sorts as the bytes do and faster.
    """
    block = seed.ljust(BLOCK, b"\0")
    begun = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + label).copy
    ended = hashlib.sha256(bytes(byte ^ 0x5C for byte in block)).copy

    def scored(code: str) -> str:
        inner, outer = begun(), ended()
        inner.update(code.encode())
        outer.update(inner.digest())
        return outer.digest().decode("latin-1")

    by_class: dict[str, list[str]] = defaultdict(list)
    for line in StringIO(written.decode()):
        code, _, drawn_class = line.partition("\t")
        by_class[drawn_class].append(code)
    return {drawn_class[:-1]: sorted(codes, key=scored) for drawn_class, codes in by_class.items()}


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
    return Transcript(
        list_hash=list_hash, randomness=beacon.randomness, seed=seed, result=result,
        result_hash=hashlib.sha256(result).digest(), left_out=left_out,
    )  # fmt: skip
