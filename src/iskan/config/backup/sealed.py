"""Sealed files: AES-256-GCM in chunks, each bound to its place and its file, under a key only the passphrase gives.

A chunk changed, left out, exchanged or cut off the end is found when it is opened.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

CHUNK: Final = 1 << 20
TAG: Final = 16
SALT: Final = 32
SCRYPT: Final = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 64 << 20}
SHORTEST_PASSPHRASE: Final = 20


class SealBroken(Exception):
    """The passphrase is another one, or the file is not what was sealed."""


class PassphraseTooShort(Exception):
    """A passphrase this short can be guessed."""


def read_passphrase(path: Path) -> bytes:
    """Return the passphrase of a file, its last line break aside.

    Raises:
        PassphraseTooShort: whoever has the backup could guess it.
    """
    passphrase = path.read_bytes().rstrip(b"\r\n")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort
    return passphrase


def master_key(passphrase: bytes, salt: bytes) -> bytes:
    """Return the key of a set, made slowly from the passphrase and the set's own salt."""
    return hashlib.scrypt(passphrase, salt=salt, dklen=32, **SCRYPT)


def key_for(master: bytes, purpose: str) -> bytes:
    """Return the key for one file of a set: no two share one, so that chunks can simply be numbered."""
    return HKDFExpand(SHA256(), length=32, info=f"iskan backup: {purpose}".encode()).derive(master)


def seal_of(master: bytes, content: bytes) -> str:
    """Return the seal over a manifest."""
    return hmac.digest(key_for(master, "manifest"), content, "sha256").hex()


class SealingWriter:
    """A file that seals what is written to it; only one that was closed without a fault can be opened again."""

    def __init__(self, path: Path, master: bytes) -> None:
        self._file: BinaryIO = path.open("xb")
        self._cipher = AESGCM(key_for(master, path.name))
        self._held = bytearray()
        self._number = 0
        self.size = 0

    def write(self, content: bytes) -> int:
        self._held += content
        self.size += len(content)
        while len(self._held) > CHUNK:
            self._seal(bytes(self._held[:CHUNK]), is_last=False)
            del self._held[:CHUNK]
        return len(content)

    def _seal(self, chunk: bytes, *, is_last: bool) -> None:
        self._file.write(self._cipher.encrypt(_place(self._number, is_last=is_last), chunk, None))
        self._number += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._seal(bytes(self._held), is_last=True)
        self._file.close()


def opened(path: Path, master: bytes) -> Iterator[bytes]:
    """Yield what was sealed, a chunk at a time.

    Raises:
        SealBroken: at the first chunk that is not what was sealed in its place, or where the end is missing.
    """
    cipher, number = AESGCM(key_for(master, path.name)), 0
    with path.open("rb") as file:
        sealed = file.read(CHUNK + TAG)
        while True:
            following = file.read(CHUNK + TAG)
            try:
                yield cipher.decrypt(_place(number, is_last=not following), sealed, None)
            except InvalidTag as fault:
                raise SealBroken(path.name) from fault
            if not following:
                return
            sealed, number = following, number + 1


def _place(number: int, *, is_last: bool) -> bytes:
    return struct.pack(">xxxQB", number, is_last)
