"""The waiting lists as columns, and columns as the database keeps them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from iskan.apps.catalogue.queries import figures
from iskan.core.distribution.market import Applications, Whole
from iskan.policy.choices import PROGRAMMES
from iskan.policy.governorates import GOVERNORATES
from iskan.policy.nomination import bedrooms_needed, classes_for, counts_members

# Whoever's governorate is not known stands behind no set-aside.
PLACES = (*GOVERNORATES, "")
_CODES = tuple(code for code, _name in PROGRAMMES)
_MEMBERS = "(SELECT count(*) FROM households_householdmember m WHERE m.household_id = c.household_id)"
_LIST = """
COPY (
    SELECT e.case_id,
           e.seniority_on - DATE '0001-01-01' + 1,
           row_number() OVER (ORDER BY e.reference COLLATE "C"),
           coalesce(array_position(%(places)s::text[], e.governorate), {places}) - 1,
           array_position(%(programmes)s::text[], e.programme) - 1,
           (EXISTS (
               SELECT FROM cases_casefact f
               WHERE f.case_id = e.case_id AND f.code = 'disability.registered' AND jsonb_array_length(f.value) > 0
           ))::int,
           {members},
           coalesce(array_position(%(projects)s::text[], w.projects[1]), 0) - 1,
           coalesce(array_position(%(projects)s::text[], w.projects[2]), 0) - 1,
           coalesce(array_position(%(projects)s::text[], w.projects[3]), 0) - 1,
           (NOT coalesce(w.only, false))::int,
           coalesce((
               SELECT min(x.id) FROM cases_exceptionentry x
               WHERE x.case_id = e.case_id AND x.kind = 'order' AND x.status = 'approved'
                 AND NOT EXISTS (SELECT FROM allocation_nomination used WHERE used.exception_id = x.id)
           ), 0)
    FROM allocation_waitinglistentry e
    JOIN cases_case c ON c.id = e.case_id
    LEFT JOIN allocation_projectwish w ON w.case_id = e.case_id
    WHERE e.status = 'waiting' AND e.programme = ANY(%(programmes)s)
      AND NOT EXISTS (
          SELECT FROM allocation_nomination n WHERE n.case_id = e.case_id AND n.state IN ('nominated', 'housed')
      )
) TO STDOUT (DELIMITER ' ')
"""
_WIDTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingList:
    """The applications a distribution has before it, and which classes each entitlement stands for."""

    applications: Applications
    entitlements: tuple[tuple[str, ...], ...]


def waiting_applications(projects: Sequence[str], classes: Sequence[str], on: date) -> WaitingList:
    """Return whoever waits and is not nominated, as columns, in one read."""
    book = figures()
    statement = _LIST.format(places=len(PLACES), members=_MEMBERS if counts_members(book, on) else "0")
    asked = {"places": list(PLACES), "programmes": list(_CODES), "projects": list(projects)}
    with connection.cursor() as cursor, cursor.copy(statement, asked) as copy:
        written = b"".join(bytes(block) for block in copy)
    table = np.fromstring(written.decode(), dtype=np.int64, sep=" ").reshape(-1, _WIDTH)
    most = int(table[:, 6].max(initial=0))
    rooms = np.array([bedrooms_needed(size, book, on) for size in range(most + 1)], dtype=np.int64)
    entitlement, entitlements = _entitlements(table[:, 4], table[:, 5], rooms[table[:, 6]], tuple(classes))
    columns = Applications(
        case=table[:, 0],
        seniority=table[:, 1],
        order=table[:, 2],
        governorate=table[:, 3],
        entitlement=entitlement,
        needs_accessible=table[:, 5].astype(np.bool_),
        wishes=table[:, 7:10].astype(np.int16),
        anywhere=table[:, 10].astype(np.bool_),
        exception=table[:, 11],
    )
    return WaitingList(applications=columns, entitlements=entitlements)


def _entitlements(
    programme: Whole, needs: Whole, rooms: Whole, classes: tuple[str, ...]
) -> tuple[Whole, tuple[tuple[str, ...], ...]]:
    """Tell the kinds of household apart by number, and say what each may be given."""
    kinds, which = np.unique(programme * 100 + needs * 10 + rooms, return_inverse=True)
    offered = tuple(
        classes_for(_CODES[kind // 100], needs_accessible=bool(kind // 10 % 10), bedrooms=kind % 10, classes=classes)
        for kind in kinds.tolist()
    )
    return which.astype(np.int64), offered


def packed(applications: Applications) -> bytes:
    """Return columns as bytes the database keeps."""
    return _pack({each.name: getattr(applications, each.name) for each in fields(applications)})


def unpacked(kept: bytes | memoryview) -> Applications:
    """Return the columns that were kept."""
    columns = _unpack(kept)
    return Applications(**{each.name: columns[each.name] for each in fields(Applications)})


def _pack(columns: dict[str, npt.NDArray[Any]]) -> bytes:
    out = io.BytesIO()
    np.savez_compressed(out, allow_pickle=False, **columns)
    return out.getvalue()


def _unpack(kept: bytes | memoryview) -> dict[str, npt.NDArray[Any]]:
    with np.load(io.BytesIO(bytes(kept)), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def packed_nominations(columns: dict[str, Whole]) -> bytes:
    """Return who is nominated as bytes."""
    return _pack(dict(columns))


def unpacked_nominations(kept: bytes | memoryview) -> dict[str, Whole]:
    """Return who was nominated."""
    return _unpack(kept)
