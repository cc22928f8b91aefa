#!/usr/bin/env python3
"""Recompute an exported audit trail from its files, with Python's standard library alone.

    python3 verify_audit.py FOLDER [HEAD ...]

Each step is printed; the first thing that does not match is named, and the exit code is 1. A HEAD is a digest of an
anchor that reached you another way: by the daily mail, or from the public page. Without one, only what is in the
folder is compared with itself. Time stamps and signatures take a library: see README.txt in the folder.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

PROTOCOL = "iskan-anchor-v1"
KEYS = {"at", "draws", "lines", "link", "number", "previous", "protocol", "seal"}
Anchor = dict[str, Any]


class NotAsPublished(Exception):
    """Something exported does not match what the rest implies."""


def say(words: str) -> None:
    """Print a step that holds."""
    print(f"ok  {words}")


def require(holds: object, words: str) -> None:
    """Stop at the first thing that does not match."""
    if not holds:
        raise NotAsPublished(words)


def digest_of(written: str) -> str:
    """Return the digest of a statement as it was published."""
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def read_anchors(folder: Path) -> list[tuple[str, Anchor]]:
    """Read the statements and hold them to the protocol: each canonical, each naming the one before it."""
    anchors, previous = [], ""
    for number, line in enumerate((folder / "anchors.jsonl").read_text("ascii").splitlines(keepends=True), 1):
        said = dict(json.loads(line))
        canonical = json.dumps(said, sort_keys=True, separators=(",", ":")) + "\n"
        require(line == canonical and set(said) == KEYS, f"anchor {number} is not canonical")
        require(said["protocol"] == PROTOCOL and said["number"] == number, f"anchor {number} is missing")
        require(said["previous"] == previous, f"anchor {number} does not follow the one before it")
        previous = digest_of(line)
        anchors.append((previous, said))
    say(f"{len(anchors)} anchors, each following the one before it")
    return anchors


def require_heads(anchors: list[tuple[str, Anchor]], heads: list[str]) -> None:
    """Find each head that came another way among the anchors."""
    known = {digest for digest, _said in anchors}
    for head in heads:
        require(head in known, f"no anchor has the digest {head}: the trail is not the one that was published")
        say(f"anchor {head} is there")


def seal(link: int, lanes: dict[int, bytes]) -> str:
    """Return the seal over the lanes' heads, as an anchor keeps it."""
    heads = b"".join(lane.to_bytes(2, "big") + lanes[lane] for lane in sorted(lanes))
    return f"{link}-{hashlib.sha256(heads).hexdigest()}"


def check_trail(folder: Path, anchors: list[tuple[str, Anchor]]) -> None:
    """Recompute every link in its lane, and each anchor's seal as the trail comes past it."""
    lanes: dict[int, bytes] = {}
    waiting, lines, last = list(reversed(anchors)), 0, 0
    with (folder / "trail.jsonl").open(encoding="utf-8") as trail:
        for line in trail:
            link, lane, digest, content = json.loads(line)
            require(link > last, f"link {link} is out of order")
            while waiting and waiting[-1][1]["link"] < link:
                check_anchor(waiting.pop()[1], last, lines, lanes)
            computed = hashlib.sha256(lanes.get(lane, b"") + content.encode()).digest()
            require(computed.hex() == digest, f"link {link}: the line, or one before it, is not what it was")
            lanes[lane], lines, last = computed, lines + 1, link
    while waiting:
        check_anchor(waiting.pop()[1], last, lines, lanes)
    say(f"{lines} lines recomputed; the last link is {last}")


def check_anchor(said: Anchor, last: int, lines: int, lanes: dict[int, bytes]) -> None:
    """Hold one anchor to the trail up to its link."""
    name = f"anchor {said['number']}"
    require(said["link"] == last, f"{name}: the trail ends at link {last}, before {said['link']}")
    require(said["lines"] == lines, f"{name}: {lines} lines, where {said['lines']} were anchored")
    require(said["seal"] == seal(said["link"], lanes), f"{name}: the trail is not what was anchored")


def check_draws(folder: Path, anchors: list[tuple[str, Anchor]]) -> None:
    """Compare what was anchored of each draw with what is published of it."""
    published = json.loads((folder / "draws.json").read_text("ascii"))
    heads = [tuple(head) for _digest, said in anchors for head in said["draws"]]
    for draw, what, digest in heads:
        require(published.get(draw, {}).get(what) == digest, f"draw {draw}: its {what} is not what was anchored")
    say(f"{len(heads)} heads of draws as they were anchored")


def main(arguments: list[str]) -> int:
    """Verify a folder; return the exit code."""
    if not arguments:
        print(__doc__)
        return 2
    try:
        folder = Path(arguments[0])
        anchors = read_anchors(folder)
        require_heads(anchors, arguments[1:])
        check_trail(folder, anchors)
        check_draws(folder, anchors)
    except (NotAsPublished, OSError, ValueError, KeyError, TypeError) as fault:
        print(f"NOT AS PUBLISHED: {fault}")
        return 1
    print("The trail is as it was published." if anchors else "The trail is whole; nothing was anchored yet.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
