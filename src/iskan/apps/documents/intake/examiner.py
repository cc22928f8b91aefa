"""Reads a stranger's PDF; run in the sandbox, where what it breaks is thrown away with it.

It knows nothing of the rest of the system and asks nothing of it.
"""

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
import pypdfium2

MEGABYTE = 1024 * 1024
# A page of a tagged office document has some hundreds of objects.
MOST_OBJECTS = 100_000
GLANCE_WIDTH = 120
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


def inspect(source: BinaryIO, *, most_pages: int) -> dict[str, Any]:
    """Return the number of pages, or the code of what forbids taking the file."""
    pikepdf.settings.set_qpdf_limits(flate_max_memory=64 * MEGABYTE, run_length_max_memory=64 * MEGABYTE)
    try:
        pages = pages_read(source, most_pages)
    except Refused as refusal:
        return {"fault": str(refusal)}
    except pikepdf.PasswordError:
        return {"fault": "encrypted"}
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        return {"fault": "damaged"}
    return {"pages": pages} if 0 < pages == pages_drawn(source) else {"fault": "damaged"}


def pages_read(source: BinaryIO, most_pages: int) -> int:
    """Return how many pages there are, after looking at every object."""
    with pikepdf.open(source, attempt_recovery=False) as pdf:
        if pdf.is_encrypted:
            raise Refused("encrypted")
        if len(pdf.objects) > MOST_OBJECTS:
            raise Refused("intricate")
        for thing in pdf.objects:
            examine(thing)
        if not turns_pages(pdf.Root.get("/OpenAction")):
            raise Refused("active")
        if len(pdf.pages) > most_pages:
            raise Refused("long")
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
    """Return how many pages the drawing library opens: two readers that disagree make a file nobody can judge."""
    source.seek(0)
    try:
        with pypdfium2.PdfDocument(source) as pdf:
            for page in pdf:
                page.close()
            drawn(pdf, page=1, width=GLANCE_WIDTH)
            return len(pdf)
    except (pypdfium2.PdfiumError, ValueError):
        return -1


def draw(source: BinaryIO, *, page: int, width: int) -> bytes:
    """Return one page as JPEG."""
    with pypdfium2.PdfDocument(source) as pdf:
        pdf.init_forms()
        target = io.BytesIO()
        drawn(pdf, page=page, width=width).save(target, "JPEG", quality=85)
        return target.getvalue()


def drawn(pdf: pypdfium2.PdfDocument, *, page: int, width: int) -> Any:
    """Return a picture of one page."""
    opened = pdf[page - 1]
    scale = min(width / opened.get_width(), TALLEST * width / opened.get_height())
    picture = opened.render(scale=scale).to_pil().convert("RGB")
    opened.close()
    return picture
