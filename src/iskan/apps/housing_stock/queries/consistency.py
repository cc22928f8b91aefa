"""Whether the stock holds together: states and trails, gates and ready units, units and their phases."""

from collections.abc import Iterator
from typing import Final

from django.db import connection

_STATE_UNTOLD = """
SELECT unit.code FROM housing_stock_unit unit
LEFT JOIN LATERAL (
    SELECT target FROM housing_stock_unitevent event WHERE event.unit_id = unit.id ORDER BY event.id DESC LIMIT 1
) last ON true
WHERE last.target IS DISTINCT FROM unit.state
ORDER BY unit.code
"""
_READY_TOO_SOON = """
SELECT unit.code FROM housing_stock_unit unit
WHERE unit.state IN ('ready', 'handed_over') AND EXISTS (
    SELECT FROM housing_stock_gate gate
    WHERE gate.project_id = unit.project_id AND (gate.phase_id IS NULL OR gate.phase_id = unit.phase_id)
      AND gate.is_required AND gate.done_on IS NULL
)
ORDER BY unit.code
"""
_ELSEWHERE = """
SELECT unit.code FROM housing_stock_unit unit
JOIN housing_stock_phase phase ON phase.id = unit.phase_id
LEFT JOIN housing_stock_building building ON building.id = unit.building_id
WHERE phase.project_id <> unit.project_id OR building.project_id <> unit.project_id
ORDER BY unit.code
"""
CHECKS: Final = (
    ("The trail does not end in the unit's state", _STATE_UNTOLD),
    ("Ready or handed over behind an open gate", _READY_TOO_SOON),
    ("The phase or building is another project's", _ELSEWHERE),
)


def inconsistencies() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each thing that does not hold with the codes of the units it is true of."""
    for title, statement in CHECKS:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            codes = tuple(code for (code,) in cursor.fetchall())
        if codes:
            yield title, codes
