"""Looking for words on a page."""

import html


def shows(page: str, *words: str) -> bool:
    """Say whether a page shows all the words, however they are escaped."""
    read = html.unescape(page)
    return all(one in read for one in words)
