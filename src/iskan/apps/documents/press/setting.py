"""Setting of long papers, done in the sandbox: what thousands of rows take of memory goes with the process."""

from pathlib import Path
from typing import BinaryIO, Literal


def set_paper(words: BinaryIO, *, template: str, root: str, fonts: str, standard: Literal["a-2a"], at: int) -> bytes:
    """Return words, as JSON, as a template lays them out: PDF of an instant, in the fonts of a folder alone."""
    import typst  # noqa: PLC0415 -- a large library, loaded where it is used

    return typst.compile(
        Path(template),
        root=Path(root),
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        ignore_system_fonts=True,
        sys_inputs={"document": words.read().decode()},
        pdf_standards=standard,
        timestamp=at,
    )
