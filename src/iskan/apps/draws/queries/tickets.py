"""Reading tickets: a household's own, what it drew, and the draws a case takes part in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from iskan.apps.cases.queries.fragments import CASES
from iskan.apps.cases.queries.scoped import visible_where
from iskan.apps.draws.queries.draws import ResultLine
from iskan.core.text import Text
from iskan.foundation.reading import RelatedRead
from iskan.foundation.scope import OutOfScope, Scope

# Written out by hand: on the day of a draw every household asks for its own ticket.
_TICKETS = f"""
SELECT draw.reference, c.reference, c.id, ticket.ticket, ticket.drawn_class, result.position, result.unit
FROM draws_drawticket ticket
JOIN draws_draw draw ON draw.id = ticket.draw_id
JOIN draws_drawannouncement announced ON announced.draw_id = draw.id
JOIN {CASES} c ON c.id = ticket.case_id
LEFT JOIN draws_drawresult result ON result.draw_id = ticket.draw_id AND result.ticket = ticket.ticket
WHERE (%(reference)s::text = '' OR draw.reference = %(reference)s::text) AND
"""  # noqa: S608 -- tables our own apps expose
_LATEST_FIRST = "ORDER BY draw.draws_at DESC, ticket.ticket"
_OF_CASE = """
SELECT json_agg(json_build_array(draw.reference, draw.project_ar, draw.project_en) ORDER BY draw.draws_at DESC)
FROM draws_drawticket ticket JOIN draws_draw draw ON draw.id = ticket.draw_id
WHERE ticket.case_id = c.id AND EXISTS (SELECT FROM draws_drawannouncement WHERE draw_id = draw.id)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTicket:
    """The ticket under which a case takes part in a draw, and what it drew, once drawn."""

    draw: str
    case_reference: str
    case_id: int
    ticket: str
    drawn_class: str
    result: ResultLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawTaken:
    """A draw a case takes part in, or took part in."""

    reference: str
    project: Text


def tickets_of(scope: Scope, reference: str = "") -> tuple[OwnTicket, ...]:
    """Return the viewer's own tickets, in one draw or in all announced ones."""
    if scope.cpr is None:
        raise OutOfScope
    where, values = visible_where(scope)
    return _own(where, values, reference)


def result_of(case_id: int) -> OwnTicket | None:
    """Return the latest ticket of a case with what it drew; the caller has been let into the case."""
    return next(iter(_own("c.id = %(case)s", {"case": case_id}, "")), None)


def _own(where: str, values: Mapping[str, Any], reference: str) -> tuple[OwnTicket, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_TICKETS} {where} {_LATEST_FIRST}", {**values, "reference": reference})
        return tuple(
            OwnTicket(
                draw=draw,
                case_reference=case_reference,
                case_id=case_id,
                ticket=ticket,
                drawn_class=drawn_class,
                result=None
                if position is None
                else ResultLine(ticket=ticket, drawn_class=drawn_class, position=position, unit=unit),
            )
            for draw, case_reference, case_id, ticket, drawn_class, position, unit in cursor.fetchall()
        )


def _draws_taken(row: Sequence[Any]) -> tuple[DrawTaken, ...]:
    return tuple(
        DrawTaken(reference=reference, project=Text(ar=arabic, en=english)) for reference, arabic, english in row[0]
    )


DRAWS_TAKEN = RelatedRead(1, _OF_CASE, _draws_taken)
