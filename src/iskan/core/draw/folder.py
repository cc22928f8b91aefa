"""A draw's folder as files by name: what is published, and what is read to recompute it."""

import json
from collections.abc import Mapping
from typing import Any

from iskan.core.draw.drawing import Beacon, Transcript, draw
from iskan.core.draw.lists import DrawFault, Frozen, read_lists
from iskan.core.text import Text

Files = Mapping[str, bytes]
LISTS = ("candidates.tsv", "units.tsv", "rules.json")


def lists_in(files: Files) -> Frozen:
    """Return the frozen lists of a folder, or raise `DrawFault`."""
    return read_lists(*(_file(files, name) for name in LISTS))


def beacon_in(files: Files) -> Beacon:
    """Return the beacon's round of a folder, or raise `DrawFault`."""
    said = _json(files, "beacon.json")
    try:
        return Beacon(chain=said["chain"], round=said["round"], signature=bytes.fromhex(said["signature"]))
    except (KeyError, TypeError, ValueError) as fault:
        raise _unreadable("beacon.json") from fault


def draw_in(files: Files, late: tuple[str, ...] = ()) -> Transcript:
    """Run the draw a folder describes: its lists, commitments, reveals and beacon."""
    commitments, reveals = _secrets(files, "commitments.json"), _secrets(files, "reveals.json")
    return draw(lists_in(files), beacon_in(files), commitments, reveals, late)


def published(transcript: Transcript) -> dict[str, bytes]:
    """Return the files a draw adds to its folder."""
    told = {
        "list_hash": transcript.list_hash.hex(),
        "randomness": transcript.randomness.hex(),
        "seed": transcript.seed.hex(),
        "result_hash": transcript.result_hash.hex(),
        "left_out": dict(transcript.left_out),
    }
    return {"result.tsv": transcript.result, "transcript.json": json.dumps(told, indent=1).encode() + b"\n"}


def _secrets(files: Files, name: str) -> dict[str, bytes]:
    said = _json(files, name)
    try:
        return {party: bytes.fromhex(value) for party, value in said.items()}
    except (AttributeError, TypeError, ValueError) as fault:
        raise _unreadable(name) from fault


def _json(files: Files, name: str) -> dict[str, Any]:
    written = _file(files, name)
    try:
        return dict(json.loads(written))
    except (TypeError, ValueError) as fault:
        raise _unreadable(name) from fault


def _file(files: Files, name: str) -> bytes:
    if name not in files:
        raise DrawFault("file-missing", Text(ar=f"الملف {name} غير موجود", en=f"The file {name} is missing"))
    return files[name]


def _unreadable(name: str) -> DrawFault:
    return DrawFault("unreadable", Text(ar=f"تعذرت قراءة {name}", en=f"{name} cannot be read"))
