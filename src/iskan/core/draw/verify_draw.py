#!/usr/bin/env python3
"""Recompute a published draw from its files, with Python's standard library alone.

    python3 verify_draw.py FOLDER

Each step is printed; the first thing that does not match is named, and the exit code is 1.
The beacon's own signature is checked separately, since that takes a library: see the draw's page.
"""

import hashlib
import hmac
import json
import sys
from pathlib import Path
from typing import Any

PROTOCOL = "iskan-draw-v1"
Pairs = list[tuple[str, ...]]
Said = dict[str, str]
KEYS = {"beacon_chain", "beacon_round", "draw", "parties", "project", "protocol"}
LATE, MISSING, MISMATCH = "late", "missing", "does not match its commitment"


class Mismatch(Exception):
    """Something published does not match what the rest implies."""


def say(words: str) -> None:
    """Print a step that holds."""
    print(f"ok  {words}")


def require(holds: object, words: str) -> None:
    """Stop at the first thing that does not match."""
    if not holds:
        raise Mismatch(words)


def read_json(folder: Path, name: str) -> dict[str, Any]:
    """Read one of the folder's JSON files."""
    try:
        return dict(json.loads((folder / name).read_bytes()))
    except (OSError, TypeError, ValueError) as fault:
        raise Mismatch(f"{name} cannot be read: {fault}") from fault


def read_pairs(folder: Path, name: str) -> tuple[bytes, Pairs]:
    """Read a list and hold it to the protocol: two columns, lines sorted by their bytes, codes unique."""
    written = (folder / name).read_bytes()
    require(written.endswith(b"\n") or not written, f"{name}: the last line does not end")
    lines = written.split(b"\n")[:-1]
    require(lines == sorted(lines), f"{name}: the lines are not sorted")
    pairs = [tuple(line.decode("ascii").split("\t")) for line in lines]
    require(all(len(pair) == 2 for pair in pairs), f"{name}: a line has not two columns")
    require(len({code for code, _ in pairs}) == len(pairs), f"{name}: a code appears twice")
    return written, pairs


def read_rules(folder: Path) -> tuple[bytes, dict[str, Any]]:
    """Read the announced rules and hold them to canonical JSON."""
    written, rules = (folder / "rules.json").read_bytes(), read_json(folder, "rules.json")
    canonical = json.dumps(rules, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    require(written == canonical, "rules.json is not canonical")
    require(set(rules) == KEYS and rules["protocol"] == PROTOCOL, "rules.json is not of this protocol")
    return written, rules


def check_reveals(parties: list[str], commitments: Said, reveals: Said, left_out: Said) -> bytes:
    """Return the reveals that count; whoever is left out must be so for a reason that shows."""
    require(set(commitments) == set(parties), "commitments.json does not name exactly the announced parties")
    require(set(reveals) | set(left_out) <= set(parties), "somebody is named who is no party")
    counted = b""
    for party in parties:
        reveal = bytes.fromhex(reveals.get(party, ""))
        matches = party in reveals and hashlib.sha256(reveal).hexdigest() == commitments[party]
        if party in left_out:
            reason = MISSING if party not in reveals else LATE if matches else MISMATCH
            require(left_out[party] in {LATE, reason}, f"{party} is left out for no reason that shows")
            say(f"{party}: left out ({left_out[party]})")
        else:
            require(matches, f"the reveal of {party} does not match its commitment")
            counted += reveal
            say(f"{party}: reveal matches the commitment")
    return counted


def ranked(seed: bytes, label: str, pairs: Pairs) -> dict[str, list[str]]:
    """Return each class's codes by score, then code."""
    classes: dict[str, list[tuple[bytes, str]]] = {}
    for code, drawn_class in pairs:
        score = hmac.digest(seed, f"{label}:{code}".encode(), "sha256")
        classes.setdefault(drawn_class, []).append((score, code))
    return {drawn_class: [code for _, code in sorted(scored)] for drawn_class, scored in classes.items()}


def result_of(seed: bytes, candidates: Pairs, units: Pairs) -> bytes:
    """Return result.tsv as the seed implies it."""
    people, homes = ranked(seed, "candidate", candidates), ranked(seed, "unit", units)
    lines = []
    for drawn_class in sorted(people):
        given = homes.get(drawn_class, [])
        for number, ticket in enumerate(people[drawn_class]):
            unit = given[number] if number < len(given) else "-"
            lines.append(f"{ticket}\t{drawn_class}\t{number + 1}\t{unit}\n")
    return "".join(lines).encode()


def verify(folder: Path) -> None:
    """Recompute everything, and compare."""
    candidate_bytes, candidates = read_pairs(folder, "candidates.tsv")
    unit_bytes, units = read_pairs(folder, "units.tsv")
    rule_bytes, rules = read_rules(folder)
    say(f"{len(candidates)} candidates, {len(units)} units, draw {rules['draw']}")
    told = read_json(folder, "transcript.json")
    frozen = PROTOCOL.encode() + b"\n" + candidate_bytes + b"\0" + unit_bytes + b"\0" + rule_bytes
    list_hash = hashlib.sha256(frozen).digest()
    require(list_hash.hex() == told["list_hash"], "the lists are not those announced: list_hash differs")
    say(f"list_hash   {list_hash.hex()}")
    commitments, reveals = read_json(folder, "commitments.json"), read_json(folder, "reveals.json")
    counted = check_reveals(rules["parties"], commitments, reveals, told["left_out"])
    beacon = read_json(folder, "beacon.json")
    require(beacon["round"] == rules["beacon_round"], "the beacon's round is not the announced one")
    require(beacon["chain"] == rules["beacon_chain"], "the beacon's chain is not the announced one")
    randomness = hashlib.sha256(bytes.fromhex(beacon["signature"])).digest()
    require(randomness.hex() == told["randomness"], "the beacon's randomness differs")
    say(f"randomness  {randomness.hex()}")
    seed = hashlib.sha256(PROTOCOL.encode() + list_hash + randomness + counted).digest()
    require(seed.hex() == told["seed"], "the seed differs")
    say(f"seed        {seed.hex()}")
    result = result_of(seed, candidates, units)
    require(result == (folder / "result.tsv").read_bytes(), "result.tsv is not what the seed gives")
    require(hashlib.sha256(result).hexdigest() == told["result_hash"], "result_hash differs")
    say(f"result_hash {told['result_hash']}")


def main() -> int:
    """Verify the folder named on the command line."""
    try:
        verify(Path(sys.argv[1]))
    except (Mismatch, OSError, KeyError, ValueError, IndexError, TypeError, AttributeError) as fault:
        print(f"MISMATCH: {fault or 'name the folder of a draw'}")
        return 1
    print("The draw is verified.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
