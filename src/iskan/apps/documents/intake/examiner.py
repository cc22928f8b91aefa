"""Reads a stranger's PDF; run in the sandbox, where what it breaks is thrown away with it.

It knows nothing of the rest of the system and asks nothing of it.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
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
# What is taken out of a safe copy wherever it stands.
DISARMED = frozenset(["/AA", "/JS", "/JavaScript", "/XFA", "/EF", "/EmbeddedFiles", "/AF"])
NOT_SHOWN = PLAYS | {"/FileAttachment"}
UNSOUND = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError)
HARMLESS = frozenset(["/GoTo", "/Named"])


class Refused(Exception):
    """The PDF holds something that is not taken; the argument is its code."""


def inspect(source: BinaryIO, *, most_pages: int) -> dict[str, Any]:
    """Return the number of pages, the code of what forbids taking the file, or what a safe copy must leave out."""
    try:
        pages, found = looked_through(source, most_pages)
    except Refused as refusal:
        return {"fault": str(refusal)}
    except pikepdf.PasswordError:
        return {"fault": "encrypted"}
    except UNSOUND:
        return {"fault": "damaged"}
    if found:
        return {"mend": sorted(found)}
    return {"pages": pages} if 0 < pages == pages_drawn(source) else {"fault": "damaged"}


def looked_through(source: BinaryIO, most_pages: int) -> tuple[int, set[str]]:
    """Return how many pages there are, and what was found in looking at every object."""
    with opened(source) as (pdf, found):
        bounded(pdf, most_pages)
        if pdf.Root.Pages.get("/Count") != len(pdf.pages):
            raise Refused("damaged")
        for thing in pdf.objects:
            found.update(examine(thing))
        if not turns_pages(pdf.Root.get("/OpenAction")):
            found.add("active")
        return len(pdf.pages), found


@contextmanager
def opened(source: BinaryIO) -> Iterator[tuple[pikepdf.Pdf, set[str]]]:
    """Open a PDF as every reader does: one whose table of objects is wrong, or that may only not be printed, too."""
    pikepdf.settings.set_qpdf_limits(flate_max_memory=64 * MEGABYTE, run_length_max_memory=64 * MEGABYTE)
    found: set[str] = set()
    try:
        pdf = pikepdf.open(source, attempt_recovery=False)
    except pikepdf.PasswordError:
        raise
    except UNSOUND:
        source.seek(0)
        found.add("damaged")
        pdf = pikepdf.open(source, suppress_warnings=True)
    with pdf:
        if pdf.is_encrypted:
            found.add("encrypted")
        yield pdf, found


def bounded(pdf: pikepdf.Pdf, most_pages: int) -> None:
    """Refuse more objects and pages than are looked at, and what is no document by itself: a folder, a program."""
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refused("intricate")
    if "/Collection" in pdf.Root:
        raise Refused("attachments")
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form and is_drawn_by_its_program(pdf, form):
        raise Refused("xfa")
    if len(pdf.pages) > most_pages:
        raise Refused("long")


def is_drawn_by_its_program(pdf: pikepdf.Pdf, form: Any) -> bool:
    """Say whether a form's pages are made by the program in it, so that without it nothing of it is to be seen."""
    return not len(form.get("/Fields", ())) or bool(pdf.Root.get("/NeedsRendering", False))


def examine(thing: Any) -> set[str]:
    """Return what an object runs, plays or carries, however deep in it that stands."""
    found: set[str] = set()
    top = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    if not isinstance(top, pikepdf.Dictionary | pikepdf.Array) or not CLAIMED.search(top.unparse(resolved=True)):
        return found
    for words in dictionaries(top):
        if acts(words):
            found.add("active")
        if words.keys() & CARRIES or words.get("/Subtype") == "/FileAttachment":
            found.add("attachments")
        if "/XFA" in words:
            found.add("xfa")
    return found


def harmless(source: BinaryIO, *, most_pages: int) -> bytes:
    """Return a copy of a PDF with its pages as they are, in which nothing runs, plays, hides or is carried."""
    target = io.BytesIO()
    with opened(source) as (pdf, _found):
        bounded(pdf, most_pages)
        for page in pdf.pages:
            leave_out_notes(page.obj)
        if not turns_pages(pdf.Root.get("/OpenAction")):
            del pdf.Root["/OpenAction"]
        for thing in pdf.objects:
            top = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
            if isinstance(top, pikepdf.Dictionary | pikepdf.Array):
                for words in list(dictionaries(top)):
                    disarm(words)
        pdf.save(target, encryption=False)
    return target.getvalue()


def leave_out_notes(page: Any) -> None:
    """Take from a page the notes that play something or carry a file."""
    notes = page.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        dictionaries_only = [note for note in notes if isinstance(note, pikepdf.Dictionary)]
        page.Annots = pikepdf.Array([note for note in dictionaries_only if note.get("/Subtype") not in NOT_SHOWN])


def disarm(words: Any) -> None:
    """Take from a dictionary what acts or is carried; an action that does more than turn pages is emptied."""
    doomed = DISARMED & words.keys()
    if words.get("/S") in RUNS or words.get("/Subtype") in PLAYS:
        doomed = set(words.keys())
    for name in doomed:
        del words[name]


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
