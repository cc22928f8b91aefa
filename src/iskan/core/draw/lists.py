"""The frozen lists of a draw: who takes part, which units, under which rules, as canonical bytes."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from iskan.core.text import Text

PROTOCOL = "iskan-draw-v1"
_TICKET = re.compile(r"[0-9a-f]{32}", re.ASCII)
_UNIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_CLASS = re.compile(r"[a-z0-9-]{1,32}", re.ASCII)
_CHAIN = re.compile(r"[0-9a-f]{64}", re.ASCII)
_PARTY = re.compile(r"[a-z0-9-]{1,32}", re.ASCII)
_RULES = {
    "beacon_chain": str,
    "beacon_round": int,
    "draw": str,
    "parties": list,
    "project": str,
    "protocol": str,
}

Pair = tuple[str, str]


class DrawFault(ValueError):
    """Something in a draw does not hold. ``code`` names the kind of fault, ``text`` says what and where."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text.en)
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The announced terms: the beacon's chain and round, the parties in their order, the draw and its project."""

    draw: str
    project: str
    beacon_chain: str
    beacon_round: int
    parties: tuple[str, ...]

    def to_bytes(self) -> bytes:
        """Return canonical JSON on one line: keys sorted, no spaces, ASCII escapes."""
        terms = {
            "beacon_chain": self.beacon_chain,
            "beacon_round": self.beacon_round,
            "draw": self.draw,
            "parties": list(self.parties),
            "project": self.project,
            "protocol": PROTOCOL,
        }
        return json.dumps(terms, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode() + b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The lists as frozen: pairs of ticket or unit code and class, sorted by their lines' bytes."""

    candidates: tuple[Pair, ...]
    units: tuple[Pair, ...]
    rules: Rules

    def files(self) -> tuple[bytes, bytes, bytes]:
        """Return the three files' bytes: candidates, units, rules."""
        return _lines(self.candidates), _lines(self.units), self.rules.to_bytes()

    def list_hash(self) -> bytes:
        """Return SHA-256 of the protocol's name and the three files."""
        candidates, units, rules = self.files()
        return hash_of_lists(candidates, units, rules)


def hash_of_lists(candidates: bytes, units: bytes, rules: bytes) -> bytes:
    """Return the hash under which the lists are announced."""
    return hashlib.sha256(b"\n".join((PROTOCOL.encode(), b"\0".join((candidates, units, rules))))).digest()


def freeze(candidates: Iterable[Pair], units: Iterable[Pair], rules: Rules) -> Frozen:
    """Return the lists in canonical order, whatever order they came in.

    Raises:
        DrawFault: a ticket or unit twice, a code that is none, a class that has candidates and no unit, no candidates.
    """
    frozen = Frozen(candidates=_sorted(candidates), units=_sorted(units), rules=rules)
    _check_pairs(frozen.candidates, _TICKET, "candidate", Text(ar="القرعة", en="ticket"))
    _check_pairs(frozen.units, _UNIT, "unit", Text(ar="الوحدة", en="unit"))
    _check_rules(rules)
    if not frozen.candidates:
        raise DrawFault("no-candidates", Text(ar="لا مرشحين في السحب", en="The draw has no candidates"))
    if without := {c for _, c in frozen.candidates} - {c for _, c in frozen.units}:
        classes = ", ".join(sorted(without))
        text = Text(
            ar=f"فئات لها مرشحون ولا وحدات لها: {classes}", en=f"Classes with candidates and no unit: {classes}"
        )
        raise DrawFault("class-without-units", text)
    return frozen


def read_lists(candidates: bytes, units: bytes, rules: bytes) -> Frozen:
    """Read published files, accepting nothing but canonical bytes.

    Raises:
        DrawFault: a byte is not as `freeze` would have written it.
    """
    frozen = freeze(_pairs(candidates, "candidates.tsv"), _pairs(units, "units.tsv"), read_rules(rules))
    for name, given, canonical in zip(
        ("candidates.tsv", "units.tsv", "rules.json"), (candidates, units, rules), frozen.files(), strict=True
    ):
        if given != canonical:
            raise DrawFault("not-canonical", Text(ar=f"{name} ليس على صورته المعتمدة", en=f"{name} is not canonical"))
    return frozen


def read_rules(written: bytes) -> Rules:
    """Read rules.json: exactly the protocol's keys, each of its type."""
    try:
        terms = json.loads(written)
    except ValueError as fault:
        raise _bad_rules(str(fault)) from fault
    if not isinstance(terms, dict) or set(terms) != set(_RULES):
        raise _bad_rules("keys")
    for key, kind in _RULES.items():
        if type(terms[key]) is not kind:
            raise _bad_rules(key)
    if terms["protocol"] != PROTOCOL:
        raise _bad_rules("protocol")
    rules = Rules(
        draw=terms["draw"],
        project=terms["project"],
        beacon_chain=terms["beacon_chain"],
        beacon_round=terms["beacon_round"],
        parties=tuple(terms["parties"]),
    )
    _check_rules(rules)
    return rules


def _check_rules(rules: Rules) -> None:
    if not all(isinstance(party, str) and _PARTY.fullmatch(party) for party in rules.parties):
        raise _bad_rules("parties")
    if len(set(rules.parties)) != len(rules.parties) or not rules.parties:
        raise _bad_rules("parties")
    if not _CHAIN.fullmatch(rules.beacon_chain) or rules.beacon_round < 1:
        raise _bad_rules("beacon")


def _bad_rules(what: str) -> DrawFault:
    return DrawFault("bad-rules", Text(ar=f"قواعد السحب غير صحيحة: {what}", en=f"The rules are not right: {what}"))


def _sorted(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    # Codes are ASCII above the tab, so pairs sort as their lines' bytes do.
    return tuple(sorted(pairs))


def _check_pairs(pairs: tuple[Pair, ...], pattern: re.Pattern[str], kind: str, name: Text) -> None:
    for code, drawn_class in pairs:
        if not pattern.fullmatch(code):
            text = Text(ar=f"رمز {name.ar} غير صحيح: {code!r}", en=f"Not a {name.en} code: {code!r}")
            raise DrawFault(f"bad-{kind}", text)
        if not _CLASS.fullmatch(drawn_class):
            text = Text(ar=f"فئة غير صحيحة: {drawn_class!r}", en=f"Not a class: {drawn_class!r}")
            raise DrawFault("bad-class", text)
    if len({code for code, _ in pairs}) != len(pairs):
        twice = next(code for code, count in Counter(code for code, _ in pairs).items() if count > 1)
        text = Text(ar=f"{name.ar} مكررة: {twice}", en=f"The {name.en} appears twice: {twice}")
        raise DrawFault(f"{kind}-twice", text)


def _lines(pairs: tuple[Pair, ...]) -> bytes:
    return "".join(f"{code}\t{drawn_class}\n" for code, drawn_class in pairs).encode()


def _pairs(written: bytes, name: str) -> list[Pair]:
    pairs = []
    for number, line in enumerate(written.decode("utf-8", "replace").split("\n")[:-1], 1):
        code, tab, drawn_class = line.partition("\t")
        if not tab:
            raise DrawFault(
                "bad-line", Text(ar=f"{name}: السطر {number} غير صحيح", en=f"{name}: line {number} is wrong")
            )
        pairs.append((code, drawn_class))
    return pairs
