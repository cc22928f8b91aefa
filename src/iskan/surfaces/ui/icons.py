"""The drawn icons, read once from one file of symbols and set inline in the page."""

import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

_SHEET = Path(__file__).parent / "static" / "iskan" / "icons.svg"
_SYMBOL = re.compile(r'<symbol id="(?P<name>[a-z-]+)"(?P<flip> data-flip="")?>(?P<shape>.*?)</symbol>', re.DOTALL)


class UnknownIcon(KeyError):
    """No symbol of that name is drawn in the sheet."""


@lru_cache(maxsize=1)
def sheet() -> dict[str, tuple[str, bool]]:
    """Return every symbol's shape, and whether it turns with the direction of the page."""
    return {
        m["name"]: (m["shape"].strip(), bool(m["flip"])) for m in _SYMBOL.finditer(_SHEET.read_text(encoding="utf-8"))
    }


@lru_cache(maxsize=256)
def icon(name: str) -> Markup:
    """Return a decorative icon; the words beside it carry the meaning.

    Raises:
        UnknownIcon: the sheet has no such symbol.
    """
    if name not in sheet():
        raise UnknownIcon(name)
    shape, flips = sheet()[name]
    turning = " icon-flip" if flips else ""
    return Markup(  # noqa: S704 -- our own drawings
        f'<svg class="icon{turning}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shape}</svg>'
    )
