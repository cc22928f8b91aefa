"""Two kept sets of spellings: who is meant stands first, among thousands who bear names like theirs.

The second was written by somebody who had seen neither the search nor the first.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.apps.households.test_operations import AT

from iskan.apps.households.queries import PersonLine, people_numbered, search_people
from iskan.core.lookups import LookupKind, lookups
from iskan.demo.people import write_people
from iskan.foundation.scope import Role, Scope

OFFICIAL = Scope(user_id=1, roles=frozenset({Role.REVIEWER}))
KEPT = {"search_spellings": 200, "search_spellings_of_a_clerk": 110}
LEAST_RIGHT = 0.98


def found(typed: str) -> Iterator[PersonLine]:
    for one in lookups(typed):
        if one.kind in (LookupKind.PERSONAL_NUMBER, LookupKind.LOST_ZERO):
            yield from people_numbered(OFFICIAL, [one.value])
        elif one.kind is LookupKind.NAME:
            yield from search_people(OFFICIAL, one.value)


@pytest.mark.django_db
def test_the_right_person_stands_first() -> None:
    with connection.cursor() as cursor:
        write_people(cursor, seed=7, people=4000, at=AT)
    for name, count in KEPT.items():
        spellings = _spellings(name)
        assert len(spellings) >= count
        missed = {}
        for typed, cpr in spellings:
            line = next(found(typed), None)
            if line is None or line.cpr != cpr:
                missed[typed] = (cpr, line and (line.cpr, line.name_ar, line.name_en))
        assert 1 - len(missed) / len(spellings) >= LEAST_RIGHT, missed


def _spellings(name: str) -> list[tuple[str, str]]:
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as kept:
        return [(row["typed"], row["cpr"]) for row in csv.DictReader(kept)]
