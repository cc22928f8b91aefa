"""The published test vector of the draw, and its files as a stranger would find them."""

import json
from pathlib import Path
from typing import Any

VECTOR: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "core" / "draw" / "vector.json").read_text(encoding="utf-8")
)
PARTIES = ("ministry", "audit-office", "citizens")


def vector_files() -> dict[str, bytes]:
    """Return the files a draw needs before it is held, byte for byte."""
    chain = json.loads(VECTOR["rules_json"])["beacon_chain"]
    beacon = {"chain": chain, "round": VECTOR["beacon_round"], "signature": VECTOR["beacon_signature"]}
    return {
        "candidates.tsv": VECTOR["candidates_tsv"].encode(),
        "units.tsv": VECTOR["units_tsv"].encode(),
        "rules.json": VECTOR["rules_json"].encode(),
        "commitments.json": json.dumps(dict(zip(PARTIES, VECTOR["commitments"], strict=True))).encode(),
        "reveals.json": json.dumps(dict(zip(PARTIES, VECTOR["reveals"], strict=True))).encode(),
        "beacon.json": json.dumps(beacon).encode(),
    }


def written(files: dict[str, bytes], folder: Path) -> Path:
    """Write files into a folder, and return it."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
