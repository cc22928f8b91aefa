"""Reads a stranger's PDF in a process of its own, where what it breaks is thrown away with it.

Run as a program: ``examiner.py inspect`` or ``examiner.py draw PAGE WIDTH``, the PDF on standard input. It knows
nothing of the rest of the system and asks nothing of it.
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
import pypdfium2

MEGABYTE = 1024 * 1024
MEMORY_BYTES = 1024 * MEGABYTE
CPU_SECONDS = 20
TALLEST = 3  # a page higher than three times its width is drawn narrower
RUNS = frozenset(
    (
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/GoToR",
        "/Movie",
        "/Sound",
        "/Rendition",
        "/RichMediaExecute",
    )
)
PLAYS = frozenset(["/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"])
CARRIES = frozenset(["/EF", "/EmbeddedFiles", "/Collection"])
_TELLING = RUNS | PLAYS | CARRIES | {"/JS", "/AA", "/XFA", "/FileAttachment"}
CLAIMED = re.compile(rb"(?:%s)(?![A-Za-z0-9])" % "|".join(sorted(_TELLING)).encode())
HARMLESS = frozenset(["/GoTo", "/Named"])


class Refused(Exception):
    """The PDF holds something that is not taken; the argument is its code."""


def limit() -> None:
    """Bound memory and time before the first byte is read."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    pikepdf.settings.set_qpdf_limits(flate_max_memory=64 * MEGABYTE, run_length_max_memory=64 * MEGABYTE)


def inspect(source: BinaryIO) -> dict[str, Any]:
    """Return the number of pages, or the code of what forbids taking the file."""
    try:
        pages = pages_read(source)
    except Refused as refusal:
        return {"fault": str(refusal)}
    except pikepdf.PasswordError:
        return {"fault": "encrypted"}
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        return {"fault": "damaged"}
    return {"pages": pages} if 0 < pages == pages_drawn(source) else {"fault": "damaged"}


def pages_read(source: BinaryIO) -> int:
    """Return how many pages there are, after looking at every object."""
    with pikepdf.open(source, attempt_recovery=False) as pdf:
        if pdf.is_encrypted:
            raise Refused("encrypted")
        for thing in pdf.objects:
            examine(thing)
        if not turns_pages(pdf.Root.get("/OpenAction")):
            raise Refused("active")
        return len(pdf.pages)


def examine(thing: Any) -> None:
    """Refuse an object that runs, plays or carries something, however deep in it that stands."""
    top = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    if not isinstance(top, pikepdf.Dictionary | pikepdf.Array) or not CLAIMED.search(top.unparse(resolved=True)):
        return
    for words in dictionaries(top):
        if acts(words):
            raise Refused("active")
        if words.keys() & CARRIES or words.get("/Subtype") == "/FileAttachment":
            raise Refused("attachments")
        if "/XFA" in words:
            raise Refused("xfa")


def acts(words: Any) -> bool:
    """Say whether a dictionary is an action that does more than turn pages, or has one happen by itself."""
    if "/JS" in words or words.get("/S") in RUNS or words.get("/Subtype") in PLAYS:
        return True
    by_itself = words.get("/AA")
    return by_itself is not None and any(not turns_pages(action) for _when, action in by_itself.items())


def turns_pages(action: Any) -> bool:
    """Say whether an action only chooses what is shown."""
    return not isinstance(action, pikepdf.Dictionary) or action.get("/S") in HARMLESS


def dictionaries(thing: Any) -> Iterator[Any]:
    """Yield the dictionaries standing directly in an object; what it refers to is met on its own."""
    if isinstance(thing, pikepdf.Dictionary):
        yield thing
        parts = [value for _name, value in thing.items()]
    else:
        parts = list(thing)
    for part in parts:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            yield from dictionaries(part)


def pages_drawn(source: BinaryIO) -> int:
    """Return how many pages the drawing library finds: two readers that disagree make a file nobody can judge."""
    source.seek(0)
    try:
        with pypdfium2.PdfDocument(source) as pdf:
            return len(pdf)
    except pypdfium2.PdfiumError:
        return -1


def draw(source: BinaryIO, target: BinaryIO, *, page: int, width: int) -> None:
    """Write one page as JPEG."""
    with pypdfium2.PdfDocument(source) as pdf:
        pdf.init_forms()
        drawn = pdf[page - 1]
        scale = min(width / drawn.get_width(), TALLEST * width / drawn.get_height())
        drawn.render(scale=scale).to_pil().convert("RGB").save(target, "JPEG", quality=85)
        drawn.close()


def main() -> None:
    """Do what the words on the command line ask."""
    limit()
    verb, *numbers = sys.argv[1:]
    if verb == "inspect":
        json.dump(inspect(sys.stdin.buffer), sys.stdout)
    else:
        draw(sys.stdin.buffer, sys.stdout.buffer, page=int(numbers[0]), width=int(numbers[1]))


if __name__ == "__main__":  # pragma: no cover -- in a process of its own
    main()
