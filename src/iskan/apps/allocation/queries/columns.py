"""The waiting lists as columns, and columns as the database keeps them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from iskan.apps.cases.queries.fragments import APPROVED_ORDERS, CASES
from iskan.apps.catalogue.queries import figures
from iskan.apps.waiting_lists.queries.entitlements import NEEDS, PROGRAMME_CODES, entitlements, members
from iskan.apps.waiting_lists.queries.fragments import WAITING, WISHES
from iskan.core.distribution.market import Applications, Whole
from iskan.policy.governorates import GOVERNORATES

# Whoever's governorate is not known stands behind no set-aside.
PLACES = (*GOVERNORATES, "")
_LIST = """
COPY (
    SELECT e.case_id,
           e.seniority_on - DATE '0001-01-01' + 1,
           row_number() OVER (ORDER BY e.seniority_at, e.lot COLLATE "C"),
           coalesce(array_position(%(places)s::text[], e.governorate), {places}) - 1,
           array_position(%(programmes)s::text[], e.programme) - 1,
           {needs}::int,
           {members},
           coalesce(array_position(%(projects)s::text[], w.projects[1]), 0) - 1,
           coalesce(array_position(%(projects)s::text[], w.projects[2]), 0) - 1,
           coalesce(array_position(%(projects)s::text[], w.projects[3]), 0) - 1,
           (NOT coalesce(w.only, false))::int,
           coalesce((
               SELECT min(x.id) FROM {orders} x
               WHERE x.case_id = e.case_id
                 AND NOT EXISTS (SELECT FROM allocation_nomination used WHERE used.exception_id = x.id)
           ), 0)
    FROM {waiting} e
    JOIN {cases} c ON c.id = e.case_id
    LEFT JOIN {wishes} w ON w.case_id = e.case_id
    WHERE e.programme = ANY(%(programmes)s)
      AND NOT EXISTS (
          SELECT FROM allocation_nomination n WHERE n.case_id = e.case_id AND n.state IN ('nominated', 'housed')
      )
) TO STDOUT (DELIMITER ' ')
"""
_TABLES = {"cases": CASES, "orders": APPROVED_ORDERS, "waiting": WAITING, "wishes": WISHES}
_WIDTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingList:
    """The applications a distribution has before it, and which classes each entitlement stands for."""

    applications: Applications
    entitlements: tuple[tuple[str, ...], ...]


def waiting_applications(projects: Sequence[str], classes: Sequence[str], on: date) -> WaitingList:
    """Return whoever waits and is not nominated, as columns, in one read."""
    book = figures()
    statement = _LIST.format(places=len(PLACES), needs=NEEDS, members=members(book, on), **_TABLES)
    asked = {"places": list(PLACES), "programmes": list(PROGRAMME_CODES), "projects": list(projects)}
    with connection.cursor() as cursor, cursor.copy(statement, asked) as copy:
        written = b"".join(bytes(block) for block in copy)
    table = np.fromstring(written.decode(), dtype=np.int64, sep=" ").reshape(-1, _WIDTH)
    entitled = entitlements(table[:, 4], table[:, 5], table[:, 6], classes=classes, book=book, on=on)
    columns = Applications(
        case=table[:, 0],
        seniority=table[:, 1],
        order=table[:, 2],
        governorate=table[:, 3],
        entitlement=entitled.kind_of,
        needs_accessible=table[:, 5].astype(np.bool_),
        wishes=table[:, 7:10].astype(np.int16),
        anywhere=table[:, 10].astype(np.bool_),
        exception=table[:, 11],
    )
    return WaitingList(applications=columns, entitlements=entitled.classes)


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
