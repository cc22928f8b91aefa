"""What a set holds: each file with its digest, what it was taken from, and the seal over all of it."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from iskan.config.backup.sealed import SealBroken, master_key, seal_of

FORMAT: Final = "iskan-backup-v1"
NAME: Final = "manifest.json"
DATABASE, DOCUMENTS, KEYS = "database.dump.sealed", "documents.tar.sealed", "keys.tar.sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A set: when it was begun, the SHA-256 and size of each sealed file, and what tells whether a restore is whole."""

    salt: str
    begun_at: str
    files: dict[str, dict[str, Any]]
    audit: dict[str, Any]
    documents: int
    migrations: str
    settings: dict[str, str]


def write_manifest(folder: Path, manifest: Manifest, master: bytes) -> None:
    """Write the manifest last of all: a folder without one is no set."""
    said = {"format": FORMAT, **asdict(manifest)}
    content = json.dumps(said, sort_keys=True, indent=1).encode()
    told = {"manifest": content.decode(), "seal": seal_of(master, content)}
    (folder / NAME).write_text(json.dumps(told), encoding="ascii")


def read_manifest(folder: Path, passphrase: bytes) -> tuple[Manifest, bytes]:
    """Return a set's manifest and the key of its files, every file's digest compared.

    Raises:
        SealBroken: the passphrase is another one, or anything is not what was written.
    """
    try:
        told = json.loads((folder / NAME).read_text(encoding="ascii"))
        content = told["manifest"].encode()
        said = json.loads(content)
        master = master_key(passphrase, bytes.fromhex(said["salt"]))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise SealBroken(f"{folder} holds no manifest that can be read") from fault
    if said.pop("format", "") != FORMAT or not hmac.compare_digest(seal_of(master, content), str(told["seal"])):
        raise SealBroken("the passphrase is another one, or the manifest was changed")
    manifest = Manifest(**said)
    for name, expected in manifest.files.items():
        if digest_of_file(folder / name) != expected:
            raise SealBroken(f"{name} is not what was written")
    return manifest, master


def digest_of_file(path: Path) -> dict[str, Any]:
    """Return a file's SHA-256 and size; of one that is not there, nothing."""
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "size": path.stat().st_size}
