"""Whose secrets enter a draw: independent of one another, so that no one of them can steer it."""

from typing import Final

from iskan.core.text import Text

PARTIES: Final[dict[str, Text]] = {
    "ministry": Text(ar="الوزارة", en="The ministry"),
    "audit-office": Text(ar="ديوان الرقابة المالية والإدارية", en="The National Audit Office"),
    "citizens": Text(ar="ممثلو المواطنين", en="The citizens' representatives"),
}
