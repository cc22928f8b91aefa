"""A citizen's copy of their data as one archive: a page to read, the rows for machines, and every file."""

import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any, Final

from django.core.serializers.json import DjangoJSONEncoder

from iskan.apps.privacy.queries.copies import CopiedFile, CopiedTable
from iskan.foundation.budgets import COPIED_FILE_BYTES

CONTENTS: Final = "contents.html"
ROWS: Final = "data.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyContents:
    """What an archive holds: its tables, its files, and the files that stayed out as it would have grown too large."""

    tables: tuple[CopiedTable, ...]
    files: tuple[CopiedFile, ...]
    left_out: tuple[CopiedFile, ...]


def write_archive(
    into: IO[bytes], tables: Iterable[CopiedTable], files: Iterable[CopiedFile], page: Callable[[CopyContents], str]
) -> CopyContents:
    """Write the archive, and return what it holds; ``page`` makes its first page of that."""
    inside, left_out, room = [], [], COPIED_FILE_BYTES
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            if file.size > room:
                left_out.append(file)
                continue
            room -= file.size
            inside.append(file)
            _add(archive, file)
        contents = CopyContents(tables=tuple(tables), files=tuple(inside), left_out=tuple(left_out))
        archive.writestr(ROWS, json.dumps(_rows(contents.tables), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        archive.writestr(CONTENTS, page(contents))
    return contents


def _add(archive: zipfile.ZipFile, file: CopiedFile) -> None:
    """Copy a file piece by piece; pictures and PDF are compressed already."""
    entry = zipfile.ZipInfo(file.name)
    with file.stored.open("rb") as source, archive.open(entry, "w") as target:
        for piece in source.chunks():
            target.write(piece)


def _rows(tables: Iterable[CopiedTable]) -> dict[str, Any]:
    return {
        table.held.model: {
            "what": {"ar": table.held.what.ar, "en": table.held.what.en},
            "complete": not table.is_cut,
            "rows": table.rows,
        }
        for table in tables
    }
