"""How large a picture is kept, so that it can be read at full size: few pixels more than paper needs, and no fewer."""

from collections.abc import Iterator
from math import sqrt

from PIL import Image

MAX_SIDE = 3508  # A4 at 300 dots an inch
LINE_WIDTH = 1600  # the shorter side of what is long: a telephone's screen, a roll of paper, a panorama
LEAST_WIDTH = 1240  # A4 at 150 dots an inch
MOST_KEPT_PIXELS = 16_000_000
LONG = 3  # times its width; a telephone's own screen is a little over two
PAGE = 1.5  # how high a page of a long picture is, in widths
CALM = 0.15  # the part of a page, at its end, in which a line is looked for that cuts no letter


def fitted(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size a picture is kept in: within A4 at 300 dots an inch, its shorter side always wide enough."""
    shorter, longer = min(size), max(size)
    share = min(1.0, MAX_SIDE / longer)
    if shorter * share < LEAST_WIDTH:
        share = min(1.0, max(share, LINE_WIDTH / shorter))
    if not is_long(size):
        share = min(share, sqrt(MOST_KEPT_PIXELS / (shorter * longer)))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def narrowed(size: tuple[int, int], width: int) -> tuple[int, int]:
    """Return the size no wider than asked, and no longer than a long picture of that width."""
    share = min(1.0, width / size[0], LONG * width / size[1])
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def is_long(size: tuple[int, int]) -> bool:
    """Say whether a picture is so long that nobody reads it on one page."""
    return size[1] > LONG * size[0]


def pages_of(picture: Image.Image, most: int) -> Iterator[Image.Image]:
    """Yield a picture, or a long one page by page, cut where no letter stands if there is such a place."""
    if not is_long(picture.size):
        yield picture
        return
    step = max(round(PAGE * picture.width), -(-picture.height * 115 // (100 * most)))
    top = 0
    while top < picture.height:
        bottom = _cut(picture, top, min(top + step, picture.height))
        yield picture.crop((0, top, picture.width, bottom))
        top = bottom


def _cut(picture: Image.Image, top: int, bottom: int) -> int:
    """Return the calmest line near the end of a page; the last page ends where the picture does."""
    if bottom == picture.height:
        return bottom
    import numpy as np  # noqa: PLC0415 -- only long pictures need it

    first = bottom - max(1, round(CALM * (bottom - top)))
    rows = np.asarray(picture.crop((0, first, picture.width, bottom)).convert("L"), dtype=np.int16)
    unrest = rows.max(axis=1) - rows.min(axis=1)
    calm = np.flatnonzero(unrest == unrest.min())
    return first + int(calm[-1]) + 1
