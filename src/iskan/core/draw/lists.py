"""The frozen lists of a draw: who takes part, which units, under which rules, as canonical bytes."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from iskan.core.refusal import Refusal
from iskan.core.text import Text, listed

PROTOCOL = "iskan-draw-v1"
CANDIDATES, UNITS, RULES = "candidates.tsv", "units.tsv", "rules.json"
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

_CLASS = re.compile(r"[a-z0-9-]{1,32}", re.ASCII)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A list's name, what stands in its first column, and what a right line looks like."""

    file: str
    code: str
    name: Text
    first: re.Pattern[bytes]
    line: re.Pattern[bytes]


def _kind(file: str, code: str, name: Text, first: bytes) -> _Kind:
    return _Kind(file, code, name, re.compile(first), re.compile(first + rb"\t[a-z0-9-]{1,32}\n"))


_CANDIDATE = _kind(CANDIDATES, "candidate", Text(ar="التذكرة", en="ticket"), rb"[0-9a-f]{32}")
_UNIT = _kind(UNITS, "unit", Text(ar="الوحدة", en="unit"), rb"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class DrawFault(Refusal):
    """Something in a draw does not hold. ``code`` names the kind of fault, ``text`` says what and where."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawTerms:
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
    """The lists as frozen: the bytes of both files, lines sorted, and the rules."""

    candidates: bytes
    units: bytes
    rules: DrawTerms

    def files(self) -> tuple[bytes, bytes, bytes]:
        """Return the three files' bytes: candidates, units, rules."""
        return self.candidates, self.units, self.rules.to_bytes()

    def list_hash(self) -> bytes:
        """Return SHA-256 of the protocol's name and the three files."""
        return hash_of_lists(*self.files())


def hash_of_lists(candidates: bytes, units: bytes, rules: bytes) -> bytes:
    """Return the hash under which the lists are announced."""
    digest = hashlib.sha256(PROTOCOL.encode() + b"\n")
    for part in (candidates, b"\0", units, b"\0", rules):
        digest.update(part)
    return digest.digest()


def freeze(candidates: Iterable[Pair], units: Iterable[Pair], rules: DrawTerms) -> Frozen:
    """Return the lists in canonical order, whatever order they came in.

    Raises:
        DrawFault: a ticket or unit twice, a code that is none, a class that has candidates and no unit, no candidates.
    """
    people, homes = _sorted(candidates), _sorted(units)
    _require_classes(_classes(people, _CANDIDATE), _classes(homes, _UNIT))
    _check_rules(rules)
    return Frozen(candidates=b"".join(people), units=b"".join(homes), rules=rules)


def read_lists(candidates: bytes, units: bytes, rules: bytes) -> Frozen:
    """Read published files, accepting nothing but canonical bytes.

    Raises:
        DrawFault: a byte is not as `freeze` would have written it.
    """
    _require_classes(_classes(BytesIO(candidates), _CANDIDATE), _classes(BytesIO(units), _UNIT))
    terms = read_rules(rules)
    if terms.to_bytes() != rules:
        raise _not_canonical(RULES)
    return Frozen(candidates=candidates, units=units, rules=terms)


def is_class(code: str) -> bool:
    """Say whether a word may be a class's code."""
    return _CLASS.fullmatch(code) is not None


def is_unit(code: str) -> bool:
    """Say whether a word may be a unit's code."""
    return _UNIT.first.fullmatch(code.encode(errors="replace")) is not None


def pairs_in(written: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield code and class of each line of a frozen list."""
    for line in BytesIO(written):
        code, _, drawn_class = line.partition(b"\t")
        yield code, drawn_class[:-1]


def read_rules(written: bytes) -> DrawTerms:
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
    rules = DrawTerms(
        draw=terms["draw"],
        project=terms["project"],
        beacon_chain=terms["beacon_chain"],
        beacon_round=terms["beacon_round"],
        parties=tuple(terms["parties"]),
    )
    _check_rules(rules)
    return rules


def _check_rules(rules: DrawTerms) -> None:
    if not all(isinstance(party, str) and _PARTY.fullmatch(party) for party in rules.parties):
        raise _bad_rules("parties")
    if len(set(rules.parties)) != len(rules.parties) or not rules.parties:
        raise _bad_rules("parties")
    if not _CHAIN.fullmatch(rules.beacon_chain) or rules.beacon_round < 1:
        raise _bad_rules("beacon")


def _bad_rules(what: str) -> DrawFault:
    return DrawFault("bad-rules", Text(ar=f"قواعد السحب غير صحيحة: {what}", en=f"The rules are not right: {what}"))


def _sorted(pairs: Iterable[Pair]) -> list[bytes]:
    return sorted(f"{code}\t{drawn_class}\n".encode(errors="replace") for code, drawn_class in pairs)


def _classes(lines: Iterable[bytes], kind: _Kind) -> set[bytes]:
    """Return the classes named in a list, every line of which is right, in its order, and there once."""
    classes: set[bytes] = set()
    last_line, last_code = b"", b""
    for line in lines:
        if not kind.line.fullmatch(line):
            raise _bad_line(line, kind)
        code, _, drawn_class = line.partition(b"\t")
        if code == last_code:
            raise _twice(code, kind)
        if line < last_line:
            raise _not_canonical(kind.file)
        last_line, last_code = line, code
        classes.add(drawn_class[:-1])
    return classes


def _require_classes(candidates: set[bytes], units: set[bytes]) -> None:
    if not candidates:
        raise DrawFault("no-candidates", Text(ar="لا يوجد مشاركون في السحب", en="The draw has no candidates"))
    if without := candidates - units:
        classes = listed(sorted(name.decode() for name in without))
        text = Text(
            ar=f"فئات لها مشاركون ولا وحدات لها: {classes.ar}", en=f"Classes with candidates and no unit: {classes.en}"
        )
        raise DrawFault("class-without-units", text)


def _bad_line(line: bytes, kind: _Kind) -> DrawFault:
    """Return what is wrong with a line: no two columns, no end, a code or a class that is none."""
    if not line.endswith(b"\n"):
        return _not_canonical(kind.file)
    code, tab, drawn_class = line[:-1].partition(b"\t")
    shown, shown_class = ascii(code.decode(errors="replace")), ascii(drawn_class.decode(errors="replace"))
    if not tab:
        text = Text(ar=f"{kind.file}: سطر غير صحيح: {shown}", en=f"{kind.file}: a line is wrong: {shown}")
        return DrawFault("bad-line", text)
    if not kind.first.fullmatch(code):
        text = Text(ar=f"رقم {kind.name.ar} غير صحيح: {shown}", en=f"Not a {kind.name.en} code: {shown}")
        return DrawFault(f"bad-{kind.code}", text)
    return DrawFault("bad-class", Text(ar=f"فئة غير صحيحة: {shown_class}", en=f"Not a class: {shown_class}"))


def _twice(code: bytes, kind: _Kind) -> DrawFault:
    said = code.decode()
    text = Text(ar=f"{kind.name.ar} مكررة: {said}", en=f"The {kind.name.en} appears twice: {said}")
    return DrawFault(f"{kind.code}-twice", text)


def _not_canonical(name: str) -> DrawFault:
    return DrawFault("not-canonical", Text(ar=f"{name} ليس على صورته المعتمدة", en=f"{name} is not canonical"))
