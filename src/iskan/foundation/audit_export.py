"""The trail as it leaves the system: each link with the very bytes its digest was made of."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from iskan.foundation.audit_chain import CONTENT

AT_ONCE = 10_000
_LINES = f"""
SELECT link.id, link.lane, encode(link.digest, 'hex'), convert_from({CONTENT}, 'UTF8')
FROM foundation_auditlink link JOIN foundation_auditentry entry ON entry.id = link.entry_id
WHERE link.id > %s AND link.id <= %s ORDER BY link.id LIMIT %s
"""  # noqa: S608 -- a statement of our own


class ExportedLine(NamedTuple):
    """A link, its lane, its digest in hexadecimal, and the line as it was digested."""

    link: int
    lane: int
    digest: str
    content: str


def exported_lines(upto: int) -> Iterator[ExportedLine]:
    """Yield every line up to a link in the order of their links, a part of the trail in memory at a time."""
    after = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_LINES, [after, upto, AT_ONCE])
            lines = [ExportedLine(*row) for row in cursor.fetchall()]
        yield from lines
        if len(lines) < AT_ONCE:
            return
        after = lines[-1].link
