"""An anchor's statement: canonical JSON, and the digest that is published, mailed and time-stamped."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

PROTOCOL = "iskan-anchor-v1"


class DrawDigest(NamedTuple):
    """What a draw was frozen to, or what came of it: ``what`` is ``lists`` or ``result``."""

    draw: str
    what: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorStatement:
    """The head of the trail at an instant, and the heads of draws that no earlier anchor holds.

    ``previous`` is the digest of the anchor before it; the first has none.
    """

    number: int
    at: datetime
    link: int
    lines: int
    seal: str
    draws: tuple[DrawDigest, ...]
    previous: str

    def written(self) -> str:
        """Return the statement as it is published: JSON with sorted keys, no blanks, one line."""
        said = {
            "protocol": PROTOCOL,
            "number": self.number,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "link": self.link,
            "lines": self.lines,
            "seal": self.seal,
            "draws": [list(head) for head in self.draws],
            "previous": self.previous,
        }
        return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n"


def digest_of(written: str) -> str:
    """Return the digest of a statement as it was published."""
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def read_statement(written: str) -> AnchorStatement:
    """Return what a statement says.

    Raises:
        ValueError: it is no statement of this protocol.
    """
    said: dict[str, Any] = json.loads(written)
    try:
        read = AnchorStatement(
            number=int(said["number"]),
            at=datetime.fromisoformat(said["at"]),
            link=int(said["link"]),
            lines=int(said["lines"]),
            seal=str(said["seal"]),
            draws=tuple(DrawDigest(*head) for head in said["draws"]),
            previous=str(said["previous"]),
        )
    except (KeyError, TypeError) as fault:
        raise ValueError("no statement of an anchor") from fault
    if read.written() != written:
        raise ValueError("the statement is not canonical")
    return read
