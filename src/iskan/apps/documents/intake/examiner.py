"""Reads a stranger's PDF in a process of its own, where what it breaks is thrown away with it.

Run as a program, never imported: ``examiner.py inspect`` or ``examiner.py draw PAGE WIDTH``, the PDF on standard input.
It knows nothing of the rest of the system and asks nothing of it.
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from typing import Any

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


def inspect() -> dict[str, Any]:
    """Return the number of pages, or the code of what forbids taking the file."""
    import pikepdf  # noqa: PLC0415 -- drawing does without

    pikepdf.settings.set_qpdf_limits(flate_max_memory=64 * MEGABYTE, run_length_max_memory=64 * MEGABYTE)
    try:
        with open(0, "rb", closefd=False) as source, pikepdf.open(source, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                return {"fault": "encrypted"}
            for thing in pdf.objects:
                examine(thing, pikepdf)
            if not turns_pages(pdf.Root.get("/OpenAction"), pikepdf):
                return {"fault": "active"}
            pages = len(pdf.pages)
    except Refused as refusal:
        return {"fault": str(refusal)}
    except pikepdf.PasswordError:
        return {"fault": "encrypted"}
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {"fault": "damaged"}
    return {"pages": pages} if 0 < pages == pages_drawn() else {"fault": "damaged"}


def examine(thing: Any, pikepdf: Any) -> None:
    """Refuse an object that runs, plays or carries something, however deep in it that stands."""
    top = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    if not isinstance(top, pikepdf.Dictionary | pikepdf.Array) or not CLAIMED.search(top.unparse(resolved=True)):
        return
    for words in dictionaries(top, pikepdf):
        if acts(words, pikepdf):
            raise Refused("active")
        if words.keys() & CARRIES or words.get("/Subtype") == "/FileAttachment":
            raise Refused("attachments")
        if "/XFA" in words:
            raise Refused("xfa")


def acts(words: Any, pikepdf: Any) -> bool:
    """Say whether a dictionary is an action that does more than turn pages, or has one happen by itself."""
    if "/JS" in words or words.get("/S") in RUNS or words.get("/Subtype") in PLAYS:
        return True
    by_itself = words.get("/AA")
    return by_itself is not None and any(not turns_pages(action, pikepdf) for _when, action in by_itself.items())


def turns_pages(action: Any, pikepdf: Any) -> bool:
    """Say whether an action only chooses what is shown."""
    return not isinstance(action, pikepdf.Dictionary) or action.get("/S") in HARMLESS


def dictionaries(thing: Any, pikepdf: Any) -> Iterator[Any]:
    """Yield the dictionaries standing directly in an object; what it refers to is met on its own."""
    if isinstance(thing, pikepdf.Dictionary):
        yield thing
        parts = [value for _name, value in thing.items()]
    else:
        parts = list(thing)
    for part in parts:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect:
            yield from dictionaries(part, pikepdf)


def pages_drawn() -> int:
    """Return how many pages the drawing library finds: two readers that disagree make a file nobody can judge."""
    import pypdfium2  # noqa: PLC0415 -- loaded where it is used

    sys.stdin.buffer.seek(0)
    try:
        return len(pypdfium2.PdfDocument(sys.stdin.buffer))
    except pypdfium2.PdfiumError:
        return -1


def draw(page_number: int, width: int) -> None:
    """Write one page as JPEG to standard output."""
    import pypdfium2  # noqa: PLC0415 -- loaded where it is used

    pdf = pypdfium2.PdfDocument(sys.stdin.buffer)
    pdf.init_forms()
    page = pdf[page_number - 1]
    scale = min(width / page.get_width(), TALLEST * width / page.get_height())
    page.render(scale=scale).to_pil().convert("RGB").save(sys.stdout.buffer, "JPEG", quality=85)


def main() -> None:
    """Do what the words on the command line ask."""
    limit()
    if sys.argv[1] == "inspect":
        json.dump(inspect(), sys.stdout)
    else:
        draw(int(sys.argv[2]), int(sys.argv[3]))


if __name__ == "__main__":
    main()
