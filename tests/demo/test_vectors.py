"""Names copied in are found as those kept by the application."""

from dataclasses import replace

import pytest
from django.db import connection
from tests.apps.households.test_operations import AT, RECORD

from iskan.apps.households.operations import remember_person
from iskan.demo.vectors import search_vector
from iskan.integrations.synthetic.families import people

NAMES = [(person.name_ar, person.name_en) for _, person in people(seed=7, people=60)]
ODD = [("عبد-الله", "Al-Mubarak  Isa"), ("أحـمَد", "O'Neil"), ("", ""), ("آل خليفة", "René")]


@pytest.mark.django_db
@pytest.mark.parametrize(("name_ar", "name_en"), [*NAMES, *ODD])
def test_vector_is_the_one_the_application_keeps(name_ar: str, name_en: str) -> None:
    kept = remember_person(record=replace(RECORD, name_ar=name_ar, name_en=name_en), at=AT)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name_search = %s::tsvector FROM households_person WHERE id = %s",
            [search_vector(name_ar, name_en), kept.pk],
        )
        assert cursor.fetchone() == (True,)
