"""The files behind the documents: what should be in the store, and whether it is what was put there."""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from django.core.files.storage import default_storage

from iskan.apps.documents.models import Document, IssuedDocument


class StoredFile(NamedTuple):
    """A file of the store, by its name there, and the SHA-256 of what was put there."""

    name: str
    digest: str


def stored_files() -> Iterator[StoredFile]:
    """Yield every file a document names."""
    for manager, file, digest in (
        (Document.objects, "file", "digest"),
        (Document.objects, "sent_file", "sent_digest"),
        (IssuedDocument.objects, "file", "digest"),
    ):
        rows = manager.exclude(**{file: ""}).order_by("pk").values_list(file, digest)
        yield from (StoredFile(*row) for row in rows.iterator(chunk_size=2_000))


def faults_of_store(most: int | None = None) -> tuple[int, list[str]]:
    """Open files, all or at most so many spread over the store; return how many, and those not as they were put."""
    names = list(stored_files())
    step = max(1, len(names) // most) if most else 1
    chosen = names[::step][:most]
    return len(chosen), [f"{kept.name}: {why}" for kept in chosen if (why := _fault(kept))]


def _fault(kept: StoredFile) -> str:
    try:
        with default_storage.open(kept.name) as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "it is not in the store"
    return "" if found == kept.digest else "it is not what was put there"
